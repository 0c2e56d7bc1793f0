package import Wire

/// The units of a file, by their codes: names, and what it says of some of them besides.
///
/// A city registers a few thousand units, a nation some 660,000: all of them lie in one array of bytes, so that a unit
/// costs its code, its name and six bytes. Only units that have more than that cost more.
package struct UnitRegistry: Sendable {
    /// Where they were read from.
    package let file: String
    /// Ascending.
    private let levelLengths: [Int]
    /// For each unit the length of its code, the code, the length of its name, the name.
    private let entries: [UInt8]
    /// Where each unit's entry begins, ascending by code.
    private let starts: [UInt32]
    /// Of units of which more is known than their names, ascending by day.
    let times: [UnitCode: [UnitTime]]
    /// Whom each unit takes over from.
    let heirs: [UnitCode: [Succession]]

    /// - Parameter starts: of the entries, ascending by code.
    init(
        file: String, levelLengths: [Int], entries: [UInt8], starts: [UInt32], times: [UnitCode: [UnitTime]]
    ) {
        self.file = file
        self.levelLengths = levelLengths
        self.entries = entries
        self.starts = starts
        self.times = times
        var heirs: [UnitCode: [Succession]] = [:]
        for (unit, times) in times {
            for succession in times.flatMap(\.successors) {
                heirs[succession.unit, default: []].append(Succession(unit: unit, day: succession.day))
            }
        }
        self.heirs = heirs.mapValues { $0.sorted { ($0.day, $0.unit) < ($1.day, $1.unit) } }
    }

    /// Units, each once.
    package var count: Int { starts.count }

    /// Nil where the unit is not registered.
    package func name(of code: UnitCode) -> String? {
        guard let start = start(of: code) else { return nil }
        let length = start + 1 + code.length
        let name = entries[length + 1..<length + 1 + Int(entries[length])]
        return String(decoding: name, as: UTF8.self)
    }

    package func isRegistered(_ code: UnitCode) -> Bool { start(of: code) != nil }

    /// The nearest registered unit above: usually of the level above, further up where a level is missing.
    package func parent(of code: UnitCode) -> UnitCode? {
        for length in levelLengths.reversed() where length < code.length {
            if let parent = code.prefix(length), start(of: parent) != nil { return parent }
        }
        return nil
    }

    /// The code of a unit by its place in the order of codes, below `count`.
    package func code(at place: Int) -> UnitCode? {
        let start = Int(starts[place])
        return UnitCode(bytes: entries.span.extracting(start + 1..<start + 1 + Int(entries[start])))
    }

    /// The places of a unit and everything below it; nil: of all.
    package func places(below unit: UnitCode?) -> Range<Int> {
        guard let unit else { return 0..<starts.count }
        let first = firstPlace { order($0, unit) >= 0 }
        return first..<max(first, firstPlace { order($0, unit) > 0 && !isBelow($0, unit) })
    }

    private func start(of code: UnitCode) -> Int? {
        let place = firstPlace { order($0, code) >= 0 }
        guard place < starts.count, order(Int(starts[place]), code) == 0 else { return nil }
        return Int(starts[place])
    }

    /// The first whose entry fulfils what all later ones fulfil too; else the count.
    private func firstPlace(where condition: (_ start: Int) -> Bool) -> Int {
        var low = 0
        var high = starts.count
        while low < high {
            let middle = (low + high) / 2
            if condition(Int(starts[middle])) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private func isBelow(_ start: Int, _ unit: UnitCode) -> Bool {
        Int(entries[start]) >= unit.length
            && (0..<unit.length).allSatisfy { entries[start + 1 + $0] == unit[$0] }
    }

    /// Below, at or above zero as the entry's code stands before a code, is the same, or stands behind it.
    private func order(_ start: Int, _ code: UnitCode) -> Int {
        let length = Int(entries[start])
        for index in 0..<min(length, code.length) where entries[start + 1 + index] != code[index] {
            return Int(entries[start + 1 + index]) - Int(code[index])
        }
        return length - code.length
    }
}
