import Foundation
import Testing

@testable import Catalogue

@Suite struct CatalogueChangeTests {
    private static func shipped() throws -> String {
        String(decoding: try Catalogue.shipped().source, as: UTF8.self)
    }

    /// The shipped catalogue with some text replaced, under the next version.
    private static func changed(_ text: String, to other: String, later: Int = 1) throws
        -> [CatalogueChange]
    {
        let before = try Catalogue.shipped()
        let source = try shipped()
        try #require(source.contains(text), "the catalogue no longer says \(text)")
        let edited = source.replacing(text, with: other, maxReplacements: 1)
            .replacing(try version(), with: try version(later), maxReplacements: 1)
        return before.changes(to: try Catalogue(yaml: Array(edited.utf8), file: "edited.yaml"))
    }

    /// The line of the shipped catalogue's version, or of a later one.
    private static func version(_ later: Int = 0) throws -> String {
        "version: \(try Catalogue.shipped().version + UInt32(later))\n"
    }

    @Test func `The same file changes nothing`() throws {
        #expect(try Catalogue.shipped().changes(to: try Catalogue.shipped()).isEmpty)
    }

    @Test func `A comment alone under a new version changes nothing, under the old version it breaks`() throws
    {
        let version = try Self.version()
        #expect(try Self.changed(version, to: "# a remark\n" + version).isEmpty)
        let same = try Self.changed(version, to: "# a remark\n" + version, later: 0)
        #expect(same.map(\.weight) == [.breaks])
        #expect(same[0].text.contains("give the changed file version \(try Catalogue.shipped().version + 1)"))
    }

    @Test func `What a page breaks down is a matter of words`() throws {
        let changes = try Self.changed("by: livelihood, most: 3", to: "by: livelihood, most: 5")
        #expect(changes.map(\.weight) == [.words])
        #expect(
            changes.map(\.text) == [
                "breakdowns: RQ_CLOSE_RATE by livelihood, 3 → RQ_CLOSE_RATE by livelihood, 5"
            ])
    }

    @Test func `A form under another id is a break, not one that went and one that came`() throws {
        let changes = try Self.changed("id: 2\n    code: coverage", to: "id: 77\n    code: coverage")
        #expect(
            changes == [
                CatalogueChange(weight: .breaks, part: "data set coverage", text: "data set 2 → data set 77")
            ])
    }

    @Test func `An id that now means another element is named with both`() throws {
        let source = try Self.shipped()
        let code = try #require(try Catalogue.shipped().element(id: 9)?.code)
        let edited = source.replacing(code, with: "CP_OTHER").replacing(
            try Self.version(), with: try Self.version(1))
        let changes = try Catalogue.shipped().changes(
            to: try Catalogue(yaml: Array(edited.utf8), file: "edited.yaml"))
        let breaking = changes.filter { $0.weight == .breaks }
        #expect(breaking.map(\.text) == ["id 9 never means anything else: \(code) → CP_OTHER"])
        #expect(changes.first?.weight == .breaks)
    }
}
