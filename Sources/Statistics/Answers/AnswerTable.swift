import Catalogue
import Wire

/// What an answer shows, before it is said as of when it is true.
struct AnswerTable: Sendable {
    var columns: [ResultTable.Column]
    var rows: [[ResultTable.Value]]
    /// What a reader must know besides.
    var notes: [Names] = []
    /// How it was worked out from the figures that were read, where that is asked.
    var explanation: [Names] = []
    /// Whether these figures are its rows, so that it is explained how they came about too.
    var showsFigures = true
}
