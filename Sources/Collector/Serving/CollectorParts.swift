internal import Catalogue
internal import Journal
internal import Logging
internal import NIOPosix
internal import Wire

/// What every connection of a collector shares.
struct CollectorParts: Sendable {
    let context: SessionContext
    /// What is answered to whoever asks for the catalogue, compressed once.
    let catalogue: Frame
    let validator: Validator
    let journal: any Journal
    let writer: JournalWriter
    let connections: Connections
    let budget: ReadBudget
    let tally: Tally
    let clock: ServiceClock
    let logger: Logger
    /// Inflates, reads and validates, so that a long batch delays nobody else on its event loop.
    let judging: NIOThreadPool
    /// Reads entries for followers.
    let reading: NIOThreadPool
    /// Called when the journal can no longer be read.
    let broke: @Sendable (JournalError) -> Void

    /// At most so much is read from a connection at one go.
    static let chunkBytes = 64 << 10
}
