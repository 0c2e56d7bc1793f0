import Seeds
import Testing
import Wire

@testable import Statistics

@Suite struct CellTableTests {
    private struct Sum: Equatable {
        var sum: Int64 = 0
        var count: Int64 = 0
    }

    private struct Case: CustomTestStringConvertible {
        let seed: UInt64
        let width: Int
        var testDescription: String { "seed \(seed), \(width) lanes" }

        static let all = [1, 2, 20_260_315].flatMap { seed in
            [1, 2, 5, RollupKey.Group.widthLimit].map { Case(seed: seed, width: $0) }
        }
    }

    /// Few keys that come and go, then many, so that rows of every size are met.
    @Test(arguments: Case.all)
    private func `Additions in any order give what a dictionary gives, also when stored and read back`(
        _ given: Case
    ) throws {
        print("seed \(given.seed)")
        var random = SeededGenerator(seed: given.seed)
        for keys: UInt32 in [1, 3, 8, 9, 10, 100, 1_000] {
            var table = CellTable(width: given.width)
            var model: [CellKey: [Sum]] = [:]
            for _ in 0..<Int(keys) * 5 {
                let key = CellKey(
                    combination: UInt32.random(in: 0..<keys, using: &random),
                    part: UInt32.random(in: 0...2, using: &random) * 7_000)
                let held = model[key] ?? [Sum](repeating: Sum(), count: given.width)
                // Often it comes to nothing.
                let change = change(held, toNothing: Bool.random(using: &random), &random)
                let before = table.liveCount
                let words = change.flatMap { [$0.sum, $0.count] }
                let more = table.add(key, words.span)
                #expect(more == table.liveCount - before)
                model[key] = zip(held, change).map { Sum(sum: $0.sum + $1.sum, count: $0.count + $1.count) }
            }
            let live = model.filter { $0.value.contains { $0 != Sum() } }
            #expect(table.liveCount == live.count)
            #expect(table.isEmpty == live.isEmpty)
            expect(table, live)
            for (key, sums) in model {
                #expect(table[key].map { Sum(sum: $0.sum, count: $0.count) } == sums[0])
            }
            #expect(table[CellKey(combination: keys, part: 1)] == nil)

            var bytes: [UInt8] = []
            table.append(to: &bytes)
            var again = try CellTable(width: given.width, bytes: bytes.span)
            #expect(again.liveCount == live.count)
            expect(again, live)
            let one = [Int64](repeating: 5, count: 2 * given.width)
            #expect(again.add(CellKey(combination: keys, part: 1), one.span) == 1)
            #expect(again.liveCount == live.count + 1)

            let taken = table.takeAll { $0.part > 0 }
            expect(taken, live.filter { $0.key.part > 0 })
            expect(table, live.filter { $0.key.part == 0 })
            #expect(table.liveCount == live.count - taken.liveCount)
        }
    }

    private func change(_ held: [Sum], toNothing: Bool, _ random: inout SeededGenerator) -> [Sum] {
        held.map { sum in
            if toNothing { return Sum(sum: -sum.sum, count: -sum.count) }
            // Most reports say nothing of most lanes.
            guard Int.random(in: 0..<3, using: &random) == 0 else { return Sum() }
            return Sum(
                sum: Int64.random(in: -3...3, using: &random), count: Int64.random(in: -1...1, using: &random)
            )
        }
    }

    private func expect(_ table: CellTable, _ live: [CellKey: [Sum]]) {
        var found: [CellKey: [Sum]] = [:]
        for slot in 0..<table.slotCount {
            let sums = (0..<UInt8(table.width)).map { lane in
                let cell = table.lane(lane)[slot]
                #expect(cell.key == table.key(at: slot))
                return Sum(sum: cell.sum, count: cell.count)
            }
            if sums.contains(where: { $0 != Sum() }) { found[table.key(at: slot)] = sums }
        }
        #expect(found == live)
    }

    @Test func `Buckets have parts of their own on both sides of zero`() {
        let buckets = Array(Int32(-9_000)...9_000)
        let keys = buckets.map { CellKey(combination: 5, bucket: $0) }
        #expect(Set(keys.map(\.bits)).count == buckets.count)
        #expect(keys.allSatisfy { $0.combination == 5 })
        #expect(keys.map { CellKey.bucket(ofPart: Int($0.part)) } == buckets)
    }

    @Test(arguments: [4, 5] as [UInt64])
    func `Bucket counts come out ascending, summed, and once`(_ seed: UInt64) {
        print("seed \(seed)")
        var random = SeededGenerator(seed: seed)
        var counts = BucketCounts()
        for size in [0, 1, 2, 50, 400] {
            // Combinations 0 and 2 are of distributions 1 and 0, combination 1 is left out.
            let distributions: [Int32] = [1, -1, 0]
            var model: [Int32: [Int32: Int64]] = [:]
            var words: [Int64] = []
            for _ in 0..<size {
                let bucket = Int32.random(in: -200...200, using: &random)
                let combination = UInt32.random(in: 0...2, using: &random)
                let count = Int64.random(in: -2...2, using: &random)
                let key = CellKey(combination: combination, bucket: bucket)
                words += [Int64(bitPattern: key.bits), count, count]
                model[distributions[Int(combination)], default: [:]][bucket, default: 0] += count
            }
            let cells = LaneCells(words: words, stride: 3, offset: 1)
            counts.makeRoom(for: 2, part: (0..<cells.slotCount).map { cells[$0].key.part }.max() ?? 0)
            counts.add(cells, distribution: distributions.span)
            for distribution in [0, 1] as [Int32] {
                let expected = (model[distribution] ?? [:]).filter { $0.value != 0 }.sorted {
                    $0.key < $1.key
                }
                let taken = counts.take(Int(distribution))
                #expect(taken.map(\.index) == expected.map(\.key))
                #expect(taken.map(\.count) == expected.map(\.value))
                #expect(counts.take(Int(distribution)).isEmpty)
            }
        }
        #expect(counts.take(7).isEmpty)
    }
}
