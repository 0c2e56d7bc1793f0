import Catalogue
import Wire

extension Grid {
    /// What a reader must know besides.
    func notes(_ languages: [Language]) -> [String] {
        readout.notes.map { $0.sentences(languages) } + question.items.compactMap { $0.note(languages) }
            + (question.items.compactMap(unsettledNote) + behind.notes + question.holderNotes).map {
                $0.sentences(languages)
            }
    }

    /// Which periods are too young for an item that settles some days after them.
    private func unsettledNote(_ item: Item) -> Names? {
        guard case .days(let days)? = item.indicator?.maturity else { return nil }
        let youngRows = rows.filter { row in
            lastDay(row) + days >= today && item.figure(at: row.place, readout) != nil
        }
        let periods = Set(youngRows.map { period($0)?.text ?? question.periods?.text ?? "all periods" })
        guard !periods.isEmpty else { return nil }
        let young = periods.sorted().joined(separator: ", ")
        return Names(
            chinese: "\(item.code)：\(young) 尚会变化，期满\(days)日后稳定",
            english:
                "\(item.code): may still change for \(young): it settles \(days) days after the end of a period"
        )
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
