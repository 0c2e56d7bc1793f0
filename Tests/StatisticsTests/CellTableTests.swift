import Seeds
import Testing
import Wire

@testable import Statistics

@Suite struct CellTableTests {
    private struct Sum: Equatable {
        var sum: Int64 = 0
        var count: Int64 = 0
    }

    /// Few keys that come and go, then many, so that rows of every size are met.
    @Test(arguments: [1, 2, 3, 20_260_315] as [UInt64])
    func `Additions in any order give what a dictionary gives, also when stored and read back`(_ seed: UInt64)
        throws
    {
        print("seed \(seed)")
        var random = SeededGenerator(seed: seed)
        for keys: UInt32 in [1, 3, 8, 9, 10, 100, 3_000] {
            var table = CellTable()
            var model: [CellKey: Sum] = [:]
            for _ in 0..<Int(keys) * 5 {
                let key = CellKey(
                    combination: UInt32.random(in: 0..<keys, using: &random),
                    part: UInt32.random(in: 0...2, using: &random) * 7_000)
                var change = Sum(
                    sum: Int64.random(in: -3...3, using: &random),
                    count: Int64.random(in: -1...1, using: &random))
                // Often it comes to nothing.
                if Bool.random(using: &random), let held = model[key] {
                    change = Sum(sum: -held.sum, count: -held.count)
                }
                let before = table.liveCount
                let more = table.add(key, sum: change.sum, count: change.count)
                #expect(more == table.liveCount - before)
                model[key, default: Sum()].sum += change.sum
                model[key]?.count += change.count
            }
            let live = model.filter { $0.value != Sum() }
            #expect(table.liveCount == live.count)
            #expect(table.isEmpty == live.isEmpty)
            try expect(table, live)
            for (key, sum) in model {
                #expect(table[key].map { Sum(sum: $0.sum, count: $0.count) } == sum)
            }
            #expect(table[CellKey(combination: keys, part: 1)] == nil)

            var bytes: [UInt8] = []
            table.append(to: &bytes)
            var again = try CellTable(bytes: bytes.span)
            #expect(again.liveCount == live.count)
            try expect(again, live)
            #expect(again.add(CellKey(combination: keys, part: 1), sum: 5, count: 1) == 1)
            #expect(again.liveCount == live.count + 1)

            let taken = table.takeAll { $0.part > 0 }
            #expect(Set(taken.map(\.key)) == Set(live.keys.filter { $0.part > 0 }))
            try expect(table, live.filter { $0.key.part == 0 })
            #expect(table.liveCount == live.count - taken.count)
        }
    }

    private func expect(_ table: CellTable, _ live: [CellKey: Sum]) throws {
        let cells = table.cells.filter { !$0.isEmpty }
        #expect(cells.count == live.count)
        for cell in cells { #expect(live[cell.key] == Sum(sum: cell.sum, count: cell.count)) }
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
            var cells: [Cell] = []
            for _ in 0..<size {
                let bucket = Int32.random(in: -200...200, using: &random)
                let combination = UInt32.random(in: 0...2, using: &random)
                let count = Int64.random(in: -2...2, using: &random)
                cells.append(
                    Cell(key: CellKey(combination: combination, bucket: bucket), sum: count, count: count))
                model[distributions[Int(combination)], default: [:]][bucket, default: 0] += count
            }
            counts.makeRoom(for: 2, part: cells.map(\.key.part).max() ?? 0)
            counts.add(cells.span, distribution: distributions.span)
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
