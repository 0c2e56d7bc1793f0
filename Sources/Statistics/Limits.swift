/// What bounds the memory of the write-behind store.
package struct Limits: Sendable {
    /// An overlay with this many changed keys is frozen and stored; with a second one full the fold waits.
    package var overlayKeys: Int
    /// The longest that a change stays in memory alone.
    package var storeAfterMilliseconds: Int
    /// Past this size of the write-ahead log it is brought into the file.
    package var logBytes: Int64

    package init(overlayKeys: Int = 50_000, storeAfterMilliseconds: Int = 1_000, logBytes: Int64 = 64 << 20) {
        self.overlayKeys = overlayKeys
        self.storeAfterMilliseconds = storeAfterMilliseconds
        self.logBytes = logBytes
    }

    package static let standard = Limits()
}
