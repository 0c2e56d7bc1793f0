import Statistics
import Testing
import Wire

@Suite struct RankingTests {
    private func store(_ units: [(String, Int64, Int64)], month: String = "202501") throws -> ShippedStore {
        var store = try ShippedStore()
        for (unit, organised, total) in units {
            try store.report(
                "coverage", unit, month,
                ["COV_TOTAL:park": total, "COV_SINGLE:park": organised, "COV_JOINT:park": 0])
        }
        return store
    }

    @Test func `Equal values share a rank, the next one counts them all, and small ones are named`() throws {
        let store = try store([
            ("510104017001", 10, 20), ("510104017002", 30, 40), ("510104017003", 15, 20),
            ("510104017004", 5, 20), ("510104017005", 9, 9), ("510104017006", 0, 0),
        ])
        let table = try store.ask(["COV_ORG_RATE"], "ranking", by: ["unit:12"], period: "202501")
        #expect(
            table.figures("rank", "ranked", "unit", "COV_ORG_RATE", "COV_ORG_RATE.denominator") == [
                "1 4 510104017002 75.0000 40", "1 4 510104017003 75.0000 20",
                "3 4 510104017001 50.0000 20", "4 4 510104017004 25.0000 20",
            ])
        #expect(
            table.notes.contains(
                "COV_ORG_RATE: left out of the ranking: 510104017005 (denominator 9, below 10), 510104017006 (undefined)"
            ), "\(table.notes)")
        try store.close()
    }

    @Test func `Values are compared exactly, not as they are printed`() throws {
        // 49.99749962 % and 49.99749987 % are both printed as 49.9975.
        let store = try store([("510104017001", 9_998, 19_997), ("510104017002", 9_999, 19_999)])
        let table = try store.ask(["COV_ORG_RATE"], "ranking", by: ["unit:12"], period: "202501")
        #expect(
            table.figures("rank", "unit", "COV_ORG_RATE") == [
                "1 510104017002 49.9975", "2 510104017001 49.9975",
            ])
        try store.close()
    }

    @Test func `Each combination of the other dimensions has a ranking of its own`() throws {
        var store = try store([("510104017001", 10, 20), ("510105001001", 5, 20)])
        try store.report(
            "coverage", "510105001001", "202502",
            ["COV_TOTAL:park": 20, "COV_SINGLE:park": 19, "COV_JOINT:park": 0])
        let table = try store.ask(
            ["COV_ORG_RATE"], "ranking", by: ["unit:6", "month"], period: "202501..202502")
        #expect(
            table.figures("rank", "unit", "month") == [
                "1 510104 202501", "2 510105 202501", "1 510105 202502", "2 510104 202502",
            ])
        try store.close()
    }

    @Test func `A unit above the level is no competitor`() throws {
        var store = try ShippedStore()
        for (unit, meetings) in [("510104017", 9), ("510104017003", 4), ("510104017004", 5)] {
            try store.report("linkage", unit, "2025Q1", ["LK_MEETINGS": Int64(meetings)])
        }
        let table = try store.ask(["LK_MEETINGS"], "ranking", by: ["unit:12"], period: "2025Q1")
        #expect(table.figures("rank", "unit") == ["1 510104017004", "2 510104017003"])
        try store.close()
    }

    @Test func `What has no ranking is refused`() throws {
        let store = try ShippedStore()
        store.expectRefusal(
            ["one item", "2 are named"], ["COV_TOTAL", "COV_SINGLE"], "ranking", by: ["unit:6"])
        store.expectRefusal(["nothing is told apart", "unit:LEVEL"], ["COV_TOTAL"], "ranking")
        store.expectRefusal(
            ["WB_RATE is not ranked", "A quota", "cells"], ["WB_RATE"], "ranking", by: ["unit:9"])
        store.expectRefusal(["answer rankin", "Did you mean ranking"], ["COV_TOTAL"], "rankin")
        try store.close()
    }
}
