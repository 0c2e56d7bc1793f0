import Catalogue
import Wire

/// What an answer shows, as of when it is true, and what it cost.
struct AnswerTable: Sendable {
    var columns: [ResultTable.Column]
    var rows: [[ResultTable.Value]]
    /// What a reader must know besides.
    var notes: [Names] = []
    /// How it was worked out from the figures that were read, where that is asked.
    var explanation: [Names] = []
    /// Whether these figures are its rows, so that it is explained how they came about too.
    var showsFigures = true
    var positions: [ChainMark] = []
    var cellsRead: UInt64 = 0
    var ledgerRowsRead: UInt64 = 0
}

extension AnswerTable {
    /// Says the notes, each once. Journals' heads are the caller's to fill in.
    func result(_ languages: [Language], nowMilliseconds: Int64) -> ResultTable {
        var result = ResultTable(
            columns: columns, rows: rows, answeredAtMilliseconds: nowMilliseconds, cellsRead: cellsRead,
            ledgerRowsRead: ledgerRowsRead)
        result.asOf = positions.sorted { $0.at.journal.description < $1.at.journal.description }
            .map { ResultTable.AsOf(position: $0.at, headPosition: $0.at.position, heardAtMilliseconds: 0) }
        var said: Set<Names> = []
        for note in explanation + notes where said.insert(note).inserted {
            result.notes.append(note.sentences(languages))
        }
        return result
    }

    /// Takes what it was made of.
    ///
    /// - Parameter isExplained: whether it is said how the figures were worked out.
    mutating func take(_ grids: [Grid], isExplained: Bool) {
        positions = grids.first?.readout.positions ?? []
        cellsRead = grids.reduce(0) { $0 + $1.readout.cellsRead }
        let explained = isExplained && showsFigures ? grids.prefix(1).flatMap { Explanation($0).notes } : []
        notes = explained + notes + grids.flatMap(\.notes)
    }
}
