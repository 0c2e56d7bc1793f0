import Foundation
import Statistics
import Testing
import Wire

@Suite struct CrashTests {
    /// The files are copied while the store is at work. The log never grows long enough to be brought into the file, so
    /// that it only gets longer: a copy holds a beginning of it, perhaps with a torn end, as after a kill.
    @Test(arguments: [21, 22, 23] as [UInt64])
    func `A store cut off at any moment goes on from its stored position`(_ seed: UInt64) throws {
        print("seed \(seed)")
        let folder = TemporaryFolder()
        defer { folder.remove() }
        let limits = Limits(overlayKeys: 25, storeAfterMilliseconds: 1)
        let store = try StatisticsStore(
            folder: folder.path, catalogue: TestCatalogue.load(), nowMilliseconds: TestClock.early,
            limits: limits)
        var source = ReportSource(seed: seed)
        var batches = BatchSource(seed: seed)
        var model = StatisticsModel()
        let reports = source.reports(600)
        for report in reports { model.accept(report) }
        let journal = batches.batches(batches.repeated(reports))
        var copies: [TemporaryFolder] = []
        defer { for copy in copies { copy.remove() } }
        for (index, batch) in journal.enumerated() {
            try store.apply([batch], nowMilliseconds: TestClock.early)
            if index % (journal.count / 6) == 3 { copies.append(try folder.copy()) }
        }
        try store.close()

        var behind = 0
        for copy in copies {
            let resumed = try StatisticsStore(
                folder: copy.path, catalogue: TestCatalogue.load(), nowMilliseconds: TestClock.early,
                limits: limits)
            let position = resumed.positions.first?.at.position ?? 0
            #expect(resumed.positions == resumed.durablePositions)
            if position > 0 { behind += 1 }
            // Some of what was stored is read again, too.
            let from = Int(position) - min(Int(position), 2)
            for batch in journal[from...] { try resumed.apply([batch], nowMilliseconds: TestClock.early) }
            try Comparison(store: resumed, model: model).expectEverything("seed \(seed), from \(position)")
            try resumed.close()
        }
        print("\(behind) of \(copies.count) copies held a position")
        #expect(copies.count >= 5)
    }
}
