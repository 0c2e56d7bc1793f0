import Catalogue
import Foundation
import Testing
import Wire

@testable import Client

/// Rows that say that nothing has changed, on their way into a spool that outlives the process.
@Suite struct NoChangeTests {
    private let catalogue: Catalogue
    private let folder: String

    init() throws {
        catalogue = try Catalogue.shipped()
        folder = NSTemporaryDirectory() + "no-change-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    private struct Taken {
        /// The rows that would write the reports, without the cells that are empty.
        var reports: [[String: String]] = []
        var bytes: [[UInt8]] = []
        /// Line, code and message of each rejected row.
        var rejected: [[String]] = []
        var batches: [StoredBatch] = []
    }

    private func spool(_ name: String = "spool") throws -> Spool {
        try Spool(folder: folder + "/" + name, ownerName: UUID().uuidString)
    }

    /// A process that reads a file into the spool and ends.
    private func take(_ text: String, spool name: String = "spool") throws -> Taken {
        let path = folder + "/\(UUID().uuidString).csv"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        let spool = try spool(name)
        let rejected = RejectedRows(target: .folder(folder), catalogue: catalogue)
        let files = ReportFiles([path], catalogue: catalogue, languages: [.english])
        try files.prepare(rejected)
        var taken = Taken()
        var intake = Intake(
            spool: spool, catalogue: catalogue, rejected: rejected, languages: [.english],
            nowMilliseconds: { 1_800_000_000_000 }
        ) { taken.batches += $0 }
        try files.read(into: &intake, rejected)
        try intake.finish()
        for batch in taken.batches {
            let body = try spool.body(of: batch)
            for group in try Batch(body: body.span, reportLimit: .max).groups {
                for index in 0..<group.count { try add(group.report(index), to: &taken) }
            }
        }
        taken.rejected =
            (try? String(contentsOfFile: rejected.paths.first ?? "", encoding: .utf8))
            .map { $0.split(separator: "\n").dropFirst().map { $0.split(separator: ",").map(String.init) } }
            ?? []
        return taken
    }

    private func add(_ report: Report, to taken: inout Taken) throws {
        let dataSet = try #require(catalogue.dataSet(id: report.dataSet))
        let columns = ReportWriting.columns([dataSet], catalogue)
        let texts = ReportWriting(catalogue, columns: columns).texts(report)
        let cells = Dictionary(uniqueKeysWithValues: zip(columns, texts)).filter { !$0.value.isEmpty }
        taken.reports.append(cells.filter { $0.key != "saved_at" })
        taken.bytes.append(report.canonicalBytes)
    }

    private static let checkIn =
        "data_set,unit,period,saved_at,status,CI_DONE,CI_ACTIVE,CI_ACTIVE_YTD,CI_HOURS\n"
    private static let street = "check-in,510104017001"

    private static func january(_ saved: String = "2026-02-01T00:00:00Z", done: Int = 40) -> String {
        "\(street),202601,\(saved),,\(done),12,12,30.5\n"
    }
    private static func same(_ period: String, _ saved: String = "2027-01-05T00:00:00Z") -> String {
        "\(street),\(period),\(saved),no_change,,,,\n"
    }

    private static func expected(_ period: String, done: Int = 40, yearToDate: Int = 12) -> [String: String] {
        [
            "data_set": "check-in", "unit": "510104017001", "period": period, "CI_DONE": "\(done)",
            "CI_ACTIVE": "0", "CI_ACTIVE_YTD": "\(yearToDate)", "CI_HOURS": "0",
        ]
    }

    private func reports(_ taken: Taken, of period: String) -> [[String: String]] {
        taken.reports.filter { $0["period"] == period }
    }

    @Test func `Stocks stand again, flows and distinct counts are zero, a running total ends with its year`()
        throws
    {
        let taken = try take(Self.checkIn + Self.january() + Self.same("202602") + Self.same("202701"))
        #expect(taken.rejected.isEmpty, "\(taken.rejected)")
        #expect(reports(taken, of: "202602") == [Self.expected("202602")])
        #expect(reports(taken, of: "202701") == [Self.expected("202701", yearToDate: 0)])
    }

