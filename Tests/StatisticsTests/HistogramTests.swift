import Seeds
import Statistics
import Testing

@Suite struct HistogramTests {
    @Test func `Values below 128 have a bucket each`() {
        for value: Int64 in -128...127 {
            #expect(Bucket.representative(Bucket.index(of: value)) == value)
        }
    }

    @Test(arguments: [1, 2, 77] as [UInt64])
    func `A bucket stands for its values within 0.8 per cent`(_ seed: UInt64) {
        print("seed \(seed)")
        var random = SeededGenerator(seed: seed)
        for _ in 0..<20_000 {
            let value = Int64(bitPattern: random.next()) >> Int64.random(in: 1...62, using: &random)
            let middle = Bucket.representative(Bucket.index(of: value))
            let error = middle.subtractingReportingOverflow(value)
            #expect(!error.overflow)
            #expect(error.partialValue.magnitude <= value.magnitude / 125, "\(value) stands for \(middle)")
        }
    }

    @Test func `Buckets ascend with the values and their edges fall on whole octaves`() {
        var last = Bucket.index(of: -5_000_000)
        for value: Int64 in stride(from: -5_000_000, through: 5_000_000, by: 37) {
            let index = Bucket.index(of: value)
            #expect(index >= last)
            last = index
        }
        for shift in 7..<62 {
            let edge = Int64(1) << Int64(shift)
            #expect(Bucket.index(of: edge) == Bucket.index(of: edge - 1) + 1)
            #expect(Bucket.index(of: edge) == Int32(shift - 6) * 128)
        }
    }

    @Test(arguments: [3, 4, 5] as [UInt64])
    func `Quantiles are nearest rank`(_ seed: UInt64) throws {
        print("seed \(seed)")
        var random = SeededGenerator(seed: seed)
        for count in [1, 2, 3, 9, 10, 11, 99, 100, 101] {
            let values = (0..<count).map { _ in Int64.random(in: 0...127, using: &random) }.sorted()
            let counts = Dictionary(grouping: values) { Bucket.index(of: $0) }
            let buckets = counts.sorted { $0.key < $1.key }.map {
                (index: $0.key, count: Int64($0.value.count))
            }
            for percent: Int64 in [1, 50, 90, 100] {
                // The least value that at least so many per cent of the values do not pass.
                let expected = values.first { value in
                    Int64(values.filter { $0 <= value }.count) * 100 >= percent * Int64(count)
                }
                #expect(Bucket.quantile(percent, of: buckets) == expected)
            }
        }
        #expect(Bucket.quantile(50, of: []) == nil)
    }
}
