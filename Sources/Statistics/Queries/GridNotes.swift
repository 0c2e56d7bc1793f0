import Catalogue
import Wire

extension Grid {
    /// What a reader must know besides.
    var notes: [String] { readout.notes + question.items.compactMap(\.note) }
}

extension Item {
    fileprivate var note: String? { indicator?.note.map { "\(code): \($0.english)" } }
}
