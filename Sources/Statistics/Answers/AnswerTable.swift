import Catalogue
import Wire

/// What an answer shows, before it is said as of when it is true.
struct AnswerTable: Sendable {
    var columns: [ResultTable.Column]
    var rows: [[ResultTable.Value]]
    /// What a reader must know besides.
    var notes: [Names] = []
}
