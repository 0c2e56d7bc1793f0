import Foundation
import Journal
import Wire

/// A folder that is gone when the test is over.
final class Folder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "grassroots-collector-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func journal() throws -> SQLiteJournal {
        var generator = SystemRandomNumberGenerator()
        return try SQLiteJournal(path: path + "/journal.sqlite", using: &generator)
    }
}
