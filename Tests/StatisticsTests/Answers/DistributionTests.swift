import Statistics
import Testing
import Wire

@Suite struct DistributionTests {
    private func close(_ store: inout ShippedStore, minutes: [Int64?]) throws {
        for number in minutes {
            var values: [String: Int64] = ["CP_FILED": 1]
            values["CP_MINUTES"] = number
            try store.event("city-problem", "510104", "20250110", values)
        }
    }

    @Test func `Each band says how many lie in it and up to its end, of all that were filed`() throws {
        var store = try ShippedStore()
        // Up to a day, three, seven, 15, 30 and 90 days.
        try close(&store, minutes: [60, 1_400, 4_000, 9_900, 10_000, 200_000, nil, nil])
        let table = try store.ask(["CP_MINUTES"], "distribution")
        #expect(
            table.figures("band", "band.name", "CP_MINUTES.n", "CP_MINUTES.within", "CP_MINUTES.within_share")
                == [
                    "≤ 1440 ≤ 1 day 2 2 25.0000", "≤ 4320 ≤ 3 days 1 3 37.5000",
                    "≤ 10080 ≤ 7 days 2 5 62.5000",
                    "≤ 21600 ≤ 15 days 0 5 62.5000", "≤ 43200 ≤ 30 days 0 5 62.5000",
                    "≤ 129600 ≤ 90 days 0 5 62.5000",
                    "> 129600 > 90 days 1 6 75.0000",
                ])
        // Of the six the third is the median; of all eight the fourth. Both are exact within 1/128.
        for row in table.texts {
            let half = Double(row["CP_MINUTES.p50"] ?? "") ?? 0
            let all = Double(row["CP_MINUTES.p50_all"] ?? "") ?? 0
            #expect(abs(half - 4_000) <= 32 && abs(all - 9_900) <= 78, "\(half) \(all)")
            #expect(row["CP_MINUTES.open"] == "2")
        }
        try store.close()
    }

    @Test func `Who took exactly as long as a band's end lies in it`() throws {
        var store = try ShippedStore()
        try close(&store, minutes: [1_440, 4_320, 10_080, 21_600, 43_200, 129_600])
        let table = try store.ask(["CP_MINUTES"], "distribution")
        #expect(table.figures("CP_MINUTES.n") == ["1", "1", "1", "1", "1", "1", "0"])
        try store.close()
    }

    @Test func `Where more than half have no value there is no median of all`() throws {
        var store = try ShippedStore()
        try close(&store, minutes: [60, nil, nil])
        let table = try store.ask(["CP_MINUTES"], "distribution")
        #expect(Set(table.figures("CP_MINUTES.p50", "CP_MINUTES.p50_all", "CP_MINUTES.open")) == ["60 - 2"])
        try store.close()
        // Exactly half is enough: the second of four.
        var even = try ShippedStore()
        try close(&even, minutes: [60, 70, nil, nil])
        let half = try even.ask(["CP_MINUTES"], "distribution")
        #expect(Set(half.figures("CP_MINUTES.p50_all")) == ["70"])
        try even.close()
    }

    @Test func `Where nothing has a value yet all are open`() throws {
        var store = try ShippedStore()
        try close(&store, minutes: [nil, nil])
        let cells = try store.ask(["CP_MINUTES"])
        #expect(cells.figures("CP_MINUTES.n", "CP_MINUTES.p50", "CP_MINUTES.open") == ["0 - 2"])
        let table = try store.ask(["CP_MINUTES"], "distribution")
        #expect(Set(table.figures("CP_MINUTES.within_share", "CP_MINUTES.open")) == ["0.0000 2"])
        try store.close()
    }

    @Test func `The explanation says which places the quantiles are at, and of how many`() throws {
        var store = try ShippedStore()
        try close(&store, minutes: [60, 1_400, 4_000, 9_900, 10_000, 200_000, nil, nil])
        let notes = try store.ask(["CP_MINUTES"], "distribution", isExplained: true).notes
        // ⌈6 × 0.5⌉, ⌈6 × 0.9⌉, and half of eight.
        #expect(
            notes.contains(
                "CP_MINUTES: 6 with a value, p50 is number 3, p90 number 6; 2 still open, the median of all 8 is number 4"
            ),
            "\(notes)")
        #expect(notes.contains { $0.hasPrefix("p50 and p90 are the values at the places") })
        try store.event(
            "city-problem", "510105", "20250110", ["CP_FILED": 1], options: ["urgency=acute"])
        let acute = try store.ask(
            ["CP_MINUTES"], "distribution", filters: ["urgency": "acute"], isExplained: true)
        #expect(
            acute.notes.contains(
                "CP_MINUTES: 0 with a value; 1 still open, the median of all 1 is number 1, which is open"),
            "\(acute.notes)")
        #expect(try store.ask(["CP_MINUTES"], "distribution").notes.allSatisfy { !$0.contains("number 3") })
        try store.close()
    }

    @Test func `Only a distribution has one`() throws {
        let store = try ShippedStore()
        store.expectRefusal(["distribution", "CP_FILED is none"], ["CP_FILED"], "distribution")
        store.expectRefusal(["one element"], ["CP_MINUTES", "CP_FILED"], "distribution")
        try store.close()
    }
}
