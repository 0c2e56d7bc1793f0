/// What bounds the memory of the write-behind store.
package struct Limits: Sendable {
    /// An overlay with this many changed keys is frozen and stored; with a second one full the fold waits.
    ///
    /// Four times what the design's measurements used: the writer rewrites every rollup row that changed and goes down
    /// the ledger's tree once for each key, and both are shared by more reports. A crash has up to four times as much
    /// of the journal read again.
    package var overlayKeys: Int
    /// So it is with this many bytes of reports, where reports are long.
    package var overlayBytes: Int
    /// The longest that a change stays in memory alone.
    package var storeAfterMilliseconds: Int
    /// Past this size of the write-ahead log it is brought into the file.
    package var logBytes: Int64

    package init(
        overlayKeys: Int = 200_000, overlayBytes: Int = 32 << 20, storeAfterMilliseconds: Int = 1_000,
        logBytes: Int64 = 64 << 20
    ) {
        self.overlayKeys = overlayKeys
        self.overlayBytes = overlayBytes
        self.storeAfterMilliseconds = storeAfterMilliseconds
        self.logBytes = logBytes
    }

    package static let standard = Limits()
}
