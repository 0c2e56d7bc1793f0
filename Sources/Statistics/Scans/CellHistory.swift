import Catalogue
import Wire

/// What one unit reported so far, cell by cell: its returns are taken in the order of their periods.
struct CellHistory {
    struct Outlier {
        let element: Element
        let value: ReportValue
        let range: UsualRange
        /// How many earlier periods the range is from.
        let periods: Int
    }

    private struct Cell: Hashable {
        let element: UInt32
        let options: [UInt32]
    }

    private let elements: [UInt32: Element]
    /// The last values of each cell, the newest last.
    private var values: [Cell: [Int64]] = [:]

    /// - Parameter elements: those that are looked at.
    init(_ elements: [Element]) {
        self.elements = Dictionary(uniqueKeysWithValues: elements.map { ($0.id, $0) })
    }

    /// - Parameter isAsked: false where the report is only history.
    /// - Returns: its values that lie outside what was usual before.
    mutating func take(_ report: Report, isAsked: Bool) -> [Outlier] {
        var outliers: [Outlier] = []
        for value in report.values {
            guard let element = elements[value.element] else { continue }
            let cell = Cell(element: value.element, options: value.options)
            if isAsked, let outlier = outlier(value, element, values[cell] ?? []) { outliers.append(outlier) }
            values[cell, default: []].append(value.value)
            if values[cell, default: []].count > UsualRange.longestHistory { values[cell]?.removeFirst() }
        }
        return outliers
    }

    private func outlier(_ value: ReportValue, _ element: Element, _ history: [Int64]) -> Outlier? {
        guard let range = UsualRange(history: history, whole: Int64(Quotient.power(element.scale) ?? 1)),
            !range.contains(value.value)
        else { return nil }
        return Outlier(element: element, value: value, range: range, periods: history.count)
    }
}
