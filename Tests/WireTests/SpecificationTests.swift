import Foundation
import Testing

/// What holds for the specification's text itself.
@Suite struct SpecificationTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../proto-spec").standardizedFileURL

    /// The list entries of all pages, each on one line.
    private static func entries() throws -> [(page: String, text: String)] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".md") }
            .sorted()
            .flatMap { page in
                let text = try String(contentsOf: folder.appending(path: page), encoding: .utf8)
                return text.replacing("\n  ", with: " ").split(separator: "\n").map { (page, String($0)) }
            }
    }

    /// The number of a requirement: `- [F3] A version…`.
    private static func number(of entry: String) -> String? {
        guard let match = entry.firstMatch(of: #/^- \[(?<number>[A-Z][0-9]+)\]/#) else { return nil }
        return String(match.output.number)
    }

    @Test func `Every MUST has a number, and no number stands for two requirements`() throws {
        var pages: [String: String] = [:]
        for (page, text) in try Self.entries() where text.contains("MUST") {
            // The sentence that explains the words is no requirement.
            guard !text.contains("RFC 2119") else { continue }
            let number = Self.number(of: text)
            #expect(number != nil, "\(page): \(text)")
            guard let number else { continue }
            #expect(pages[number] == nil, "\(page): [\(number)] was given before")
            pages[number] = page
        }
        #expect(pages.count > 40)
    }

    @Test func `Every number that a sentence refers to is defined`() throws {
        let entries = try Self.entries()
        let defined = Set(entries.compactMap { Self.number(of: $0.text) })
        for (page, text) in entries {
            for reference in text.matches(of: #/\[(?<number>[A-Z][0-9]+)\]/#) {
                #expect(
                    defined.contains(String(reference.output.number)), "\(page): [\(reference.output.number)]"
                )
            }
        }
    }
}
