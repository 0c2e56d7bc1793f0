package import Wire

/// A name or a definition in the two languages that users read.
package struct Names: Hashable, Sendable {
    package let chinese: String
    package let english: String

    package init(chinese: String, english: String) {
        self.chinese = chinese
        self.english = english
    }
}

extension Names {
    /// The same in both languages.
    package init(_ text: some StringProtocol) { self.init(chinese: String(text), english: String(text)) }

    package subscript(_ language: Language) -> String {
        switch language {
        case .chinese: chinese
        case .english: english
        }
    }

    /// A sentence in each of the languages, in their order; once where it is the same in both.
    package func sentences(_ languages: [Language]) -> String {
        chinese == english ? english : languages.map { self[$0] }.joined(separator: " / ")
    }
}
