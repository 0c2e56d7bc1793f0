import Synchronization
import Testing

@testable import Collector

struct ReadBudgetTests {
    /// Who was woken, in order.
    private final class Woken: Sendable {
        private let names = Mutex([UInt64]())
        func wake(_ name: UInt64) -> @Sendable () -> Void { { self.names.withLock { $0.append(name) } } }
        var all: [UInt64] { names.withLock { $0 } }
    }

    private let budget = ReadBudget(totalBytes: 100)
    private let woken = Woken()

    private func ask(_ connection: UInt64, frameBeganAt: Duration? = nil) -> Bool {
        budget.mayRead(connection, frameBeganAt: frameBeganAt, wake: woken.wake(connection))
    }

    @Test func `Everybody reads until the budget is used up`() {
        #expect(ask(1))
        budget.adjust(by: 99)
        #expect(ask(2))
        budget.adjust(by: 1)
        #expect(!ask(1))
    }

    @Test
    func `Everybody who waits is woken in turn once there is room, since the first may have nothing to read`()
    {
        budget.adjust(by: 120)
        for connection in [3, 1, 2] as [UInt64] { #expect(!ask(connection)) }
        budget.adjust(by: -20)
        #expect(woken.all == [])
        budget.adjust(by: -1)
        #expect(woken.all == [3, 1, 2])
    }

    @Test func `The frame that began first is read to its end, then the next`() {
        budget.adjust(by: 100)
        #expect(ask(1, frameBeganAt: .seconds(1)))
        #expect(!ask(2, frameBeganAt: .seconds(3)))
        #expect(!ask(3, frameBeganAt: .seconds(2)))
        #expect(!ask(4))
        budget.adjust(by: 50)
        #expect(ask(1, frameBeganAt: .seconds(1)))
        budget.frameEnded(1)
        #expect(woken.all == [3])
        #expect(ask(3, frameBeganAt: .seconds(2)))
        #expect(!ask(1))
    }

    @Test func `A connection that goes passes its turn on`() {
        budget.adjust(by: 100)
        #expect(ask(1, frameBeganAt: .seconds(1)))
        #expect(!ask(2, frameBeganAt: .seconds(3)))
        budget.leave(1)
        #expect(woken.all == [2])
    }
}
