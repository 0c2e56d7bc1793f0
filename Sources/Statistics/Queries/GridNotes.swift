import Catalogue
import Wire

extension Grid {
    /// What a reader must know besides.
    func notes(_ languages: [Language]) -> [String] {
        readout.notes + question.items.compactMap { $0.note(languages) } + behind.notes
    }
}

extension Item {
    fileprivate func note(_ languages: [Language]) -> String? {
        indicator?.note.map { "\(code): \($0.sentences(languages))" }
    }
}
