internal import Catalogue
internal import Wire

/// Who came before and after the units of an answer, where a series begins or ends with them.
///
/// Statistics are as organised then: nothing is moved to an heir, so that a reader must know where to look on.
struct UnitSuccessions: Sendable {
    let registry: UnitRegistry

    /// A note names so many units and no more.
    private static let unitsInNote = 30

    /// An answer by units of which some begin or end in the days asked for gets a column that says so; a question about one
    /// unit a note.
    ///
    /// - Parameter periods: as they were asked for; nil: all.
    func add(to table: inout ResultTable, unit: String?, periods: Query.Periods?) {
        // A list of units says it itself.
        guard !table.columns.contains(where: { $0.name == "successors" }) else { return }
        let days = Self.days(periods)
        guard let column = table.columns.firstIndex(where: { $0.name == "unit" }) else {
            if let unit = unit.flatMap(UnitCode.init), let text = text(unit, days) {
                table.notes.append("\(unit): \(text)")
            }
            return
        }
        var texts: [UnitCode: String] = [:]
        let codes = table.rows.map { row in
            if case .text(let text) = row[column] { UnitCode(text) } else { nil as UnitCode? }
        }
        for code in Set(codes.compactMap { $0 }) { texts[code] = text(code, days) }
        guard !texts.isEmpty else { return }
        let name = table.columns.firstIndex { $0.name == "unit.name" } ?? column
        table.columns.insert(
            .init(
                name: "unit.succession", kind: .text, chinese: "沿革", english: "Before and after"),
            at: name + 1)
        for (row, code) in codes.enumerated() {
            let text = code.flatMap { texts[$0] }
            table.rows[row].insert(text.map { .text($0) } ?? .none, at: name + 1)
        }
        let shown = texts.keys.sorted().prefix(Self.unitsInNote).map(\.description).joined(separator: ", ")
        table.notes.append(
            "begun, ended, succeeded or succeeding in these days: \(shown)\(texts.count > Self.unitsInNote ? ", …" : ""). "
                + "Nothing is moved to a successor: each counts what it reported itself")
    }

    /// What happened to a unit in some days; nil: nothing.
    private func text(_ unit: UnitCode, _ days: ClosedRange<Int64>) -> String? {
        var events: [(day: Int64, text: String)] = []
        for time in registry.times(of: unit) where !time.isAlways {
            if days.contains(time.days.lowerBound) { events.append((time.days.lowerBound, "设立 opened")) }
            if days.contains(time.days.upperBound) { events.append((time.days.upperBound, "撤销 closed")) }
        }
        for before in registry.predecessors(of: unit) where days.contains(before.day) {
            events.append((before.day, "← \(named(before.unit))"))
        }
        for after in registry.successors(of: unit) where days.contains(after.day) {
            events.append((after.day, "→ \(named(after.unit))"))
        }
        guard !events.isEmpty else { return nil }
        return events.sorted { $0.day < $1.day }.map { "\(DateText.text(day: $0.day)) \($0.text)" }
            .joined(separator: "; ")
    }

    private func named(_ unit: UnitCode) -> String {
        [unit.description, registry.name(of: unit)].compactMap { $0 }.joined(separator: " ")
    }

    /// From the first to the last day that was asked for.
    private static func days(_ periods: Query.Periods?) -> ClosedRange<Int64> {
        guard let periods, let first = Period(text: periods.first), let last = Period(text: periods.last),
            first <= last
        else { return CivilDate.reportableDays }
        return first.days.lowerBound...last.days.upperBound
    }
}
