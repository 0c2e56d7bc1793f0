package import Wire

/// The durable, ordered log of batches: the one seam between a collector and what it stores in.
///
/// Positions count from 1 without gaps. Each entry's digest is SHA-256 of the digest before it (32 zeros before the
/// first) followed by the entry's content, so that a position and its digest prove everything up to it.
package protocol Journal: Sendable {
    /// Drawn when the journal was made.
    var id: JournalID { get }

    /// What the journal holds now. Costs no I/O.
    var extent: JournalExtent { get }

    /// The latest progress of everybody who ever followed, by name. Costs no I/O.
    var followers: [FollowerPosition] { get }

    /// What the journal takes on disk.
    var fileBytes: Int64 { get }

    /// Stores all of it in one transaction; when this returns, it is on disk. Where it throws, nothing was stored.
    ///
    /// Called by one thread at a time.
    ///
    /// - Returns: where each entry went, in the order given.
    func append(
        _ entries: [PendingEntry], progress: [FollowerPosition]
    ) throws(JournalError) -> [ChainMark]

    /// The chained digest at a position; 32 zeros at 0, nil where no entry with that position is kept.
    func digest(at position: UInt64) throws(JournalError) -> [UInt8]?

    /// Entries from a position on, in order: at most `count`, and no more after `bytes` are passed. Empty behind the
    /// head.
    func entries(from position: UInt64, count: Int, bytes: Int) throws(JournalError) -> [StoredEntry]
}

/// What a journal holds.
package struct JournalExtent: Equatable, Sendable {
    /// The oldest entry still kept; 1 for a new journal.
    package let oldestPosition: UInt64
    /// The newest entry; 0 where there is none.
    package let headPosition: UInt64

    package init(oldestPosition: UInt64, headPosition: UInt64) {
        self.oldestPosition = oldestPosition
        self.headPosition = headPosition
    }

    package var entryCount: UInt64 { headPosition + 1 - oldestPosition }
}

/// An entry before it has a position.
package struct PendingEntry: Equatable, Sendable {
    /// The client id of the hello; 16 bytes.
    package let sender: [UInt8]
    package let receivedAtMilliseconds: Int64
    package let catalogueVersion: UInt64
    /// Ascending by index.
    package let refusals: [Refusal]
    package let batch: Frame

    package init(
        sender: [UInt8], receivedAtMilliseconds: Int64, catalogueVersion: UInt64, refusals: [Refusal],
        batch: Frame
    ) {
        self.sender = sender
        self.receivedAtMilliseconds = receivedAtMilliseconds
        self.catalogueVersion = catalogueVersion
        self.refusals = refusals
        self.batch = batch
    }
}

/// An entry as it is kept.
package struct StoredEntry: Equatable, Sendable {
    package let position: UInt64
    /// The bytes of an `EntryContent`.
    package let content: [UInt8]
    package let digest: [UInt8]
}

/// What a follower has made safe on its side.
package struct FollowerPosition: Equatable, Sendable {
    package let name: String
    package let progress: Progress

    package init(name: String, progress: Progress) {
        self.name = name
        self.progress = progress
    }
}
