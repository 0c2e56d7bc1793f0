import Statistics
import Testing
import Wire

@Suite struct ProgressTests {
    private func store() throws -> ShippedStore {
        var store = try ShippedStore()
        try store.report("targets", "510104", "2025", ["TG_BLANK_FILLED:park": 200])
        for (month, filled) in [("202412", 99), ("202501", 10), ("202502", 30), ("202503", 60)] {
            try store.report("coverage", "510104017003", month, ["COV_BLANK_FILLED:park": Int64(filled)])
        }
        return store
    }

    @Test func `What is reached since January stands beside the part of the year that is gone`() throws {
        let store = try store()
        let table = try store.ask(
            ["TG_FILL_PROGRESS"], "progress", by: ["month"], period: "202501..202503", on: "20250401")
        // 5, 20 and 50 % of the target; 31, 59 and 90 of 365 days.
        #expect(
            table.figures("month", "elapsed", "TG_FILL_PROGRESS", "TG_FILL_PROGRESS.ahead") == [
                "202501 8.4932 5.0000 -3.4932", "202502 16.1644 20.0000 3.8356",
                "202503 24.6575 50.0000 25.3425",
            ])
        try store.close()
    }

    @Test func `In a period that has not ended the year is gone as far as yesterday`() throws {
        let store = try store()
        let table = try store.ask(["TG_FILL_PROGRESS"], "progress", period: "2025", on: "20250315")
        // 31 + 28 + 14 days.
        #expect(table.figures("elapsed", "TG_FILL_PROGRESS") == ["20.0000 50.0000"])
        try store.close()
    }

    @Test func `Only a rate in per cent has a progress`() throws {
        let store = try ShippedStore()
        store.expectRefusal(["COV_TOTAL is no rate in per cent"], ["COV_TOTAL"], "progress")
        store.expectRefusal(["EC_INC_RATIO is no rate in per cent"], ["EC_INC_RATIO"], "progress")
        store.expectRefusal(["COV_BLANK is no rate"], ["COV_BLANK"], "progress")
        store.expectRefusal(["COV_ORG_RATE has no target"], ["COV_ORG_RATE"], "progress", period: "202501")
        store.expectRefusal(["of which year"], ["TG_FILL_PROGRESS"], "progress")
        try store.close()
    }
}
