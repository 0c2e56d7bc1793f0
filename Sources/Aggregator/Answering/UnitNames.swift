internal import Catalogue
internal import Wire

/// The names of units, beside their codes in an answer.
///
/// A unit that nobody registered is normal: it is shown, counted, and said to be unregistered.
struct UnitNames: Sendable {
    let registry: UnitRegistry

    private static let unregistered = Names(chinese: "未登记", english: "unregistered")
    /// A note names so many units and no more: all of them stand in the rows.
    private static let unitsInNote = 30

    /// Where the table has a column of units, it gets one of names right after it.
    func add(to table: inout ResultTable, _ languages: [Language]) {
        guard let column = table.columns.firstIndex(where: { $0.name == "unit" }) else { return }
        table.columns.insert(
            .init(name: "unit.name", kind: .text, chinese: "单位名称", english: "Unit name"), at: column + 1)
        let unregistered = Self.unregistered.beside(languages)
        var strangers: Set<UnitCode> = []
        for row in table.rows.indices {
            var name: String?
            if case .text(let text) = table.rows[row][column], let code = UnitCode(text) {
                name = registry.name(of: code)
                if name == nil { strangers.insert(code) }
            }
            table.rows[row].insert(.text(name ?? unregistered), at: column + 1)
        }
        if !strangers.isEmpty { table.notes.append(note(strangers.sorted()).sentences(languages)) }
    }

    private func note(_ units: [UnitCode]) -> Names {
        let codes = Self.list(units.map(\.description))
        let parents = Set(units.compactMap { registry.parent(of: $0) }).sorted().map { parent in
            "\(parent) \(registry.name(of: parent) ?? "")"
        }
        let above = Self.list(parents)
        let note = Names(
            chinese: "其中\(units.count)个单位未登记：\(codes.chinese)",
            english:
                "\(units.count) of these units \(units.count == 1 ? "is" : "are") not registered: \(codes.english)"
        )
        guard !parents.isEmpty else { return note }
        return note
            + Names(
                chinese: "；其上最近的登记单位：\(above.chinese)",
                english: "; the nearest registered units above: \(above.english)")
    }

    private static func list(_ texts: [String]) -> Names {
        Names(list: texts.prefix(unitsInNote) + (texts.count > unitsInNote ? ["…"] : []))
    }
}
