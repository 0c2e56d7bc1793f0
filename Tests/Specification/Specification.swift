package import Foundation

/// The specification as it stands in this checkout, read by the tests.
package enum Specification {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../..").standardizedFileURL
    package static let folder = root.appending(path: "proto-spec")
    package static let tests = root.appending(path: "Tests")

    package static func page(_ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    package static func pages() throws -> [(name: String, text: String)] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".md") }
            .sorted().map { ($0, try page($0)) }
    }

    /// The rows of all tables of a page whose first cell is a name in code, without their markup.
    package static func namedRows(of page: String) throws -> [[String]] {
        try Self.page(page).split(separator: "\n").filter { $0.hasPrefix("| `") }.map { cells(of: $0) }
    }

    package static func cells(of row: Substring) -> [String] {
        row.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast().map {
            $0.trimmingCharacters(in: .whitespaces).replacingOccurrences(of: "`", with: "")
        }
    }
}
