package import Catalogue
import Dispatch
import Foundation
import GRDB
import Synchronization
package import Wire

/// Reports in, statistics out: the ledger with everything that is computed from it.
///
/// The fold and all answers share one state in memory behind a lock: a micro-batch or an answer at a time. The disk
/// follows behind: changes gather in an overlay, which is frozen when it is full or a second old and stored by a
/// thread of its own. What a crash loses is read again from the journal, from the stored position on.
package final class StatisticsStore: Sendable {
    struct Storing: Sendable {
        var isScheduled = false
        var isClosed = false
        /// Whether the fold may wait for space on the disk.
        var mayWait = true
        /// The last attempt's, until one succeeds.
        var failure: StatisticsError?
        /// A micro-batch was folded by half: memory is no longer what the positions say.
        var isBroken = false
        var durable: [ChainMark] = []
        /// How many exports are being read.
        var exports = 0
        var tally = Tally()
    }

    let catalogue: Catalogue
    /// Nil where no units were registered.
    package let units: UnitRegistry?
    /// What is expected of those units; nil where there are none.
    let expectations: Expectations?
    let columns: ColumnPlan
    let agreements: Agreements
    let limits: Limits
    let report: @Sendable (StatisticsEvent) -> Void
    let file: StoreFile
    let writer: StoreWriter
    private let clock: DayClock
    let state: Mutex<FoldState>
    let storing: Mutex<Storing>
    let queue = DispatchQueue(label: "statistics store")

    /// Opens or makes the store in a folder, which is made if absent. Where the catalogue counts differently from the
    /// one that the rollups were made with, units open or close on other days, or the clock then was ahead of now, they are made anew before this returns.
    package init(
        folder: String, catalogue: Catalogue, units: UnitRegistry? = nil, nowMilliseconds: Int64,
        limits: Limits = .standard,
        report: @escaping @Sendable (StatisticsEvent) -> Void = { _ in }
    ) throws {
        self.catalogue = catalogue
        self.units = units
        expectations = units.map { Expectations($0, catalogue) }
        columns = ColumnPlan(catalogue)
        agreements = Agreements(catalogue, columns)
        self.limits = limits
        self.report = report
        file = try StoreFile(folder: folder)
        try KnownCatalogues(file).admit(catalogue)
        writer = try StoreWriter(file, logBytes: limits.logBytes)
        clock = DayClock(catalogue.timeZone)
        let today = clock.day(ofSeconds: nowMilliseconds.dividedRoundingDown(by: 1_000))
        let loaded = try Self.loaded(file, catalogue, units, writer, today: today, report)
        var storing = Storing()
        storing.durable = Array(loaded.positions.values)
        storing.tally = try StoreLoader(file, catalogue).tally()
        state = Mutex(loaded)
        self.storing = Mutex(storing)
    }

    private static func loaded(
        _ file: StoreFile, _ catalogue: Catalogue, _ units: UnitRegistry?, _ writer: StoreWriter,
        today: Int64,
        _ report: @Sendable (StatisticsEvent) -> Void
    ) throws -> FoldState {
        let loader = StoreLoader(file, catalogue, registry: units)
        let digest = catalogue.shapingDigest(units)
        let countedTo = try loader.countedTo() ?? today
        if try loader.shapingDigest() == digest, countedTo <= today {
            return try loader.load(withRollups: true, today: countedTo)
        }
        var rebuild = Rebuild(try loader.load(withRollups: false, today: today))
        let total = try loader.tally().ledger
        var done: Int64 = 0
        try loader.eachLedgerRow(senders: rebuild.state.senders) { key, row in
            if done.isMultiple(of: 500_000) { report(.rebuilding(reports: done, of: total)) }
            done += 1
            rebuild.take(key, row)
        }
        rebuild.finish()
        var state = rebuild.state
        state.hasMoved = true
        if let frozen = state.freeze() { try writer.replaceRollups(frozen, digest: digest) }
        state.frozen = nil
        return state
    }

    /// Folds a micro-batch; answers see it when this returns. For one thread at a time. Waits where both overlays are
    /// full. A batch that was folded before changes nothing.
    package func apply(_ batches: [JournaledBatch], nowMilliseconds: Int64) throws {
        try waitForRoom()
        let today = today(nowMilliseconds)
        let isFrozen: Bool
        do {
            isFrozen = try state.withLock { state in
                state.advance(to: today)
                try file.reader.inDatabase { database in
                    try database.inTransaction(.deferred) {
                        try state.apply(batches, LedgerLookup(database))
                        return .commit
                    }
                }
                guard state.active.isFull(limits) else { return false }
                return state.freeze() != nil
            }
        } catch {
            let failure = StatisticsError(
                .storing,
                "folding stopped half way: \(error). Start the service again: it goes on from its stored position"
            )
            storing.withLock {
                $0.isBroken = true; $0.failure = failure
            }
            throw failure
        }
        if isFrozen { queue.async { [weak self] in self?.storeFrozen() } } else { scheduleStoring() }
    }

    /// Single reports, as of everything that was applied before: it is stored first, so that one transaction of the
    /// store holds all of it. Writes and reads the disk: not for an event loop.
    ///
    /// - Parameter subtree: the prefix of the asker's credential; nil: everything.
    /// - Throws: `QueryError` for what cannot be asked so, `StatisticsError` where the disk fails.
    package func export(_ export: Export, subtree: UnitCode?) throws -> LedgerExport {
        let selection = try ExportSelection(export, subtree: subtree, catalogue)
        try flush()
        storing.withLock { $0.exports += 1 }
        let ended: @Sendable () -> Void = { [weak self] in self?.storing.withLock { $0.exports -= 1 } }
        do {
            return try LedgerExport(try LedgerSnapshot(file, catalogue), selection, ended: ended)
        } catch {
            ended()
            throw error
        }
    }

}

