import Catalogue
import Wire

/// Everything that the fold changes and answers read: a value, so that it can be handed whole to whoever holds the
/// lock. It does no I/O; what is stored is looked up through a `LedgerLookup`.
struct FoldState: Sendable {
    let plans: [UInt32: DataSetPlan]
    /// Nil where none are registered.
    let registry: UnitRegistry?
    let agreements: Agreements
    var reader: ContributionReader
    var units: UnitTree
    var senders: Numbering<[UInt8]>
    var combinations: Numbering<[UInt32]>
    var rollups: Rollups
    var positions: [JournalID: ChainMark]
    /// Data set → current reports that this catalogue cannot read.
    var unread: [UInt32: Int64]
    var ledgerRows: Int64
    /// The first day, since 1970, on which a complete revision arrived, of returns that had one that another has outdone. Worked
    /// out from the stored revisions at each start.
    var outdone: [LedgerKey: Int64] = [:]
    /// Of the keys of the whole ledger.
    var filter: KeyFilter?
    var active = Overlay()
    var frozen: Frozen?
    var hasMoved = false
    /// The first day, since 1970, that had not ended when the fold last looked: what waits for earlier ones counts. It
    /// never goes back.
    private(set) var today: Int64

    var changes = RollupChanges()
    /// The bytes of the ledger row that is being replaced.
    var current: [UInt8] = []
    var oldContribution = Contribution()
    var newContribution = Contribution()
    var neighbourContribution = Contribution()

    init(
        catalogue: Catalogue, registry: UnitRegistry?, units: UnitTree, senders: Numbering<[UInt8]>,
        combinations: Numbering<[UInt32]>, rollups: Rollups, positions: [JournalID: ChainMark],
        unread: [UInt32: Int64], ledgerRows: Int64, filter: KeyFilter?, today: Int64
    ) {
        let columns = ColumnPlan(catalogue)
        plans = Dictionary(
            uniqueKeysWithValues: catalogue.dataSets.map { ($0.id, DataSetPlan($0, catalogue, columns)) })
        self.registry = registry
        agreements = Agreements(catalogue, columns)
        reader = ContributionReader(catalogue)
        self.units = units
        self.senders = senders
        self.combinations = combinations
        self.rollups = rollups
        self.positions = positions
        self.unread = unread
        self.ledgerRows = ledgerRows
        self.filter = filter
        self.today = today
        // Number 0 is no option at all.
        _ = self.combinations.intern([])
    }

    /// Brings the rollups up to what was folded. Before anything reads them.
    mutating func settle() {
        guard !changes.isEmpty else { return }
        rollups.settle(changes, units: units)
        rollups.settle(agreements.changes(after: changes, rollups), units: units)
        changes.removeAll()
    }

    /// Lets everything count whose day has ended.
    mutating func advance(to day: Int64) {
        guard day > today else { return }
        settle()
        today = day
        let ended = rollups.takeEnded(before: day)
        rollups.settle(ended, units: units)
        hasMoved = hasMoved || !ended.isEmpty
    }

    /// Takes what changed since the last time, to be stored as one transaction. Only while nothing is frozen.
    mutating func freeze() -> Frozen? {
        guard frozen == nil, hasMoved else { return nil }
        settle()
        let taken = Frozen(
            overlay: active, rollups: rollups.takeChanged(), units: units.takeFresh(),
            senders: senders.takeFresh(), combinations: combinations.takeFresh(),
            positions: Array(positions.values), unread: unread, senderIDs: senders.values, today: today)
        active = Overlay(roomFor: active)
        hasMoved = false
        frozen = taken
        return taken
    }
}
