import Catalogue
import Wire

extension Grid {
    /// What a reader must know besides.
    func notes(_ languages: [Language]) -> [String] {
        readout.notes + question.items.compactMap { $0.note(languages) }
            + question.items.compactMap(unsettledNote) + behind.notes
    }

    /// Which periods are too young for an item that settles some days after them.
    private func unsettledNote(_ item: Item) -> String? {
        guard case .days(let days)? = item.indicator?.maturity else { return nil }
        let young = rows.filter { row in
            item.figure(at: row.place, readout) != nil && lastDay(row) + days >= today
        }
        let periods = Set(young.map { period($0)?.text ?? question.periods?.text ?? "all periods" })
        guard !periods.isEmpty else { return nil }
        return
            "\(item.code): may still change for \(periods.sorted().joined(separator: ", ")): it settles \(days) days after "
            + "the end of a period"
    }

    /// Of a row; of today, where it has none and none was asked for.
    private func lastDay(_ row: Row) -> Int64 {
        (period(row) ?? question.periods?.upperBound)?.days.upperBound ?? today
    }

    /// The shortest that a row is of.
    private func period(_ row: Row) -> Period? {
        zip(question.dimensions, row.place).compactMap { dimension, index in
            if case .period(let type, _) = dimension { Period(type: type, index: index) } else { nil }
        }.min { $0.type.rawValue < $1.type.rawValue }
    }
}

extension Item {
    fileprivate func note(_ languages: [Language]) -> String? {
        indicator?.note.map { "\(code): \($0.sentences(languages))" }
    }
}
