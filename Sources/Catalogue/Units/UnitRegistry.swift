package import Wire

/// The names of organisation units, by their codes.
///
/// A city registers a few thousand units, a nation some 660,000: all of them lie in one array of bytes, so that a unit
/// costs its code, its name and six bytes.
package struct UnitRegistry: Sendable {
    /// Where they were read from.
    package let file: String
    /// Ascending.
    private let levelLengths: [Int]
    /// For each unit the length of its code, the code, the length of its name, the name.
    private let entries: [UInt8]
    /// Where each unit's entry begins, ascending by code.
    private let starts: [UInt32]

    /// - Parameter starts: of the entries, ascending by code.
    init(file: String, levelLengths: [Int], entries: [UInt8], starts: [UInt32]) {
        self.file = file
        self.levelLengths = levelLengths
        self.entries = entries
        self.starts = starts
    }

    package var count: Int { starts.count }

    /// Nil where the unit is not registered.
    package func name(of code: UnitCode) -> String? {
        guard let start = start(of: code) else { return nil }
        let length = start + 1 + code.length
        let name = entries[length + 1..<length + 1 + Int(entries[length])]
        return String(decoding: name, as: UTF8.self)
    }

    /// The nearest registered unit above: usually of the level above, further up where a level is missing.
    package func parent(of code: UnitCode) -> UnitCode? {
        for length in levelLengths.reversed() where length < code.length {
            if let parent = code.prefix(length), start(of: parent) != nil { return parent }
        }
        return nil
    }

    private func start(of code: UnitCode) -> Int? {
        var low = 0
        var high = starts.count
        while low < high {
            let middle = (low + high) / 2
            if order(Int(starts[middle]), code) < 0 { low = middle + 1 } else { high = middle }
        }
        guard low < starts.count, order(Int(starts[low]), code) == 0 else { return nil }
        return Int(starts[low])
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
