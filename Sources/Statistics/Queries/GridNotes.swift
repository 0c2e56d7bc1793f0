import Catalogue
import Wire

extension Grid {
    /// What a reader must know besides.
    var notes: [Names] {
        readout.notes + question.items.compactMap(\.note) + question.items.compactMap(unsettledNote)
            + behind.notes + question.holderNotes
    }

    private static let namedUnits = 5

    /// Which rows are of units above the level that was asked for.
    var aboveNote: Names? {
        let column = question.dimensions.firstIndex { if case .unit = $0 { true } else { false } }
        guard let level = question.level, let column else { return nil }
        let above = rows.filter { row in
            row.texts[column].count < level.length
                && question.items.contains { $0.figure(at: row.place, readout) != nil }
        }
        let units = Set(above.map { $0.texts[column] }).sorted()
        guard !units.isEmpty else { return nil }
        let named = Names(list: Array(units.prefix(Self.namedUnits)))
        let rest = units.count - Self.namedUnits
        return Names(
            chinese:
                "\(named.chinese)\(rest > 0 ? " 等\(units.count)个" : "") 在 unit:\(level.code) 以上，所列为其本级填报的数",
            english:
                units.count == 1
                ? "\(named.english) lies above unit:\(level.code): its row holds what it reported itself"
                : "\(named.english)\(rest > 0 ? " and \(rest) more" : "") lie above unit:\(level.code): their rows hold what "
                    + "they reported themselves"
        )
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
