import Catalogue
import Wire

/// Where the forms of an indicator meet: the lowest units that have, with all below them, something of every form.
struct Meeting: Sendable {
    /// The code length of the form that is reported furthest up.
    private let length: Int
    /// Units that report for everything below them.
    private let units: Set<UnitCode>

    /// Nil where one form does.
    init?(_ item: Item) {
        guard item.dataSets.count > 1 else { return nil }
        length = item.dataSets.compactMap { $0.reporters.lengths.max() }.min() ?? UnitCode.maximumLength
        units = Set(item.dataSets.flatMap(\.reporters.units))
    }

    /// The meeting units at and below a unit that is read.
    func sources(_ source: UnitSource, _ tree: UnitTree) -> [UnitSource] {
        guard source.isTotal else { return [source] }
        var met: [UnitSource] = []
        var within: UnitCode?
        tree.walk(from: source.unit, to: length) { unit, isAtLevel in
            let code = tree.code(unit)
            if let code, let within, code.hasPrefix(within) { return }
            let isMeeting = isAtLevel || code.map(units.contains) ?? false
            if isMeeting { within = code }
            met.append(UnitSource(unit: unit, isTotal: isMeeting))
        }
        return met
    }
}
