import Catalogue
import Foundation
import Testing
import Transport
import Wire

@testable import Client

/// What a device with a fast clock is told, by a collector that takes nothing saved in its future.
@Suite struct ClockWaitTests {
    private static let rows = """
        data_set,unit,period,id,saved_at,CP_FILED
        city-problem,510104,2025-03-01,a,2025-03-01T08:00:00Z,1
        city-problem,510104,2025-03-01,b,2025-03-01T08:00:00Z,1
        city-problem,510104,2025-03-01,c,2025-03-01T08:00:00Z,1

        """

    /// It takes the second of three and says of the others that they are early; then it is silent.
    private static func replies(_ catalogue: Catalogue) -> [[Frame]] {
        let limits = Welcome.Limits(
            bodyBytes: 65_536, inflatedBytes: 65_536, reportsPerBatch: 500, unansweredBytes: 65_536,
            idleMilliseconds: 60_000)
        let welcome = Welcome(
            catalogue: CatalogueMark(version: UInt64(catalogue.version), digest: catalogue.digest),
            clockMilliseconds: 0, limits: limits)
        let mark = ChainMark(
            at: JournalPosition(journal: JournalID(high: 1, low: 2), position: 1),
            digest: [UInt8](repeating: 1, count: 32))
        let early = [0, 2].map { Refusal(index: $0, outcome: .clockAhead, message: "too early") }
        let ack = Ack(batch: 1, result: .taken(mark: mark, refusals: early), clockMilliseconds: 0)
        return [[Frame(.welcome, welcome.body)], [Frame(.ack, ack.body)], [], []]
    }

    /// What came of rows at that collector.
    private static func sent(_ rows: String) async throws -> Summary {
        let folder = FileManager.default.temporaryDirectory.appending(path: "clock-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = folder + "/rows.csv"
        try rows.write(toFile: file, atomically: true, encoding: .utf8)
        let catalogue = try Catalogue.shipped()
        let spool = try Spool(folder: folder + "/spool", ownerName: "send")
        return try await ScriptedService.with(replies(catalogue)) { endpoint in
            let run = SendingRun(
                spool: spool, catalogue: catalogue,
                options: .init(collectors: [endpoint], timeout: .seconds(5), folder: folder))
            return try await run.send([file])
        }.0
    }

    @Test func `Rows that are early wait in the spool, and the summary says how many and why`() async throws {
        let summary = try await Self.sent(Self.rows)
        #expect(summary.accepted == 1 && summary.rejected == 0)
        #expect(summary.spooled == 2 && summary.waitingForClock == 2)
        #expect(summary.exitCode == 4)
        #expect(
            SummaryRemarks(summary, spool: "", flush: "").clock?.english.contains(
                "2 rows saved more than ten minutes ahead of it") == true)
    }

    /// Its own clock may be the one that is slow.
    @Test func `What is early by the device's own clock waits too, and only its collector judges it`()
        async throws
    {
        let summary = try await Self.sent(
            Self.rows.replacing("2025-03-01T08:00:00Z", with: "2100-03-01T08:00:00Z"))
        #expect(summary.accepted == 1 && summary.rejected == 0 && summary.spooled == 2)
    }

    @Test func `Where nothing waits for the clock nothing is said of it`() {
        let summary = Summary(accepted: 1, rejected: 0, spooled: 3, positions: [], ending: .interrupted)
        #expect(SummaryRemarks(summary, spool: "", flush: "").clock == nil)
    }
}
