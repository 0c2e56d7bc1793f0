import Foundation
import Testing
import Wire

@testable import Client

/// What is shown of a message follows the specification's tables, which were written first.
@Suite struct MessageTableTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../proto-spec").standardizedFileURL

    /// The numbers of the fields of each message: the first table under a heading with its name.
    private static func specified() throws -> [String: [UInt64]] {
        var numbers: [String: [UInt64]] = [:]
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
                    isInTable = message.map { numbers[$0] == nil } ?? false
                } else if !line.hasPrefix("|") {
                    isInTable = false
                } else if isInTable, let message,
                    let row = line.firstMatch(of: /^\| (?<first>\d+)(–(?<last>\d+))? \|/)
                {
                    let first = UInt64(row.output.first) ?? 0
                    let last = row.output.last.flatMap { UInt64($0) } ?? first
                    numbers[message, default: []] += Array(first...last)
                }
            }
        }
        return numbers
    }

    @Test func `Every field that the specification lists is in the table, and no other`() throws {
        let specified = try Self.specified()
        var count = 0
        for type in FrameType.allCases {
            guard let fields = MessageTable.fields(of: type) else { continue }
            let name = "\(type)".lowercased()
            #expect(fields.map(\.number) == specified[name], "\(name)")
            count += 1
        }
        #expect(count == 14)
    }
}