    @Test func `Rates with their weights and targets stand again; what was not reported stays so`() throws {
        let economy = try take(
            "data_set,unit,period,status,EC_GDP,EC_INC_URBAN,EC_INC_URBAN_POP\n"
                + "economy,510104,2024,,900,41000,77\neconomy,510104,2025,no_change,,,\n")
        #expect(
            reports(economy, of: "2025") == [
                [
                    "data_set": "economy", "unit": "510104", "period": "2025", "EC_GDP": "0",
                    "EC_INC_URBAN": "41000", "EC_INC_URBAN_POP": "77",
                ]
            ])
        let targets = try take(
            "data_set,unit,period,status,TG_BLANK_FILLED:park,TG_WB_FIXED\n"
                + "targets,510104,2025,,,3\ntargets,510104,2026,no_change,,\n")
        #expect(
            reports(targets, of: "2026") == [
                ["data_set": "targets", "unit": "510104", "period": "2026", "TG_WB_FIXED": "3"]
            ])
    }

    @Test
    func `Where no earlier row is there the spool knows the last return, also of a process that is gone`()
        throws
    {
        _ = try take(Self.checkIn + Self.january())
        let later = try take("data_set,unit,period,status\n\(Self.street),202602,no_change\n")
        #expect(later.rejected.isEmpty && reports(later, of: "202602") == [Self.expected("202602")])
        let chained = try take("data_set,unit,period,status\n\(Self.street),202603,no_change\n")
        #expect(reports(chained, of: "202603") == [Self.expected("202603")])
    }

    @Test func `Where nothing is known the row says so, and its neighbours are taken`() throws {
        let taken = try take(
            Self.checkIn + Self.same("202602")
                + "check-in,510104017002,202601,2026-02-01T00:00:00Z,,1,1,1,1\n")
        #expect(taken.reports.map { $0["unit"] } == ["510104017002"])
        #expect(taken.rejected.count == 1 && taken.rejected[0][0] == "2", "\(taken.rejected)")
        #expect(taken.rejected[0].joined(separator: ",").contains("knows a `check-in` of 510104017001"))
    }

    @Test(arguments: ["202601", "202512"])
    func `A period that is not after the last known is rejected`(period: String) throws {
        let first = try take(Self.checkIn + Self.january() + Self.same(period))
        let second = try take("data_set,unit,period,status\n\(Self.street),\(period),no_change\n")
        for taken in [first, second] {
            #expect(taken.rejected.count == 1, "\(taken.rejected)")
            #expect(taken.rejected.first?.dropFirst().first == "BAD_PERIOD")
            #expect(taken.rejected.joined().joined().contains("\(period) is not after 202601"))
        }
    }

    @Test func `A period of another type, and one that does not exist, is told as such`() throws {
        _ = try take(Self.checkIn + Self.january())
        let taken = try take(Self.checkIn + Self.same("2026Q2") + Self.same("202613"))
        #expect(taken.rejected.map { $0[1] } == ["BAD_PERIOD", "BAD_PERIOD"], "\(taken.rejected)")
        #expect(taken.rejected[0].joined().contains("expected a monthly one"))
    }

    /// 30,000 members are more than a street may have.
    @Test func `A row that is rejected is no base`() throws {
        let wrong = "\(Self.street),202602,2026-03-01T00:00:00Z,,30000,12,12,30.5\n"
        let taken = try take(Self.checkIn + Self.january() + wrong + Self.same("202603"))
        #expect(taken.rejected.map { $0[0] } == ["3"])
        #expect(reports(taken, of: "202603") == [Self.expected("202603")])
        let alone = try take(Self.checkIn + wrong + Self.same("202603"), spool: "other")
        #expect(alone.rejected.map { $0[0] }.sorted() == ["2", "3"] && alone.reports.isEmpty)
    }

    @Test func `Of several revisions of the last return the one saved last stands, in any order`() throws {
        let newer = Self.january("2026-02-05T00:00:00Z", done: 55)
        for (name, rows) in [("a", [Self.january(), newer]), ("b", [newer, Self.january()])] {
            let taken = try take(Self.checkIn + rows.joined() + Self.same("202602"), spool: name)
            #expect(reports(taken, of: "202602") == [Self.expected("202602", done: 55)])
            _ = try take(Self.checkIn + rows.joined(), spool: name + "2")
            let later = try take(Self.checkIn + Self.same("202602"), spool: name + "2")
            #expect(reports(later, of: "202602") == [Self.expected("202602", done: 55)])
        }
    }

    @Test func `A return that was retracted uncovers the one before`() throws {
        let february = "\(Self.street),202602,2026-03-01T00:00:00Z,,50,1,13,2\n"
        let retracted = "\(Self.street),202602,2026-03-02T00:00:00Z,retracted,,,,\n"
        _ = try take(Self.checkIn + Self.january() + february)
        _ = try take(Self.checkIn + retracted)
        let taken = try take(Self.checkIn + Self.same("202603"))
        #expect(reports(taken, of: "202603") == [Self.expected("202603")], "\(taken.rejected)")
        let all = try take(
            Self.checkIn + Self.january() + february + retracted + Self.same("202603"), spool: "b")
        #expect(reports(all, of: "202603") == [Self.expected("202603")])
    }

    @Test func `The same rows sent again are the same reports, byte for byte`() throws {
        let text =
            Self.checkIn + Self.january() + Self.same("202602") + Self.same("202603") + Self.same("202604")
        let first = try take(text)
        let again = try take(text)
        #expect(first.bytes.count == 4 && Set(first.bytes) == Set(again.bytes))
        let rows = try take(Self.checkIn + Self.same("202603"))
        #expect(rows.rejected.isEmpty && rows.bytes.count == 1 && first.bytes.contains(rows.bytes[0]))
    }

    @Test func `What a collector refused is no base, and is one again when it is sent again`() throws {
        let sent = try take(Self.checkIn + Self.january())
        let spool = try spool()
        let batch = try #require(sent.batches.first)
        let refusal = Refusal(index: 0, outcome: .unitDoesNotReport, message: "no")
        let letters = try spool.settle(
            [Settlement(batch: batch, mark: nil, refused: [refusal])], address: "a", nowMilliseconds: 1)
        #expect(letters.count == 1)
        let refused = try take(Self.checkIn + Self.same("202602"))
        #expect(refused.reports.isEmpty && refused.rejected.count == 1)
        _ = try spool.revive(try spool.keptLetters())
        let revived = try take(Self.checkIn + Self.same("202602"))
        #expect(reports(revived, of: "202602") == [Self.expected("202602")])
    }

    @Test func `A report that is kept for later is a base meanwhile`() throws {
        let sent = try take(Self.checkIn + Self.january())
        let batch = try #require(sent.batches.first)
        _ = try spool().settle(
            [Settlement(batch: batch, mark: nil, kept: [0])], address: "a", nowMilliseconds: 1)
        #expect(try take(Self.checkIn + Self.same("202602")).reports.count == 1)
    }

    @Test func `Rows of many units are made from their own last rows, across batches and commits`() throws {
        var text = Self.checkIn
        let units = 1_700
        for unit in 0..<units {
            text += "check-in,51010401\(1_000 + unit),202601,2026-02-01T00:00:00Z,,\(unit),1,1,1\n"
        }
        for period in ["202602", "202603", "202604"] {
            for unit in 0..<units {
                text += "check-in,51010401\(1_000 + unit),\(period),2026-05-01T00:00:00Z,no_change,,,,\n"
            }
        }
        let taken = try take(text)
        #expect(taken.rejected.isEmpty && taken.reports.count == 4 * units)
        for report in taken.reports where report["period"] != "202601" {
            let unit = (Int(report["unit"]?.suffix(4) ?? "") ?? 0) - 1_000
            #expect(
                report["CI_DONE"] == "\(unit)" && report["CI_ACTIVE"] == "0" && report["CI_ACTIVE_YTD"] == "1"
            )
        }
    }

    @Test
    func `Returns of more than two years before the newest are forgotten, and so the spool stays small`()
        throws
    {
        var text = Self.checkIn
        for month in 0..<40 {
            let period = "\(2023 + month / 12)" + (month % 12 < 9 ? "0" : "") + "\(month % 12 + 1)"
            text += "\(Self.street),\(period),2026-07-01T00:00:00Z,,\(month),1,1,1\n"
        }
        _ = try take(text)
        let known = try spool().returns(dataSet: 5, unit: try #require(UnitCode("510104017001")))
        let periods = known.compactMap { if case .period(let period) = $0.key { period.text } else { nil } }
        #expect(periods.count == 24 && periods.min() == "202405" && periods.max() == "202604")
    }
}
