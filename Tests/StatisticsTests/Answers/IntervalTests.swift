import Statistics
import Testing
import Wire

@Suite struct IntervalTests {
    /// Of needs that were met, so many callers called back, reached and satisfied; all in January 2025.
    private func close(
        _ store: inout ShippedStore, _ unit: String, _ closed: Int, called: Int, reached: Int, satisfied: Int
    ) throws {
        for number in 0..<closed {
            var values: [String: Int64] = ["RQ_DISPATCHED": 1, "RQ_CLOSED": 1]
            if number < called { values["SV_CALLED"] = 1 }
            if number < reached { values["SV_REACHED"] = 1 }
            if number < satisfied { values["SV_SATISFIED"] = 1 }
            try store.event(
                "service-request", unit, "20250110", values,
                dates: number < called ? ["SV_AT": "20250120"] : [:])
        }
    }

    private func lines(_ table: ResultTable) -> [String] {
        table.figures(
            "rate", "weighted", "method", "positive", "answered", "asked", "frame", "reached")
    }

    @Test func `Each unit is weighed by what it closed, beside the pooled rate and both sizes`() throws {
        var store = try ShippedStore()
        try close(&store, "510104", 91, called: 10, reached: 10, satisfied: 9)
        try close(&store, "510105", 9, called: 9, reached: 9, satisfied: 5)
        // 14 of 19; 0.91 × 0.9 + 0.09 × 5/9.
        let table = try store.ask(["SV_SATISFY_RATE"], "interval", period: "202501")
        #expect(lines(table) == ["73.6842 86.9000 wilson 14 19 19 100 100.0000"])
        let units = try store.ask(["SV_SATISFY_RATE"], "interval", by: ["unit:6"], period: "202501")
        #expect(
            units.figures("item", "unit", "rate", "method", "low", "high").last
                == "SV_SATISFY_RATE 510105 55.5556 bounds 55.5556 55.5556")
        try store.close()
    }

    @Test func `A unit that closed needs and called nobody keeps the others from being everybody`() throws {
        var store = try ShippedStore()
        try close(&store, "510104", 6, called: 6, reached: 5, satisfied: 4)
        let alone = try store.ask(["SV_SATISFY_RATE"], "interval", period: "202501")
        #expect(lines(alone) == ["80.0000 80.0000 bounds 4 5 6 6 83.3333"])
        #expect(alone.figures("low", "high") == ["66.6667 83.3333"])
        try close(&store, "510105", 94, called: 0, reached: 0, satisfied: 0)
        let both = try store.ask(["SV_SATISFY_RATE"], "interval", period: "202501")
        #expect(lines(both) == ["80.0000 80.0000 wilson 4 5 6 100 83.3333"])
        try store.close()
    }

    @Test func `A report that lacks what was answered has no part in what was asked`() throws {
        var store = try ShippedStore()
        for (unit, lacks) in [("510104017", false), ("510104018", false), ("510104019", true)] {
            var values: [String: Int64] = [
                "RS_FRAME": 100, "RS_SAMPLED": 20, "RS_ANSWERED:overall": 10, "RS_POSITIVE:overall": 8,
            ]
            if lacks { values["RS_POSITIVE:overall"] = nil }
            try store.report("resident-survey", unit, "2025S1", values)
        }
        let table = try store.ask(
            ["RS_POSITIVE_RATE"], "interval", period: "2025S1", filters: ["aspect": "overall"])
        // 20 of 40 that were asked, not of 60.
        #expect(lines(table) == ["80.0000 80.0000 wilson 16 20 40 300 50.0000"])
        #expect(
            table.notes.contains(
                "RS_POSITIVE_RATE: 1 unit says how many were asked and not what they answered: neither counts there, only how "
                    + "many they stand for"), "\(table.notes)")
        // An event that says of nobody's answer has none: whom it asked was asked in vain.
        try close(&store, "510104", 10, called: 6, reached: 3, satisfied: 2)
        try close(&store, "510105", 10, called: 4, reached: 0, satisfied: 0)
        let calls = try store.ask(["SV_SATISFY_RATE"], "interval", period: "202501")
        #expect(lines(calls) == ["66.6667 66.6667 wilson 2 3 10 20 30.0000"])
        #expect(calls.notes.allSatisfy { !$0.contains("says how many were asked") })
        try store.close()
    }

    @Test func `A rate that says nothing below a level is weighed by units of that level`() throws {
        var store = try ShippedStore()
        for (unit, sent) in [("510104", Int64(30)), ("510104017", 10)] {
            try store.report("check-in-sent", unit, "2025Q1", ["CI_EXPECTED": 40, "CI_SENT": sent])
        }
        let table = try store.ask(["CI_RATE"], "interval", period: "2025Q1")
        #expect(table.figures("rate", "method", "positive", "answered") == ["50.0000 counted 40 80"])
        store.expectRefusal(["says nothing below units of 9"], ["CI_RATE"], "interval", by: ["unit:12"])
        try store.close()
    }

    @Test func `The explanation is of the weighted rate, not of each unit`() throws {
        var store = try ShippedStore()
        try close(&store, "510104", 91, called: 10, reached: 10, satisfied: 9)
        try close(&store, "510105", 9, called: 9, reached: 9, satisfied: 5)
        let notes = try store.ask(["SV_SATISFY_RATE"], "interval", period: "202501", isExplained: true).notes
        #expect(notes.first == "SV_SATISFY_RATE = (SV_SATISFIED) ÷ (SV_REACHED) × 100", "\(notes)")
        // Both have fewer than 30 answers, so they spread as all do: p = 14/19, p(1 − p) = 0.193906. The variance is
        // 0.91² × 0.193906 ÷ 10 × (1 − 10/91) = 0.0142928, of the other unit 0; 0.869 × 0.131 ÷ 0.0142928 = 7.96.
        #expect(
            notes.contains(
                "SV_SATISFY_RATE: pooled 14 ÷ 19 × 100 = 73.6842; weighted 86.9000 over 2 units in which anybody answered, 100 of "
                    + "a frame of 100; n = 8.0"), "\(notes)")
        #expect(notes.contains { $0.hasPrefix("weighted = Σ frame") })
        #expect(notes.allSatisfy { !$0.contains("510104") }, "\(notes)")
        try store.close()
    }

    @Test func `Answers told apart by aspect are weighed by a frame that is not`() throws {
        var store = try ShippedStore()
        for (unit, frame, positive) in [("510104017", 900, 8), ("510104018", 100, 2)] {
            try store.report(
                "resident-survey", unit, "2025S1",
                [
                    "RS_FRAME": Int64(frame), "RS_SAMPLED": 12, "RS_ANSWERED:overall": 10,
                    "RS_POSITIVE:overall": Int64(positive), "RS_ANSWERED:gain": 10, "RS_POSITIVE:gain": 5,
                ])
        }
        let table = try store.ask(["RS_POSITIVE_RATE"], "interval", by: ["aspect"], period: "2025S1")
        #expect(
            table.figures("aspect", "rate", "weighted", "frame", "asked", "answered") == [
                "gain 50.0000 50.0000 1000 24 20", "overall 50.0000 74.0000 1000 24 20",
            ])
        store.expectRefusal(
            ["COV_BLANK", "no rate in per cent", "SV_SOLVE_RATE, SV_SATISFY_RATE, RS_POSITIVE_RATE"],
            ["COV_BLANK"], "interval")
        try store.close()
    }
}
