import Catalogue
import Testing
import Wire

@testable import Client

/// What the made-up forms say fits together.
@Suite struct SimulatedStoriesTests {
    private typealias InForce = [String: [(unit: UnitCode, period: UInt32, report: Report)]]

    private static let made = Result { try make() }
    private let catalogue: Catalogue
    /// The reports in force by data set, each with its period's index; of events 0.
    private let inForce: InForce

    init() throws { (catalogue, inForce) = try Self.made.get() }

    private static func make() throws -> (Catalogue, InForce) {
        let catalogue = try Catalogue.shipped()
        let city = try SimulatedCity(
            catalogue: catalogue, city: #require(UnitCode("5101")), units: 60, months: 24, seed: 11)
        var latest: [[AnyHashable]: Report] = [:]
        for report in city {
            let key: [AnyHashable] = [report.dataSet, report.unit, report.key]
            if (latest[key]?.savedAtMilliseconds ?? 0) < report.savedAtMilliseconds { latest[key] = report }
        }
        var inForce: InForce = [:]
        for report in latest.values where report.status == .values {
            let dataSet = try #require(catalogue.dataSet(id: report.dataSet)?.code)
            var period: UInt32 = 0
            if case .period(let own) = report.key { period = own.index }
            inForce[dataSet, default: []].append((report.unit, period, report))
        }
        return (catalogue, inForce)
    }

    /// The numbers of a report's cells by element and option.
    private func numbers(_ report: Report) -> [String: Int64] {
        Dictionary(
            uniqueKeysWithValues: report.values.map { value in
                let option = value.options.first.flatMap { catalogue.option(id: $0)?.code } ?? ""
                return ("\(catalogue.element(id: value.element)?.code ?? "")/\(option)", value.value)
            })
    }

    @Test(arguments: [
        (
            "coverage", "COV_TOTAL - COV_SINGLE - COV_JOINT - COV_WORKONLY",
            "COV_BLANK_FOUND - COV_BLANK_FILLED - COV_BLANK_GONE"
        ),
        ("check-in", "CI_WISH_OPEN", "CI_WISH_CLAIMED - CI_WISH_DONE"),
        ("linkage", "LK_PROJECTS_OPEN", "LK_PROJECTS - LK_PROJECTS_DONE"),
        ("chronic-spot", "CH_LISTED", "CH_NEW - CH_CURED"),
        ("weak-branch", "WB_LISTED", "WB_NEW - WB_FIXED - WB_REMOVED"),
    ])
    func `A stock is what it was before, and what came, less what left`(
        dataSet: String, stock: String, change: String
    ) throws {
        let reports = try #require(inForce[dataSet])
        let byPlace = Dictionary(uniqueKeysWithValues: reports.map { ("\($0.unit)/\($0.period)", $0.report) })
        var compared = 0
        for (unit, period, report) in reports {
            guard let before = byPlace["\(unit)/\(period - 1)"].map(numbers) else { continue }
            let now = numbers(report)
            for option in Set(
                now.keys.compactMap { $0.split(separator: "/", omittingEmptySubsequences: false).last })
            {
                guard let opening = Self.sum(stock, before, option),
                    let closing = Self.sum(stock, now, option),
                    let changed = Self.sum(change, now, option)
                else { continue }
                #expect(closing == opening + changed, "\(unit) \(period) \(option)")
                compared += 1
            }
        }
        #expect(compared > 10)
    }

    /// Nil where the form lacks a part.
    private static func sum(_ terms: String, _ numbers: [String: Int64], _ option: Substring) -> Int64? {
        var sign: Int64 = 1
        var sum: Int64 = 0
        for word in terms.split(separator: " ") {
            switch word {
            case "-": sign = -1
            default:
                guard let number = numbers["\(word)/\(option)"] else { return nil }
                sum += sign * number
            }
        }
        return sum
    }

    @Test func `Nil reports agree with the cases that are held, but for a known few`() throws {
        let clock = DayClock(catalogue.timeZone)
        var held: [String: Int64] = [:]
        for (unit, _, report) in inForce["city-problem"] ?? [] {
            let day =
                switch report.occurrence {
                case .day(let day): day
                case .instant(let seconds): clock.day(ofSeconds: seconds)
                case nil: Int64(-1)
                }
            held["\(unit)/\(Period(containing: day, type: .monthly).index)", default: 0] += 1
        }
        let stated = try #require(inForce["nil-report"]).compactMap { unit, period, report in
            numbers(report)["NR_CP_FILED/"].map { (place: "\(unit)/\(period)", number: $0) }
        }
        let agreeing = stated.filter { $0.number == held[$0.place] ?? 0 }
        #expect(stated.count > 50)
        #expect(agreeing.count < stated.count && agreeing.count > stated.count * 9 / 10)
    }

    @Test func `A year's running total never falls and is never less than a month of it`() throws {
        var before: [UnitCode: (period: UInt32, total: Int64)] = [:]
        for (unit, period, report) in try #require(inForce["check-in"]).sorted(by: { $0.period < $1.period })
        {
            let numbers = numbers(report)
            guard let total = numbers["CI_ACTIVE_YTD/"], let active = numbers["CI_ACTIVE/"] else { continue }
            #expect(total >= active)
            if let last = before[unit], last.period / 12 == period / 12 { #expect(total >= last.total) }
            before[unit] = (period, total)
        }
        #expect(before.count > 20)
    }

    @Test func `The units file names who opens, closes, is split, is merged and is reported for`() throws {
        var text: [UInt8] = []
        try SimulatedCity(
            catalogue: catalogue, city: #require(UnitCode("5101")), units: 200, months: 24, seed: 11
        ).writeUnits { text += $0 }
        let rows = String(decoding: text, as: UTF8.self).split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        let columns = rows[0]
        let units = rows.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(columns, $0)) }
        #expect(
            columns == [
                "code", "name", "opened", "closed", "domain", "area", "reports", "reported_by", "successors",
            ])
        let codes = Set(units.compactMap { $0["code"] })
        #expect(codes.count == units.count && codes.isSuperset(of: ["51", "5101", "510104"]))
        let successors = units.compactMap { $0["successors"] }.filter { !$0.isEmpty }
        #expect(successors.map { $0.split(separator: " ").count }.sorted() == [1, 1, 2])
        for successor in successors.flatMap({ $0.split(separator: " ") }) {
            let parts = successor.split(separator: "@").map(String.init)
            #expect(units.contains { $0["code"] == parts[0] && $0["opened"] == parts[1] })
        }
        #expect(units.contains { $0["closed"] != "" } && units.contains { $0["area"] == "rural" })
        #expect(units.allSatisfy { ($0["domain"] != "") == ($0["code"]?.count == 16) })
        #expect(units.contains { $0["reports"] == "coverage floating-members" })
        for unit in units where unit["reported_by"] != "" {
            #expect(codes.contains(unit["reported_by"] ?? ""))
        }
        #expect(units.contains { $0["reported_by"] != "" })
    }
}
