import Catalogue
import Client
import Testing
import Wire

/// A message that can be pasted into a chat.
@Suite struct ReminderTextTests {
    private func text(
        _ rows: [[ResultTable.Value]], _ languages: [Language], notes: [String] = []
    ) throws -> String {
        let columns = [
            "data_set", "period", "unit", "unit.name", "due", "days_overdue", "state", "reported_by",
            "reported_by.name",
        ]
        // Noon of 2025-07-08 in Shanghai.
        let table = ResultTable(
            columns: columns.map { .init(name: $0, kind: .text) }, rows: rows,
            answeredAtMilliseconds: 1_751_947_200_000, notes: notes)
        return ReminderText(table, try Catalogue.shipped(), languages: languages).text
    }

    @Test func `Units stand below their form and period, with what is missing and who reports for them`()
        throws
    {
        func row(
            _ form: String, _ unit: String, _ overdue: Int64, _ state: String, _ deputy: String?
        ) -> [ResultTable.Value] {
            [
                .text(form), .text("202506"), .text(unit), .text("甲"), .text("2025-07-05"), .number(overdue),
                .text(state), deputy.map { .text($0) } ?? .none, deputy.map { _ in .text("街道") } ?? .none,
            ]
        }
        let catalogue = try Catalogue.shipped()
        let names = try ["coverage", "city-problem"].map { try #require(catalogue.dataSet($0)).names }
        let rows = [
            row("coverage", "510104017003", 3, "missing", "510104017"),
            row("coverage", "510104017004", 3, "partial", nil),
            row("city-problem", "510104017", 0, "disagreeing", nil),
        ]
        let chinese = """
            【催报】截至2025-07-08，以下单位尚未报送：

            ■ \(names[0].chinese)，202506：2个单位（截止2025-07-05，已逾期3天）
            · 510104017003 甲（由510104017 街道代报）
            · 510104017004 甲（有必填项未填）

            ■ \(names[1].chinese)，202506：1个单位（截止2025-07-05）
            · 510104017 甲（申报数与已报事件不符）

            """
        let english = """
            Not reported as of 2025-07-08:

            ■ \(names[0].english), 202506: 2 units (due 2025-07-05, 3 days overdue)
            · 510104017003 甲 (reported by 510104017 街道)
            · 510104017004 甲 (incomplete)

            ■ \(names[1].english), 202506: 1 unit (due 2025-07-05)
            · 510104017 甲 (disagrees with the events held)

            """
        #expect(try text(rows, [.chinese]) == chinese)
        #expect(try text(rows, [.english]) == english)
        #expect(try text(rows, [.chinese, .english]) == chinese + "\n" + english)
    }

    @Test func `Where nobody is missing it says so, with what the answer says of it`() throws {
        #expect(try text([], [.english]) == "Nobody to remind as of 2025-07-08.\n")
        #expect(
            try text([], [.chinese], notes: ["应报的2份均已报送", "其他"]) == "截至2025-07-08，无应催报单位。\n应报的2份均已报送\n")
    }
}
