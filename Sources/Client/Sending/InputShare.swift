internal import Synchronization

/// How much of a command's input has been read, so that somebody who waits is told how many rows there may be.
final class InputShare: Sendable {
    private let bytes = Mutex((read: Int64(0), all: Int64(0)))

    /// - Parameter all: of all files together, as they lie on disk.
    func expect(bytes all: Int64) { bytes.withLock { $0.all = all } }

    func reached(bytes read: Int64) { bytes.withLock { $0.read = read } }

    /// How many rows there may be in all, where so many were found in what was read; nil as long as that says little.
    func estimate(rowsSoFar rows: Int) -> Int? {
        let (read, all) = bytes.withLock { $0 }
        guard all > 0, read * 50 >= all else { return nil }
        return Int(Int64(rows) * all / read)
    }
}
