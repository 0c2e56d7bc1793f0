/// Why a file cannot be read as CSV. Which file it is, its reader knows and says.
package struct CSVError: Error, Equatable, CustomStringConvertible {
    /// From 1; nil where the file as a whole is meant.
    package let line: Int?
    package let message: String

    package init(line: Int? = nil, _ message: String) {
        self.line = line
        self.message = message
    }

    package var description: String { "\(line.map { "line \($0): " } ?? "")\(message)" }
}
