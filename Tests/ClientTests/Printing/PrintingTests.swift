import Catalogue
import Testing
import Transport
import Wire

@testable import Client

@Suite struct PrintingTests {
    private static let table = ResultTable(
        columns: [
            .init(name: "unit", kind: .text, chinese: "单位", english: "Unit"),
            .init(name: "CP_FILED", kind: .integer, chinese: "立案数", english: "Filed"),
            .init(name: "RATE", kind: .decimal(scale: 4, isPercent: true), chinese: "率", english: "Rate"),
        ],
        rows: [
            [.text("5101"), .number(12), .number(613_456)],
            [.text("成都,\"市\""), .number(-3), .none],
        ],
        asOf: [
            .init(
                position: JournalPosition(journal: JournalID(high: 0, low: 1), position: 4), headPosition: 6,
                heardAtMilliseconds: 0)
        ], answeredAtMilliseconds: 1_000, notes: ["a note"])

    @Test func `Chinese takes two columns, so numbers stand under each other`() throws {
        let text = ResultPrinting(Self.table, catalogue: try Catalogue.shipped()).text(.table).output
        #expect(
            text.hasPrefix(
                """
                单位         立案数      率
                Unit          Filed    Rate
                unit       CP_FILED    RATE
                ---------  --------  ------
                5101             12  61.35%
                成都,"市"        -3

                note: a note
                as of 00000000000000000000000000000001:4 (1970-01-01T08:00:01+08:00, 2 entries behind)

                """), "\(text)")
    }

    @Test func `CSV has plain digits, four decimals and empty cells, its remarks apart [V5]`() throws {
        let text = ResultPrinting(Self.table, catalogue: try Catalogue.shipped()).text(.csv)
        #expect(
            text.output == "unit,CP_FILED,RATE\n5101,12,61.3456\n\"成都,\"\"市\"\"\",-3,\n")
        #expect(text.errors.contains("as of 00000000000000000000000000000001:4"))
    }

    @Test func `Numbers of different scales stand right as they are written, and are numbers in JSON`() throws
    {
        let table = ResultTable(
            columns: [.init(name: "value", kind: .digits, chinese: "值", english: "Value")],
            rows: ["-12", "3.50", "2026-03-15", "", "1.", "-"].map { [$0.isEmpty ? .none : .text($0)] })
        let catalogue = try Catalogue.shipped()
        let json = ResultPrinting(table, catalogue: catalogue).text(.json).output
        for row in ["[-12]", "[3.50]", "[\"2026-03-15\"]", "[null]", "[\"1.\"]", "[\"-\"]"] {
            #expect(json.contains("    \(row)"), "\(row) \(json)")
        }
        let text = ResultPrinting(table, catalogue: catalogue, languages: [.english]).text(.table).output
        #expect(text.hasPrefix("     Value\n     value\n----------\n       -12\n      3.50\n2026-03-15\n"))
        #expect(
            ResultPrinting(table, catalogue: catalogue).text(.csv).output
                == "value\n-12\n3.50\n2026-03-15\n\n1.\n-\n")
    }

    @Test func `What an answer cost is said where single reports were read for it`() throws {
        var table = Self.table
        let catalogue = try Catalogue.shipped()
        #expect(!ResultPrinting(table, catalogue: catalogue).text(.table).output.contains("read for it"))
        (table.cellsRead, table.ledgerRowsRead) = (7, 8_806)
        let read = "read for it: 8806 single reports\n"
        #expect(ResultPrinting(table, catalogue: catalogue).text(.table).output.contains(read))
        #expect(ResultPrinting(table, catalogue: catalogue).text(.csv).errors.contains(read))
        let json = ResultPrinting(table, catalogue: catalogue).text(.json).output
        #expect(json.contains("\"cells_read\": 7,\n  \"ledger_rows_read\": 8806,"), "\(json)")
    }

    @Test(arguments: [OutputFormat.table, .csv, .json])
    func `An answer without rows says so unless a note says why`(format: OutputFormat) throws {
        let said = "there are no rows: nothing was reported that this question counts"
        for (notes, isSaid) in [([], true), (["unit 99 is unknown"], false)] as [([String], Bool)] {
            var table = Self.table
            (table.rows, table.notes) = ([], notes)
            let text = ResultPrinting(table, catalogue: try Catalogue.shipped()).text(format)
            let all = text.output + text.errors
            #expect(all.contains(said) == isSaid && notes.allSatisfy(all.contains), "\(all)")
        }
    }

    @Test func `A figure that nobody knows yet is shown under its name [S1]`() throws {
        let report = StatusReport(items: [.init("later_bytes", .number(-3)), .init("mood", .text("gut"))])
        let status = ServiceStatus(
            service: "collector", endpoint: Endpoint(host: "a", port: 1), answer: .success(report))
        let csv = StatusPrinting([status]).text(.csv)
        #expect(csv.contains("collector,later_bytes,-3\n") && csv.contains("collector,mood,gut\n"))
        let json = StatusPrinting([status]).text(.json)
        #expect(json.contains("{\"name\": \"later_bytes\", \"value\": -3}"))
        #expect(json.contains("{\"name\": \"mood\", \"value\": \"gut\"}"))
    }

    @Test func `JSON has null where a value is undefined`() throws {
        let text = ResultPrinting(Self.table, catalogue: try Catalogue.shipped()).text(.json).output
        #expect(text.contains("[\"5101\", 12, 61.3456],\n    [\"成都,\\\"市\\\"\", -3, null]"), "\(text)")
        #expect(text.contains("\"position\": 4, \"head_position\": 6"))
    }

    @Test(arguments: [("abc", 3), ("社区", 4), ("e\u{301}", 1), ("（a）", 5), ("ｱ", 1), ("한", 2), ("", 0)])
    func `Widths are those of Unicode's annex 11`(text: String, columns: Int) {
        #expect(TextWidth.columns(text) == columns)
    }

    @Test func `Decimals are rounded half away from zero`() {
        let kind = ResultTable.Column.Kind.decimal(scale: 6, isPercent: true)
        #expect(ResultTable.Value.number(1_234_550).plainText(kind) == "1.2346")
        #expect(ResultTable.Value.number(-1_234_550).plainText(kind) == "-1.2346")
        #expect(ResultTable.Value.number(1_234_549).plainText(kind) == "1.2345")
        #expect(ResultTable.Value.number(1_005_000).tableText(kind) == "1.01%")
        #expect(ResultTable.Value.number(15).plainText(.decimal(scale: 1, isPercent: false)) == "1.5000")
        #expect(ResultTable.Value.number(15).tableText(.decimal(scale: 1, isPercent: false)) == "1.5")
    }
}
