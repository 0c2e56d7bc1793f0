import Foundation
import Journal
import Seeds
import Wire

/// A folder that is gone when the test is over.
final class Folder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "grassroots-journal-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var file: String { path + "/journal.sqlite" }

    func journal(seed: UInt64 = 1) throws -> SQLiteJournal {
        var generator = SeededGenerator(seed: seed)
        return try SQLiteJournal(path: file, using: &generator)
    }
}

/// An entry that a seed tells from others.
func pending(_ seed: UInt64, bodyBytes: Int = 100) -> PendingEntry {
    var generator = SeededGenerator(seed: seed)
    let body = (0..<bodyBytes).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
    return PendingEntry(
        sender: [UInt8](repeating: UInt8(truncatingIfNeeded: seed), count: 16),
        receivedAtMilliseconds: 1_700_000_000_000 + Int64(seed), catalogueVersion: 3,
        refusals: seed % 3 == 0 ? [Refusal(index: 2, outcome: .outOfBounds, message: "told, not kept")] : [],
        batch: Frame(.batch, body))
}
