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
    package subscript(_ language: Language) -> String {
        switch language {
        case .chinese: chinese
        case .english: english
        }
    }

    /// A sentence in each of the languages, in their order.
    package func sentences(_ languages: [Language]) -> String {
        languages.map { self[$0] }.joined(separator: " / ")
    }
}
