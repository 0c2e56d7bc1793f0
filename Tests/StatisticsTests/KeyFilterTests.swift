import Seeds
import Testing
import Wire

@testable import Statistics

@Suite struct KeyFilterTests {
    @Test(arguments: [1, 2] as [UInt64])
    func `What was inserted is held, and little else is`(_ seed: UInt64) {
        print("seed \(seed)")
        var random = SeededGenerator(seed: seed)
        var filter = KeyFilter()
        func key() -> LedgerKey {
            LedgerKey(dataSet: 1, unit: UInt32(random.next() % 30), form: .event, low: UInt128(random.next()))
        }
        let held = (0..<200_000).map { _ in key() }
        for key in held { filter.insert(key.hash) }
        #expect(held.allSatisfy { filter.mayHold($0.hash) })
        let others = (0..<10_000).map { _ in key() }
        #expect(others.count { filter.mayHold($0.hash) } < 100)
    }
}
