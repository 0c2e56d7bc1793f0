import Foundation
import Testing
import Wire

@testable import Client

/// What is shown of a message follows the specification's tables, which were written first.
@Suite struct MessageTableTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../proto-spec").standardizedFileURL

    private struct Field: Equatable {
        let number: UInt64
        let name: String
        let repeats: Bool
    }

    /// The fields of each message: the first table under a heading with its name.
    private static func specified() throws -> [String: [Field]] {
        var fields: [String: [Field]] = [:]
        for page in try FileManager.default.contentsOfDirectory(atPath: folder.path)
        where page.hasSuffix(".md") {
            let text = try String(contentsOf: folder.appending(path: page), encoding: .utf8)
            var message: String?
            var isInTable = false
            for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
                if let heading = line.firstMatch(of: /^##+ (?:[0-9.]+ )?(?<name>[a-z]+)$/) {
                    message = String(heading.output.name)
                    isInTable = false
                } else if line.hasPrefix("| # | field") {
                    isInTable = message.map { fields[$0] == nil } ?? false
                } else if !line.hasPrefix("|") {
                    isInTable = false
                } else if isInTable, let message,
                    let row = line.firstMatch(
                        of: /^\| (?<number>\d+) \| (?<name>[^|]+) \| [^|]+ \| (?<how>[^|]+) \|/)
                {
                    fields[message, default: []].append(
                        Field(
                            number: UInt64(row.output.number) ?? 0, name: String(row.output.name),
                            repeats: row.output.how.split(separator: " ").contains("n")))
                }
            }
        }
        return fields
    }

    @Test func `Every field that the specification lists is in the table, and no other`() throws {
        let specified = try Self.specified()
        var count = 0
        for type in FrameType.allCases {
            guard let fields = MessageTable.fields(of: type) else { continue }
            let name = "\(type)".lowercased()
            let shown = fields.map { Field(number: $0.number, name: $0.name, repeats: $0.repeats) }
            #expect(shown == specified[name], "\(name)")
            count += 1
        }
        #expect(count == 14)
    }
}
