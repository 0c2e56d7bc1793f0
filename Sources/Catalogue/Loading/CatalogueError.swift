/// Why a file is no catalogue, or no list of units: where, what was wrong and what was expected.
package struct CatalogueError: Error, Hashable, Sendable {
    package let file: String
    /// From 1; `nil` where the file as a whole is meant.
    package let line: Int?
    package let message: String
}

extension CatalogueError: CustomStringConvertible {
    /// `FILE:LINE: message`
    package var description: String { "\(file):\(line.map { "\($0): " } ?? " ")\(message)" }
}
