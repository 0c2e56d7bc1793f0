import Statistics
import Testing
import Wire

@testable import Aggregator

@Suite struct QueueTests {
    private static func batch(_ position: UInt64, reports: Int) throws -> JournaledBatch {
        let unit = try #require(UnitCode("510104"))
        let group = ReportGroup(
            (0..<reports).map { index in
                Report(
                    dataSet: 3, unit: unit, key: .period(Period(type: .yearly, index: UInt32(index))),
                    savedAtMilliseconds: 1)
            })
        let at = JournalPosition(journal: JournalID(high: 1, low: 1), position: position)
        let digest = [UInt8](repeating: 0, count: 32)
        return JournaledBatch(
            mark: ChainMark(at: at, digest: digest), sender: Array(0..<16), receivedAtMilliseconds: 0,
            groups: [group])
    }

    @Test func `A micro-batch is what waits, up to its limit and at least one entry`() async throws {
        let queue = FoldQueue(reportLimit: 100, takeLimit: 10)
        for (position, reports) in [(1, 4), (2, 4), (3, 4), (4, 30)] {
            await queue.put(try Self.batch(UInt64(position), reports: reports))
        }
        #expect(await queue.take()?.map(\.mark.at.position) == [1, 2])
        #expect(await queue.take()?.map(\.mark.at.position) == [3])
        #expect(await queue.take()?.map(\.mark.at.position) == [4])
    }

    @Test func `Whoever puts into a full queue waits until something was taken`() async throws {
        let queue = FoldQueue(reportLimit: 5, takeLimit: 5)
        await queue.put(try Self.batch(1, reports: 5))
        let second = try Self.batch(2, reports: 1)
        async let put: Void = queue.put(second)
        #expect(await queue.take()?.map(\.mark.at.position) == [1])
        #expect(await queue.take()?.map(\.mark.at.position) == [2])
        await put
    }

    @Test func `A finished queue gives nothing and holds nobody`() async throws {
        let queue = FoldQueue(reportLimit: 1, takeLimit: 1)
        await queue.put(try Self.batch(1, reports: 1))
        let second = try Self.batch(2, reports: 1)
        async let put: Void = queue.put(second)
        await queue.finish()
        await put
        #expect(await queue.take() == nil)
    }
}

@Suite struct PositionWatchTests {
    private static func at(_ position: UInt64, _ journal: UInt64 = 1) -> JournalPosition {
        JournalPosition(journal: JournalID(high: journal, low: 0), position: position)
    }

    private static func mark(_ position: UInt64, _ journal: UInt64 = 1) -> ChainMark {
        ChainMark(at: at(position, journal), digest: [UInt8](repeating: 0, count: 32))
    }

    @Test func `A position that is reached is not waited for`() async {
        let watch = PositionWatch([Self.mark(5)])
        #expect(await watch.wait(for: [Self.at(5)], atMost: .zero))
        #expect(await watch.wait(for: [Self.at(0, 2)], atMost: .zero))
        #expect(await !watch.wait(for: [Self.at(6)], atMost: .zero))
        #expect(await watch.reached(of: [Self.at(6), Self.at(1, 2)]) == [Self.at(5), Self.at(0, 2)])
    }

    @Test func `All positions asked for must be reached`() async {
        let watch = PositionWatch([Self.mark(5)])
        async let both = watch.wait(for: [Self.at(6), Self.at(1, 2)], atMost: .seconds(60))
        await watch.moved(to: [Self.mark(6)])
        await watch.moved(to: [Self.mark(1, 2)])
        #expect(await both)
    }

    @Test func `A wait ends when its task is cancelled`() async {
        let watch = PositionWatch([])
        let waiting = Task { await watch.wait(for: [Self.at(1)], atMost: .seconds(600)) }
        waiting.cancel()
        #expect(await !waiting.value)
    }
}
