import Statistics
import Testing
import Wire

@Suite struct MatrixTests {
    @Test func `Pairs stand on both sides, whoever is named first, and what is no pair in a note`() throws {
        var store = try ShippedStore()
        for (unit, pair, number) in [
            ("510104017003", "organ_community", 3), ("510104017004", "organ_community", 1),
            ("510104017004", "social_org_community", 2),
        ] {
            try store.report(
                "joint-activity", unit, "2025\(pair.count > 16 ? "02" : "01")",
                ["FU_PAIR:\(pair)": Int64(number), "FU_PAIR:pair=other": 5])
        }
        let table = try store.ask(["FU_PAIR"], "matrix", by: ["pair"])
        #expect(table.columns.map(\.name) == ["with", "community", "organ", "social_org"])
        #expect(
            table.figures("with", "community", "organ", "social_org") == [
                "community - 4 2", "organ 4 - -", "social_org 2 - -",
            ])
        #expect(table.columns[1].chinese == "社区" && table.columns[1].english == "Community")
        #expect(table.notes.contains("FU_PAIR: 15 under other, which is no pair"), "\(table.notes)")
        try store.close()
    }

    @Test func `One dimension stands below each other and the other side by side, in the catalogue's order`()
        throws
    {
        var store = try ShippedStore()
        for (unit, urgency, type) in [
            ("510104", "acute", "pollution"), ("510104", "chronic", "pollution"),
            ("510105", "chronic", "waterlogging"), ("510105", "chronic", "waterlogging"),
        ] { try store.event("city-problem", unit, "20250110", ["CP_FILED": 1], options: [urgency, type]) }
        try store.event("city-problem", "510105", "20250110", ["CP_FILED": 1], options: ["acute"])
        let table = try store.ask(["CP_FILED"], "matrix", by: ["unit:6", "type"])
        // An event without a type has no column of its own name.
        #expect(table.columns.map(\.name) == ["unit", "-", "waterlogging", "pollution"])
        #expect(
            table.figures("unit", "waterlogging", "pollution", "-") == ["510104 - 2 -", "510105 2 - 1"])
        let both = try store.ask(["CP_FILED"], "matrix", by: ["urgency", "type"])
        #expect(
            both.figures("urgency", "waterlogging", "pollution", "-") == ["acute - 1 1", "chronic 2 1 -"])
        try store.close()
    }

    @Test func `A matrix has one item and two dimensions`() throws {
        let store = try ShippedStore()
        store.expectRefusal(["one item, 2"], ["CP_FILED", "CP_DUE"], "matrix", by: ["type", "urgency"])
        store.expectRefusal(["two dimensions, 1"], ["CP_FILED"], "matrix", by: ["type"])
        try store.close()
    }
}
