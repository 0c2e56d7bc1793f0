import Seeds
import Statistics
import Testing
import Wire

@Suite struct ExportTests {
    private struct Line: Hashable {
        let report: Report
        let origin: ReportsPart.Origin
        var key: String { "\(report.dataSet) \(report.unit) \(report.key)" }
    }

    /// Everything that an export hands out, in order.
    private static func lines(_ export: LedgerExport) throws -> [Line] {
        var lines: [Line] = []
        var pieces: UInt64 = 0
        while let piece = try export.next() {
            pieces += 1
            #expect(piece.batch.number == pieces)
            let reports = piece.batch.groups.flatMap { group in (0..<group.count).map { group.report($0) } }
            #expect(reports.count == piece.origins.count)
            lines += zip(reports, piece.origins).map { Line(report: $0, origin: $1) }
        }
        return lines
    }

    private static func isNewer(_ left: Report, _ right: Report) -> Bool {
        left.savedAtMilliseconds != right.savedAtMilliseconds
            ? left.savedAtMilliseconds > right.savedAtMilliseconds
            : right.canonicalBytes.lexicographicallyPrecedes(left.canonicalBytes)
    }

    /// Under each key every report that was sent, the one that counts first, each with its earliest arrival.
    private static func model(_ batches: [JournaledBatch]) -> [String: [Line]] {
        var origins: [Report: ReportsPart.Origin] = [:]
        for batch in batches {
            for report in batch.groups.flatMap({ group in (0..<group.count).map { group.report($0) } }) {
                let known = origins[report]
                let isEarlier =
                    known.map {
                        ($0.receivedAtMilliseconds, $0.sender[0]) > (
                            batch.receivedAtMilliseconds, batch.sender[0]
                        )
                    } ?? true
                guard isEarlier else { continue }
                origins[report] = ReportsPart.Origin(
                    receivedAtMilliseconds: batch.receivedAtMilliseconds, sender: batch.sender,
                    isInForce: false)
            }
        }
        let lines = Dictionary(grouping: origins.map { Line(report: $0.key, origin: $0.value) }, by: \.key)
        return lines.mapValues { lines in
            lines.sorted { isNewer($0.report, $1.report) }.enumerated().map { index, line in
                var origin = line.origin
                origin.isInForce = index == 0
                return Line(report: line.report, origin: origin)
            }
        }
    }

    private struct Filled {
        let folder = TemporaryFolder()
        let store: StatisticsStore
        var expected: [String: [Line]] = [:]

        init(seed: UInt64) throws {
            print("seed \(seed)")
            store = try StatisticsStore(
                folder: folder.path, catalogue: TestCatalogue.load(), nowMilliseconds: TestClock.early)
            var source = ReportSource(seed: seed)
            var batches = BatchSource(seed: seed)
            let sent = batches.batches(batches.repeated(source.reports(600)))
            for (index, batch) in sent.enumerated() {
                try store.apply([batch], nowMilliseconds: TestClock.early)
                if index == sent.count / 2 { try store.flush() }
            }
            expected = ExportTests.model(sent)
        }
    }

    @Test(arguments: FoldTests.seeds)
    func `An export holds who counts under each key and, if asked, all who lost`(seed: UInt64) throws {
        let filled = try Filled(seed: seed)
        defer { filled.folder.remove() }
        let export = try filled.store.export(Export(), subtree: nil)
        let inForce = try Self.lines(export)
        #expect(Set(inForce) == Set(filled.expected.values.map { $0[0] }), "seed \(seed)")
        #expect(inForce.count == filled.expected.count)
        #expect(export.expectedCount == Int64(inForce.count))
        #expect(export.positions == filled.store.positions)

        let all = try Self.lines(try filled.store.export(Export(withRevisions: true), subtree: nil))
        #expect(Dictionary(grouping: all, by: \.key) == filled.expected, "seed \(seed)")
        try filled.store.close()
    }

    @Test func `Reports come by data set, unit code and key, whatever order they arrived in`() throws {
        let filled = try Filled(seed: 5)
        defer { filled.folder.remove() }
        let lines = try Self.lines(try filled.store.export(Export(), subtree: nil))
        let places = lines.map { line -> (UInt32, String, String) in
            let key =
                switch line.report.key {
                case .period(let period): String(period.index + 1_000_000)
                case .event(let id): id.description
                }
            return (line.report.dataSet, line.report.unit.description, key)
        }
        #expect(zip(places, places.dropFirst()).allSatisfy { $0 < $1 })
        try filled.store.close()
    }

