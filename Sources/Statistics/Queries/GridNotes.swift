import Catalogue
import Wire

extension Grid {
    /// What a reader must know besides.
    var notes: [Names] {
        readout.notes + question.items.compactMap(\.note) + question.items.compactMap(unsettledNote)
            + behind.notes + question.holderNotes
    }

    /// Which periods are too young for an item that settles some days after them.
    private func unsettledNote(_ item: Item) -> Names? {
        guard case .days(let days)? = item.indicator?.maturity else { return nil }
        let youngRows = rows.filter { row in
            lastDay(row) + days >= today && item.figure(at: row.place, readout) != nil
        }
        let periods = Set(youngRows.map { period($0)?.text ?? question.periods?.text ?? "" })
        guard !periods.isEmpty else { return nil }
        // A row of all periods has no text.
        let young =
            periods.contains("")
            ? Names(chinese: "全部时期", english: "all periods") : Names(list: periods.sorted())
        return Names(
            chinese: "\(item.code)：\(young.chinese) 尚会变化，期满\(days)日后稳定",
            english:
                "\(item.code): may still change for \(young.english): it settles \(days) days after the end of a period"
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
    fileprivate var note: Names? {
        indicator?.note.map { note in
            Names(chinese: "\(code)：\(note.chinese)", english: "\(code): \(note.english)")
        }
    }
}