extension StatisticsStore {
    /// How far each journal is in the answers.
    package var positions: [ChainMark] { state.withLock { Array($0.positions.values) } }

    /// How far each journal is on this store's disk.
    package var durablePositions: [ChainMark] { storing.withLock { $0.durable } }

    /// Why the last changes are not on this store's disk; nil where all goes well.
    package var trouble: String? { storing.withLock { $0.failure?.message } }

    /// What a question may cost, for a status page.
    package var limitFigures: [(name: String, number: Int64)] {
        [
            ("limit_scanned_rows", Int64(limits.scannedRows)),
            ("limit_listed_rows", Int64(limits.listedRows)),
        ]
    }

    /// Names and numbers for a status page.
    package func counts() -> [(name: String, number: Int64)] {
        let tally = storing.withLock { $0.tally }
        let counted = state.withLock { state in
            state.settle()
            return [
                ("ledger_rows", state.ledgerRows), ("revisions", tally.revision),
                ("rollup_rows", Int64(state.rollups.rowCount)),
                ("rollup_cells", Int64(state.rollups.cellCount)),
                ("units", Int64(state.units.count - 1)), ("unread_reports", state.unread.values.reduce(0, +)),
            ]
        }
        return (counted + [("store_bytes", file.bytesOnDisk)]).map { (name: $0.0, number: $0.1) }
    }

    /// The day in the catalogue's time zone.
    func today(_ nowMilliseconds: Int64) -> Int64 {
        clock.day(ofSeconds: nowMilliseconds.dividedRoundingDown(by: 1_000))
    }

    /// Reads the state as the last applied micro-batch and a day's beginning have left it.
    func read<Result: Sendable, Failure: Error>(
        on today: Int64, _ body: (borrowing FoldState) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try state.withLock { (state: inout FoldState) throws(Failure) -> Result in
            state.advance(to: today)
            state.settle()
            return try body(state)
        }
    }
}
