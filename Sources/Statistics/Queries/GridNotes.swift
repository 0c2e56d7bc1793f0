import Catalogue
import Wire

extension Grid {
    /// What a reader must know besides.
    var notes: [String] { readout.notes + question.items.compactMap(\.note) + behind.notes }
}

extension Item {
    fileprivate var note: String? { indicator?.note.map { "\(code): \($0.english)" } }
}