    @Test(arguments: FoldTests.seeds)
    func `Form, unit, periods and credential narrow it as a loop over all reports does`(seed: UInt64) throws {
        let filled = try Filled(seed: seed)
        defer { filled.folder.remove() }
        let inForce = filled.expected.values.map { $0[0] }
        // 2025-02 is month 661; 1 to 28 February are days 20120 to 20147. Shanghai is eight hours ahead.
        let february = { (report: Report) -> Bool in
            switch (report.key, report.occurrence) {
            case (.period(let period), _): period.type == .monthly && period.index == 661
            case (_, .day(let day)?): (20_120...20_147).contains(day)
            case (_, .instant(let seconds)?): (20_120...20_147).contains((seconds + 28_800) / 86_400)
            case (_, nil): true
            }
        }
        let cases: [(Export, UnitCode?, (Report) -> Bool)] = [
            (Export(dataSets: ["monthly"]), nil, { $0.dataSet == 2 }),
            (Export(unit: "5101"), nil, { $0.unit.description.hasPrefix("5101") }),
            (Export(), UnitCode("52"), { $0.unit.description.hasPrefix("52") }),
            (Export(periods: .init(first: "202502", last: "202502")), nil, february),
            (
                Export(dataSets: ["cases"], unit: "510104", periods: .init(first: "202502", last: "202502")),
                nil,
                { $0.dataSet == 1 && $0.unit.description.hasPrefix("510104") && february($0) }
            ),
        ]
        for (export, subtree, isWanted) in cases {
            let lines = try Self.lines(try filled.store.export(export, subtree: subtree))
            let wanted = inForce.filter { isWanted($0.report) }
            #expect(Set(lines) == Set(wanted) && lines.count == wanted.count, "seed \(seed), \(export)")
            #expect(!wanted.isEmpty, "\(export) asks for nothing")
        }
        try filled.store.close()
    }

    @Test func `One report is found by its key with its revisions, and no other`() throws {
        let filled = try Filled(seed: 9)
        defer { filled.folder.remove() }
        for lines in filled.expected.values.sorted(by: { $0[0].key < $1[0].key }).prefix(60) {
            let report = lines[0].report
            let key: Export.Key
            switch report.key {
            case .event(let id): key = .event(id)
            case .period(let period):
                key = .period(
                    period.type == .yearly
                        ? String(1970 + period.index)
                        : String((1970 + period.index / 12) * 100 + period.index % 12 + 1))
            }
            let export = Export(
                dataSets: [["cases", "monthly", "yearly"][Int(report.dataSet) - 1]],
                unit: report.unit.description,
                key: key, withRevisions: true)
            #expect(try Self.lines(try filled.store.export(export, subtree: nil)) == lines)
        }
        let absent = Export(dataSets: ["cases"], unit: "51", key: .event(EventID(high: 1, low: 1)))
        #expect(try Self.lines(try filled.store.export(absent, subtree: nil)).isEmpty)
        try filled.store.close()
    }

    @Test func `What is applied while an export is read is not in it`() throws {
        let filled = try Filled(seed: 11)
        defer { filled.folder.remove() }
        let export = try filled.store.export(Export(), subtree: nil)
        var source = ReportSource(seed: 99)
        var batches = BatchSource(seed: 99)
        try filled.store.apply(batches.batches(source.reports(300)), nowMilliseconds: TestClock.early)
        try filled.store.flush()
        #expect(Set(try Self.lines(export)) == Set(filled.expected.values.map { $0[0] }))
        try filled.store.close()
    }

    @Test(arguments: [
        (Export(dataSets: ["casse"]), "no such form, expected cases, monthly, yearly. Did you mean cases"),
        (Export(dataSets: ["cases", "cases"]), "asked for twice"), (Export(unit: "51x"), "not a unit's code"),
        (Export(periods: .init(first: "202513", last: "202513")), "does not exist"),
        (Export(dataSets: ["cases"], unit: "51", key: .period("2025")), "found by id"),
        (Export(dataSets: ["monthly"], unit: "51", key: .period("2025")), "reported for each month"),
        (Export(dataSets: ["monthly"], unit: "51", key: .event(EventID(high: 1, low: 1))), "found by period"),
    ])
    func `What cannot be exported is refused and says what can`(export: Export, expected: String) throws {
        let folder = TemporaryFolder()
        defer { folder.remove() }
        let store = try StatisticsStore(
            folder: folder.path, catalogue: TestCatalogue.load(), nowMilliseconds: TestClock.early)
        let error = #expect(throws: QueryError.self) { try store.export(export, subtree: nil) }
        #expect(error?.outcome == .badQuery)
        #expect(error?.description.contains(expected) == true, "\(String(describing: error))")
        try store.close()
    }
}
