import Seeds
import Specification
import Testing
import Wire

@Suite struct BatchTests {
    private struct BatchVector: Decodable {
        let name: String
        let bytes: String
        let number: UInt64
        /// Canonical bytes.
        let reports: [String]
    }

    @Test func `Every batch vector parses into its reports and is written as it stands`() throws {
        let vectors = try Vectors.valid("batch", as: [BatchVector].self)
        #expect(vectors.count >= 7)
        for vector in vectors {
            let reports = try vector.reports.map { try Report(canonicalBytes: Array(hex: $0)) }
            let body = Array(hex: vector.bytes)
            let batch = try Batch(body: body.span, reportLimit: 10_000)
            #expect(batch.number == vector.number)
            let parsed = batch.groups.flatMap { group in (0..<group.count).map { group.report($0) } }
            #expect(parsed == reports, "\(vector.name)")
            #expect(
                Batch(number: vector.number, groups: reports.groups).body.hex == vector.bytes,
                "\(vector.name)"
            )
        }
    }

    @Test func `Every bad body is refused`() throws {
        let vectors = try Vectors.invalid("batch")
        #expect(vectors.count >= 32)
        for vector in vectors {
            let body = Array(hex: vector.bytes)
            let error = #expect(throws: WireError.self, "\(vector.name)") {
                try Batch(body: body.span, reportLimit: 10)
            }
            #expect(error?.outcome.description == vector.outcome, "\(vector.name)")
        }
    }

    @Test func `A body cut short at any place is refused`() throws {
        let vectors = try Vectors.valid("batch", as: [BatchVector].self)
        for vector in vectors {
            let body = Array(hex: vector.bytes)
            for length in 0..<body.count {
                let part = Array(body[..<length])
                #expect(throws: WireError.self, "\(vector.name) cut at \(length)") {
                    try Batch(body: part.span, reportLimit: 10_000)
                }
            }
        }
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `Random reports come back as they went`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let reports = (0..<Int.random(in: 1...40, using: &random)).map { _ in
                Report.random(using: &random)
            }
            let body = Batch(number: 9, groups: reports.groups).body
            let batch = try Batch(body: body.span, reportLimit: 40)
            let parsed = batch.groups.flatMap { group in (0..<group.count).map { group.report($0) } }
            #expect(parsed == reports, "seed \(seed)")
        }
    }

    @Test(arguments: [5, 6, 7] as [UInt64])
    func `A group names each unit, shape and list of options once, however many there are`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<20 {
            let few = (0..<Int.random(in: 1...40, using: &random)).map { _ in Report.random(using: &random) }
            let reports = (0..<120).map { _ in few[Int.random(in: few.indices, using: &random)] }
            let groups = reports.groups
            #expect(
                zip(groups, groups.dropFirst()).allSatisfy { $0.dataSet != $1.dataSet || $0.form != $1.form })
            var start = 0
            for group in groups {
                let part = reports[start..<start + group.count]
                start += group.count
                #expect((0..<group.count).map { group.report($0) } == Array(part), "seed \(seed)")
                #expect(group.units == Set(part.map(\.unit)).sorted(), "seed \(seed)")
                #expect(group.optionLists == Self.distinct(part.map(\.options)), "seed \(seed)")
                let shapes = (0..<group.count).map { group.shape($0) }
                #expect(group.shapes == Self.distinct(shapes), "seed \(seed)")
            }
            #expect(start == reports.count)
        }
    }

    /// In the order of their first appearance.
    private static func distinct<Value: Hashable>(_ values: [Value]) -> [Value] {
        var seen: Set<Value> = []
        return values.filter { seen.insert($0).inserted }
    }

    @Test(arguments: [11, 12, 13] as [UInt64])
    func `Random damage never crashes the parser and never asks for more than came [B5]`(seed: UInt64) throws
    {
        var random = SeededGenerator(seed: seed)
        var survivors = 0
        for _ in 0..<2_000 {
            let reports = (0..<Int.random(in: 1...8, using: &random)).map { _ in
                Report.random(using: &random)
            }
            var body = Batch(number: 1, groups: reports.groups).body
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                body[Int.random(in: body.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            if let batch = try? Batch(body: body.span, reportLimit: 100) {
                survivors += 1
                #expect(batch.reportCount <= 100)
                let values = batch.groups.reduce(0) { $0 + $1.values.count }
                #expect(values <= body.count, "seed \(seed)")
            }
        }
        print("seed \(seed): \(survivors) of 2000 damaged bodies still parse")
    }
}

extension Report {
    /// A report of arbitrary form; options and values in canonical order.
    static func random(using random: inout SeededGenerator) -> Report {
        let isEvent = Bool.random(using: &random)
        let units = ["51", "5101", "510104", "510104017", "510104017003", "510104017003A001"].compactMap {
            UnitCode($0)
        }
        let retracted = Int.random(in: 0..<8, using: &random) == 0
        var report = Report(
            dataSet: UInt32.random(in: 1...3, using: &random),
            unit: units[Int.random(in: units.indices, using: &random)],
            key: isEvent
                ? .event(
                    EventID(
                        high: UInt64.random(in: 0...2, using: &random),
                        low: UInt64.random(in: 0...9, using: &random)))
                : .period(Period(type: .monthly, index: UInt32.random(in: 600...700, using: &random))),
            savedAtMilliseconds: Int64.random(in: -5...5_000_000_000_000, using: &random),
            status: retracted ? .retracted : .values)
        if isEvent, !retracted || Bool.random(using: &random) {
            report.occurrence =
                Bool.random(using: &random)
                ? .day(Int64.random(in: 0...20_000, using: &random))
                : .instant(Int64.random(in: 0...2_000_000_000, using: &random))
        }
        guard !retracted else { return report }
        if isEvent { report.options = randomIDs(using: &random) }
        let slots = Set(
            (0..<Int.random(in: 0...6, using: &random)).map { _ in UInt32.random(in: 1...300, using: &random)
            })
        report.values = slots.sorted().map { element in
            ReportValue(
                element: element, options: isEvent ? [] : randomIDs(using: &random),
                kind: [.integer, .day, .instant].randomElement(using: &random) ?? .integer,
                value: Int64.random(in: .min ... .max, using: &random))
        }
        return report
    }

    private static func randomIDs(using random: inout SeededGenerator) -> [UInt32] {
        Set(
            (0..<Int.random(in: 0...3, using: &random)).map { _ in UInt32.random(in: 1...200, using: &random)
            }
        ).sorted()
    }
}
