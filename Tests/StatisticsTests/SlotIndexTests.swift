import Seeds
import Testing

@testable import Statistics

@Suite struct SlotIndexTests {
    /// Hashes of a few bits meet all the time, in whole and in part.
    @Test(arguments: [1, 2, 3] as [UInt64])
    func `Keys whose hashes meet are told apart, in wide places and in narrow ones`(_ seed: UInt64) {
        print("seed \(seed)")
        expectKeysApart(SlotIndex<UInt64>.self, seed)
        expectKeysApart(SlotIndex<UInt32>.self, seed)
    }

    private func expectKeysApart<Place>(_ type: SlotIndex<Place>.Type, _ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for bits: UInt64 in [0, 3, 12, 64] {
            var index = type.init()
            var keys: [UInt64] = []
            func hash(_ key: UInt64) -> UInt64 { bits == 64 ? key : key & ((1 << bits) - 1) }
            for _ in 0..<1_000 {
                let key = random.next()
                #expect(index.find(hash(key)) { keys[$0] == key } == nil)
                if index.isFull { index.grow { hash(keys[$0]) } }
                index.insert(hash(key), keys.count)
                keys.append(key)
            }
            for (slot, key) in keys.enumerated() {
                #expect(index.find(hash(key)) { keys[$0] == key } == slot)
            }
            #expect(index.find(hash(random.next())) { _ in false } == nil)
        }
        #expect(type.init().find(1) { _ in true } == nil)
    }
}
