/// What bounds the memory of the write-behind store, and what a question may cost.
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
    /// A question that reads single reports reads no more of them.
    package var scannedRows: Int
    /// And lists no more of them; how many more there are is said.
    package var listedRows: Int

    package init(
        overlayKeys: Int = 200_000, overlayBytes: Int = 32 << 20, storeAfterMilliseconds: Int = 1_000,
        logBytes: Int64 = 64 << 20, scannedRows: Int = 2_000_000, listedRows: Int = 10_000
    ) {
        self.overlayKeys = overlayKeys
        self.overlayBytes = overlayBytes
        self.storeAfterMilliseconds = storeAfterMilliseconds
        self.logBytes = logBytes
        self.scannedRows = scannedRows
        self.listedRows = listedRows
    }

    package static let standard = Limits()
}
