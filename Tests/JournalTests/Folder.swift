import Foundation
import Journal
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
        var generator = SplitMix(state: seed)
        return try SQLiteJournal(path: file, using: &generator)
    }
}

/// SplitMix64: the same numbers for the same seed.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}

/// An entry that a seed tells from others.
func pending(_ seed: UInt64, bodyBytes: Int = 100) -> PendingEntry {
    var generator = SplitMix(state: seed)
    let body = (0..<bodyBytes).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
    return PendingEntry(
        sender: [UInt8](repeating: UInt8(truncatingIfNeeded: seed), count: 16),
        receivedAtMilliseconds: 1_700_000_000_000 + Int64(seed), catalogueVersion: 3,
        refusals: seed % 3 == 0 ? [Refusal(index: 2, outcome: .outOfBounds, message: "told, not kept")] : [],
        batch: Frame(.batch, body))
}
