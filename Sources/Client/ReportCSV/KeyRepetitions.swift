internal import Wire

/// When rows without a time were saved: at the file's modification time, one millisecond later for each earlier row
/// of the same key, so that a file which amends a report further down does so whenever and however often it is sent.
struct KeyRepetitions {
    private struct Key: Hashable {
        let dataSet: UInt32
        let unit: UnitCode
        let key: Report.Key
    }

    private let firstMilliseconds: Int64
    private var counts: [Key: Int64] = [:]

    init(firstMilliseconds: Int64) { self.firstMilliseconds = firstMilliseconds }

    /// Counts a row, whether or not it has a time of its own.
    mutating func next(dataSet: UInt32, unit: UnitCode, key: Report.Key) -> Int64 {
        let count = counts[Key(dataSet: dataSet, unit: unit, key: key), default: 0]
        counts[Key(dataSet: dataSet, unit: unit, key: key)] = count + 1
        return firstMilliseconds + count
    }
}
