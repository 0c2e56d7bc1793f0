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
    func add(to table: inout ResultTable, unit: String?, periods: Query.Periods?, _ languages: [Language]) {
        // A list of units says it itself.
        guard !table.columns.contains(where: { $0.name == "successors" }) else { return }
        let days = Self.days(periods)
        guard let column = table.columns.firstIndex(where: { $0.name == "unit" }) else {
            if let unit = unit.flatMap(UnitCode.init), let text = text(unit, days) {
                let note = Names(chinese: "\(unit)：", english: "\(unit): ") + text
                table.notes.append(note.sentences(languages))
            }
            return
        }
        var texts: [UnitCode: Names] = [:]
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
            table.rows[row].insert(text.map { .text($0.sentences(languages)) } ?? .none, at: name + 1)
        }
        table.notes.append(note(texts.keys.sorted()).sentences(languages))
    }

    private func note(_ units: [UnitCode]) -> Names {
        let shown = Names(
            list: units.prefix(Self.unitsInNote).map(\.description)
                + (units.count > Self.unitsInNote ? ["…"] : []))
        return Names(
            chinese: "其间设立、撤销或有承接关系的单位：\(shown.chinese)。数不移给承接单位，各计各自所报",
            english:
                "begun, ended, succeeded or succeeding in these days: \(shown.english). Nothing is moved to a successor: each "
                + "counts what it reported itself")
    }

    private static let opened = Names(chinese: "设立", english: "opened")
    private static let closed = Names(chinese: "撤销", english: "closed")

    /// What happened to a unit in some days; nil: nothing.
    private func text(_ unit: UnitCode, _ days: ClosedRange<Int64>) -> Names? {
        var events: [(day: Int64, text: Names)] = []
        for time in registry.times(of: unit) where !time.isAlways {
            if days.contains(time.days.lowerBound) { events.append((time.days.lowerBound, Self.opened)) }
            if days.contains(time.days.upperBound) { events.append((time.days.upperBound, Self.closed)) }
        }
        for before in registry.predecessors(of: unit) where days.contains(before.day) {
            events.append((before.day, Names("← \(named(before.unit))")))
        }
        for after in registry.successors(of: unit) where days.contains(after.day) {
            events.append((after.day, Names("→ \(named(after.unit))")))
        }
        guard !events.isEmpty else { return nil }
        let texts = events.sorted { $0.day < $1.day }.map { event in
            Names("\(DateText.text(day: event.day)) ") + event.text
        }
        return Names(
            chinese: texts.map(\.chinese).joined(separator: "；"),
            english: texts.map(\.english).joined(separator: "; "))
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
