/// The words and marks of an expression, taken one after the other.
struct Words {
    private let value: YAMLValue
    private let text: String
    /// What the whole should look like.
    private let form: String
    private var rest: ArraySlice<Substring>

    init(_ value: YAMLValue, of form: String) throws(CatalogueError) {
        self.value = value
        self.form = form
        text = try value.text()
        rest = Self.split(text)[...]
    }

    func refused(_ message: String) -> CatalogueError { value.refused("'\(text)': \(message)") }

    func unexpected(_ expected: String) -> CatalogueError {
        let found = rest.first.map { "'\($0)'" } ?? "the end"
        return refused("\(found) where \(expected) is expected, in \(form)")
    }

    mutating func take(_ word: String) -> Bool { takeOne(of: [word]) != nil }

    mutating func takeOne(of words: [String]) -> String? {
        guard let word = words.first(where: { $0 == rest.first ?? "" }) else { return nil }
        rest.removeFirst()
        return word
    }

    mutating func expect(_ word: String) throws(CatalogueError) {
        guard take(word) else { throw unexpected("'\(word)'") }
    }

    mutating func code(_ form: CodeForm) throws(CatalogueError) -> String {
        guard let word = rest.first, form.permits(String(word)) else {
            throw unexpected(form == .element ? "an element's code" : "a category's or option's code")
        }
        rest.removeFirst()
        return String(word)
    }

    func isNext(_ word: String) -> Bool { rest.first.map { $0 == word } ?? false }

    /// `city-problem`, of which each mark is a word of its own.
    mutating func dataSetCode() throws(CatalogueError) -> String {
        var code = ""
        while let word = rest.first, word == "-" || CodeForm.dataSet.permits("a" + word) {
            code += word
            rest.removeFirst()
        }
        guard CodeForm.dataSet.permits(code) else { throw unexpected("a data set's code") }
        return code
    }

    mutating func number() throws(CatalogueError) -> Int64 {
        guard let number = try wholeNumber() else { throw unexpected("a whole number") }
        return number
    }

    /// Decimal digits; nil where the next word is none.
    mutating func wholeNumber() throws(CatalogueError) -> Int64? {
        guard let word = rest.first, word.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        guard let number = Int64(word) else { throw unexpected("a whole number of at most 18 digits") }
        rest.removeFirst()
        return number
    }

    func end() throws(CatalogueError) {
        guard rest.isEmpty else { throw unexpected("nothing more") }
    }

    /// Letters, digits and `_` make up words, everything else but blanks stands for itself.
    private static func split(_ text: String) -> [Substring] {
        var words: [Substring] = []
        var start = text.startIndex
        while start < text.endIndex {
            var end = text.index(after: start)
            if isWordLike(text[start]) {
                while end < text.endIndex, isWordLike(text[end]) { end = text.index(after: end) }
            }
            if !text[start].isWhitespace { words.append(text[start..<end]) }
            start = end
        }
        return words
    }

    private static func isWordLike(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_"
    }
}
