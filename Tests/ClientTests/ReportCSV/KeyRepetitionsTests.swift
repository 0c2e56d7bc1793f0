import CSV
import Catalogue
import Testing
import Wire

@testable import Client

/// When rows without a time were saved: at the file's modification time, one millisecond later for each repetition of
/// the row's key in the file.
@Suite struct KeyRepetitionsTests {
    private let catalogue: Catalogue

    init() throws { catalogue = try Catalogue.shipped() }

    /// A file handed out a few bytes at a time, and how often it was opened.
    private final class File {
        let bytes: [UInt8]
        private(set) var openings = 0

        init(_ text: String) { bytes = Array(text.utf8) }

        func open() -> () throws(CSVError) -> [UInt8] {
            openings += 1
            var position = 0
            return { [bytes] in
                let end = min(position + 1_000, bytes.count)
                defer { position = end }
                return Array(bytes[position..<end])
            }
        }
    }

    private func times(_ file: File) throws -> [Int64?] {
        var rows = try ReportRows(
            file: "f.csv", catalogue: catalogue, modifiedAtMilliseconds: 5_000, open: file.open)
        var times: [Int64?] = []
        while let row = try rows.next() {
            if case .success(.report(let report)) = row {
                times.append(report.savedAtMilliseconds)
            } else {
                times.append(nil)
            }
        }
        return times
    }

    private static let header = "data_set,unit,period,saved_at,EC_POP\n"

    @Test(arguments: [21, 22, 23] as [UInt64], [0, 3, 50, 100])
    func `Rows with and without a time, right and wrong, are stamped as a plain count says`(
        seed: UInt64, percentWithoutTime: Int64
    ) throws {
        var numbers = RandomNumbers(seed: seed)
        for _ in 0..<20 {
            var text = Self.header
            var seen: [String: Int64] = [:]
            var expected: [Int64?] = []
            for _ in 0..<numbers.number(in: 1...300) {
                let key = "11010\(numbers.number(in: 1...3)),202\(numbers.number(in: 0...2))"
                let hasTime = !numbers.happens(percent: percentWithoutTime)
                let isWrong = numbers.happens(percent: 10)
                let hasKey = !numbers.happens(percent: 5)
                text +=
                    "population,\(hasKey ? key : "110101,2o20"),\(hasTime ? "1970-01-01T00:00:00.007Z" : ""),"
                text += isWrong ? "x\n" : "1\n"
                let count = seen[key, default: 0]
                if hasKey { seen[key] = count + 1 }
                expected.append(!hasKey || isWrong ? nil : hasTime ? 7 : 5_000 + count)
            }
            #expect(try times(File(text)) == expected, "seed \(seed)")
        }
    }

    @Test func `A file that has a time in every row is read once and its keys are not kept`() throws {
        let row = "population,110101,2020,2020-01-01T00:00:00Z,1\n"
        let timed = File(Self.header + String(repeating: row, count: 2_000))
        #expect(try times(timed).count == 2_000)
        #expect(timed.openings == 1)
        let last = File(Self.header + String(repeating: row, count: 2_000) + "population,110101,2020,,1\n")
        #expect(try times(last).last == 7_000)
        #expect(last.openings == 2)
    }

    @Test func `A file without the column is read once`() throws {
        let file = File(
            "data_set,unit,period,EC_POP\n" + String(repeating: "population,11,2020,1\n", count: 3))
        #expect(try times(file) == [5_000, 5_001, 5_002])
        #expect(file.openings == 1)
    }

    @Test func `A file that shrinks while it is read is told so`() throws {
        let row = "population,110101,2020,2020-01-01T00:00:00Z,1\n"
        let whole = File(Self.header + row + row + "population,110101,2020,,1\n")
        let shrunk = File(Self.header + row)
        var rows = try ReportRows(file: "f.csv", catalogue: catalogue, modifiedAtMilliseconds: 5_000) {
            whole.openings == 0 ? whole.open() : shrunk.open()
        }
        #expect(try rows.next() != nil)
        #expect(try rows.next() != nil)
        let error = #expect(throws: ClientError.self) { try rows.next() }
        #expect(error?.description.contains("line 4: the file changed") == true)
    }
}
