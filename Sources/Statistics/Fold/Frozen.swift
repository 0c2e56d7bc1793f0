import Synchronization
import Wire

/// A state of the fold on its way to the disk. Looked into by the fold, read by the writer, changed by nobody.
final class Frozen: Sendable {
    let overlay: Overlay
    let units: [(number: UInt32, value: UnitCode)]
    let senders: [(number: UInt32, value: [UInt8])]
    let combinations: [(number: UInt32, value: [UInt32])]
    let positions: [ChainMark]
    let unread: [UInt32: Int64]
    /// By their numbers.
    let senderIDs: [[UInt8]]
    let today: Int64
    private let rollups: Mutex<StoredRows>

    private enum StoredRows: Sendable {
        case changed([ChangedRow])
        case encoded(EncodedRows)
    }

    init(
        overlay: Overlay, rollups: [ChangedRow], units: [(number: UInt32, value: UnitCode)],
        senders: [(number: UInt32, value: [UInt8])], combinations: [(number: UInt32, value: [UInt32])],
        positions: [ChainMark], unread: [UInt32: Int64], senderIDs: [[UInt8]], today: Int64
    ) {
        self.overlay = overlay
        self.rollups = Mutex(.changed(rollups))
        self.units = units
        self.senders = senders
        self.combinations = combinations
        self.positions = positions
        self.unread = unread
        self.senderIDs = senderIDs
        self.today = today
    }

    /// The rollup rows as they are stored. They are encoded by whoever asks first, not while the fold waits; their cells
    /// are the fold's alone again when this returns.
    func encodedRollups() -> EncodedRows {
        rollups.withLock { rows in
            switch rows {
            case .encoded(let encoded): return encoded
            case .changed(let changed):
                let encoded = EncodedRows(changed)
                rows = .encoded(encoded)
                return encoded
            }
        }
    }
}
