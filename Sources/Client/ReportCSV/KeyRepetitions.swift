internal import Wire

/// When rows without a time were saved: at the file's modification time, one millisecond later for each earlier row
/// of the same key, so that a file which amends a report further down does so whenever and however often it is sent.
///
/// Keys are remembered only where a row needs it: a file of any size whose rows have their times costs no memory.
struct KeyRepetitions {
    struct Key: Hashable {
        let dataSet: UInt32
        let unit: UnitCode
        let key: Report.Key
    }

    private let firstMilliseconds: Int64
    private var counts: [Key: Int64]?

    init(firstMilliseconds: Int64) { self.firstMilliseconds = firstMilliseconds }

    /// False until a row without a time came: then the rows before it are to be counted first.
    var areCounted: Bool { counts != nil }

    mutating func begin() { counts = [:] }

    /// Counts a row, whether or not it has a time of its own; the time that it has if it has none.
    @discardableResult
    mutating func next(_ key: Key) -> Int64 {
        let count = counts?[key] ?? 0
        counts?[key] = count + 1
        return firstMilliseconds + count
    }
}
