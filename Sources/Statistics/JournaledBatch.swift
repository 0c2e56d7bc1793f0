package import Wire

/// A journal entry, opened: what the fold takes.
package struct JournaledBatch: Sendable {
    /// The entry's own position and the chained digest after it.
    package let mark: ChainMark
    /// 16 bytes: the client that sent it. A label, never used for safety.
    package let sender: [UInt8]
    /// When the collector journaled it.
    package let receivedAtMilliseconds: Int64
    package let groups: [ReportGroup]
    /// Indices, through all groups, of the reports that the collector refused: they are not folded.
    package let refused: Set<Int>

    package init(
        mark: ChainMark, sender: [UInt8], receivedAtMilliseconds: Int64, groups: [ReportGroup],
        refused: Set<Int> = []
    ) {
        self.mark = mark
        self.sender = sender
        self.receivedAtMilliseconds = receivedAtMilliseconds
        self.groups = groups
        self.refused = refused
    }
}
