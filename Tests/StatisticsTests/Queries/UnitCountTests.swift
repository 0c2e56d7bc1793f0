import Statistics
import Testing
import Wire

/// Shares of units, and what the registry tells units apart by.
@Suite struct UnitCountTests {
    private static let subjects = ["street_community", "resident_unit", "subject=social_org", "mass_org"]

    private func meet(
        _ store: inout ShippedStore, _ unit: String, _ meetings: Int64, attended: [Int64] = [0, 0, 0, 0],
        _ quarter: String = "2025Q1"
    ) throws {
        var values = ["LK_MEETINGS": meetings]
        for (subject, number) in zip(Self.subjects, attended) { values["LK_ATTENDED:\(subject)"] = number }
        try store.report("linkage", unit, quarter, values)
    }

    private func lines(_ table: ResultTable, _ item: String) -> [String] {
        table.figures(item, "\(item).numerator", "\(item).denominator")
    }

    @Test func `Of the units that reported those that met; of those that met those with all four subjects`()
        throws
    {
        var store = try ShippedStore()
        try meet(&store, "510104017001", 2, attended: [5, 4, 3, 1])
        try meet(&store, "510104017002", 1, attended: [9, 9, 9, 0])
        try meet(&store, "510104017003", 0)
        // Attendance without a meeting is none of a joint meeting.
        try meet(&store, "510104017004", 0, attended: [1, 1, 1, 1])
        let table = try store.ask(["LK_ACTIVE_RATE", "LK_FOUR_RATE"], period: "2025Q1")
        #expect(lines(table, "LK_ACTIVE_RATE") == ["50.0000 2 4"])
        #expect(lines(table, "LK_FOUR_RATE") == ["50.0000 1 2"])
        try store.close()
    }

    @Test func `A unit counts once in a year in which it met in several quarters`() throws {
        var store = try ShippedStore()
        // Each subject came at one meeting or the other.
        try meet(&store, "510104017001", 1, attended: [1, 1, 0, 0], "2025Q1")
        try meet(&store, "510104017001", 1, attended: [0, 0, 1, 1], "2025Q2")
        try meet(&store, "510104017002", 0, "2025Q2")
        let year = try store.ask(["LK_ACTIVE_RATE", "LK_FOUR_RATE"], by: ["year"], period: "2025")
        #expect(lines(year, "LK_ACTIVE_RATE") == ["50.0000 1 2"])
        #expect(lines(year, "LK_FOUR_RATE") == ["100.0000 1 1"])
        let quarters = try store.ask(["LK_ACTIVE_RATE"], by: ["quarter"])
        #expect(lines(quarters, "LK_ACTIVE_RATE") == ["100.0000 1 1", "50.0000 1 2"])
        try store.close()
    }

    @Test func `Each unit is counted by what it reported itself, under the level that was asked for`() throws
    {
        var store = try ShippedStore()
        try meet(&store, "510104017", 0)
        try meet(&store, "510104017001", 3)
        try meet(&store, "510105001001", 1)
        let table = try store.ask(["LK_ACTIVE_RATE"], by: ["unit:6"], period: "2025Q1")
        #expect(
            table.figures("unit", "LK_ACTIVE_RATE", "LK_ACTIVE_RATE.denominator") == [
                "510104 50.0000 2", "510105 100.0000 1",
            ])
        store.expectRefusal(
            ["LK_ACTIVE_RATE counts units", "several options of subject"], ["LK_ACTIVE_RATE"], by: ["subject"]
        )
        try store.close()
    }

    private static let units = """
        code,name,area,domain
        510104017,街,urban,
        510104017001,一,,
        510104017002,二,rural,building
        510105001001,三,,
        """

    @Test
    func `Units are told apart by area and domain as registered, their own before that of a unit above`()
        throws
    {
        var store = try ShippedStore(units: Self.units)
        for unit in ["510104017", "510104017001", "510104017002", "510105001001"] {
            try meet(&store, unit, unit.hasSuffix("1") ? 2 : 1)
        }
        let areas = try store.ask(["LK_MEETINGS"], by: ["area"], period: "2025Q1")
        #expect(areas.figures("area", "LK_MEETINGS") == ["- 2", "rural 1", "urban 3"])
        let rates = try store.ask(["LK_ACTIVE_RATE"], by: ["area"], period: "2025Q1")
        #expect(rates.figures("area", "LK_ACTIVE_RATE.denominator") == ["- 1", "rural 1", "urban 2"])
        let domain = try store.ask(["LK_MEETINGS"], period: "2025Q1", filters: ["domain": "building"])
        #expect(domain.figures("LK_MEETINGS") == ["1"])
        let both = try store.ask(["LK_MEETINGS"], by: ["unit:6", "area"], period: "2025Q1")
        #expect(
            both.figures("unit", "area", "LK_MEETINGS") == [
                "510104 rural 1", "510104 urban 3", "510105 - 2",
            ])
        try store.close()
    }

    @Test func `Without a registry no unit has an area, and the question is refused`() throws {
        let store = try ShippedStore()
        store.expectRefusal(["LK_MEETINGS", "not reported by area"], ["LK_MEETINGS"], by: ["area"])
        // What is itself reported by it is told apart all the same.
        #expect(try store.ask(["EF_SESSIONS"], by: ["area"]).rows.isEmpty)
        try store.close()
    }
}
