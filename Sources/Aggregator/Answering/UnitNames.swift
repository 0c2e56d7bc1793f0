internal import Catalogue
internal import Wire

/// The names of units, beside their codes in an answer.
///
/// A unit that nobody registered is normal: it is shown, counted, and said to be unregistered.
struct UnitNames: Sendable {
    let registry: UnitRegistry

    private static let unregistered = "未登记 unregistered"
    /// A note names so many units and no more: all of them stand in the rows.
    private static let unitsInNote = 30

    /// Where the table has a column of units, it gets one of names right after it.
    func add(to table: inout ResultTable) {
        guard let column = table.columns.firstIndex(where: { $0.name == "unit" }) else { return }
        table.columns.insert(
            .init(name: "unit.name", kind: .text, chinese: "单位名称", english: "Unit name"), at: column + 1)
        var unregistered: Set<UnitCode> = []
        for row in table.rows.indices {
            var name: String?
            if case .text(let text) = table.rows[row][column], let code = UnitCode(text) {
                name = registry.name(of: code)
                if name == nil { unregistered.insert(code) }
            }
            table.rows[row].insert(.text(name ?? Self.unregistered), at: column + 1)
        }
        if !unregistered.isEmpty { table.notes.append(note(unregistered.sorted())) }
    }

    private func note(_ units: [UnitCode]) -> String {
        let codes = Self.list(units.map(\.description))
        let parents = Set(units.compactMap { registry.parent(of: $0) }).sorted().map { parent in
            "\(parent) \(registry.name(of: parent) ?? "")"
        }
        let lie = parents.isEmpty ? "" : "; the nearest registered units above: \(Self.list(parents))"
        return
            "\(units.count) of these units \(units.count == 1 ? "is" : "are") not registered: \(codes)\(lie)"
    }

    private static func list(_ texts: [String]) -> String {
        (texts.prefix(unitsInNote) + (texts.count > unitsInNote ? ["…"] : [])).joined(separator: ", ")
    }
}
