package import Wire

/// A name or a definition in the two languages that users read.
package struct Names: Hashable, Sendable {
    package let chinese: String
    package let english: String

    package init(chinese: String, english: String) {
        self.chinese = chinese
        self.english = english
    }

    /// The same in both languages, such as a code.
    package init(_ text: some StringProtocol) { self.init(chinese: String(text), english: String(text)) }

    /// Texts one after the other as each language does it.
    package init(list texts: [String]) {
        self.init(chinese: texts.joined(separator: "、"), english: texts.joined(separator: ", "))
    }
}

extension Names {
    package static func + (left: Names, right: Names) -> Names {
        Names(chinese: left.chinese + right.chinese, english: left.english + right.english)
    }

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

    /// A name in the languages one after the other, once where they say the same.
    package func beside(_ languages: [Language], _ separator: String = " ") -> String {
        var texts: [String] = []
        for text in languages.map({ self[$0] }) where !texts.contains(text) { texts.append(text) }
        return texts.joined(separator: separator)
    }
}
