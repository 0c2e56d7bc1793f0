/// A name or a definition in the two languages that users read.
package struct Names: Hashable, Sendable {
    package let chinese: String
    package let english: String

    package init(chinese: String, english: String) {
        self.chinese = chinese
        self.english = english
    }
}
