import Catalogue
import Foundation
import Testing
import Wire

@testable import Aggregator

/// Names beside the codes of an answer.
@Suite struct UnitNamesTests {
    private let names: UnitNames

    init() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).csv")
        try Data("code,name\n51,四川省\n5101,成都市\n510104,锦江区\n".utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        names = UnitNames(
            registry: try UnitRegistry.load(path: file.path, catalogue: try Catalogue.shipped()))
    }

    private func named(
        _ columns: [String], _ rows: [[ResultTable.Value]], _ languages: [Language] = [.english]
    ) -> ResultTable {
        var table = ResultTable(columns: columns.map { .init(name: $0, kind: .text) }, rows: rows)
        names.add(to: &table, languages)
        return table
    }

    @Test func `The name stands right behind the code, and unregistered units are shown and counted`() {
        let table = named(
            ["month", "unit", "CP_FILED"],
            [
                [.text("202501"), .text("510104"), .number(3)],
                [.text("202501"), .text("510199"), .number(4)],
                [.text("202502"), .text("510199"), .number(5)], [.text("202502"), .text("99"), .number(6)],
            ])
        #expect(table.columns.map(\.name) == ["month", "unit", "unit.name", "CP_FILED"])
        #expect(table.columns[2].chinese == "单位名称" && table.columns[2].english == "Unit name")
        let unregistered = ResultTable.Value.text("unregistered")
        #expect(
            table.rows == [
                [.text("202501"), .text("510104"), .text("锦江区"), .number(3)],
                [.text("202501"), .text("510199"), unregistered, .number(4)],
                [.text("202502"), .text("510199"), unregistered, .number(5)],
                [.text("202502"), .text("99"), unregistered, .number(6)],
            ])
        #expect(
            table.notes == [
                "2 of these units are not registered: 510199, 99; the nearest registered units above: 5101 成都市"
            ])
    }

    @Test func `What is said of unregistered units is in the languages that the operator named`() {
        let rows: [[ResultTable.Value]] = [[.text("510199")]]
        let chinese = named(["unit"], rows, [.chinese])
        #expect(chinese.rows == [[.text("510199"), .text("未登记")]])
        #expect(chinese.notes == ["其中1个单位未登记：510199；其上最近的登记单位：5101 成都市"])
        let both = named(["unit"], rows, [.chinese, .english])
        #expect(both.rows == [[.text("510199"), .text("未登记 unregistered")]])
        #expect(both.notes.first?.contains("5101 成都市 / 1 of these units is not registered: 510199;") == true)
    }

    @Test func `A table without units stays as it is, and one of registered units has no note`() {
        let plain = named(["month", "CP_FILED"], [[.text("202501"), .number(3)]])
        #expect(plain.columns.map(\.name) == ["month", "CP_FILED"] && plain.rows.map(\.count) == [2])
        #expect(named(["unit"], [[.text("51")]]).notes == [])
    }

    @Test func `A note names thirty units and counts all`() {
        let codes = (10..<50).map { "5102\($0)" }
        let table = named(["unit"], codes.map { [.text($0)] })
        #expect(table.rows.count == 40)
        #expect(
            table.notes.first?.hasPrefix("40 of these units are not registered: 510210, 510211, ") == true)
        #expect(
            table.notes.first?.contains("510239, …; the nearest registered units above: 51 四川省") == true)
    }
}
