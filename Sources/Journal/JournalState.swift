internal import Wire

/// What an open journal keeps in memory of its file, so that what is asked all the time costs no I/O.
struct JournalState {
    var oldestPosition: UInt64
    var headPosition: UInt64
    var headDigest: [UInt8]
    var followers: [String: Wire.Progress]
    /// Content bytes since the write-ahead log was last brought into the file.
    var bytesInLog = 0
}
