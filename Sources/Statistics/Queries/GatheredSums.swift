/// Sums by tuple of options while cells are added to them.
extension [MeasuredSum] {
    /// Adds sums to those of their tuples. Of a rate, part 0 has the values and part 1 the weights; nothing else has parts
    /// here.
    ///
    /// - Parameter tuple: by combination; negative where it is left out.
    /// - Returns: whether any cell was added.
    mutating func add(_ cells: LaneCells, tuple: Span<Int32>, sign: Int64) -> Bool {
        var sums = mutableSpan
        var isAny = false
        let words = cells.words.span
        var start = 0
        while start < words.count {
            let cell = cells.cell(words, at: start)
            start &+= cells.width
            let number = Int(tuple[Int(cell.key.combination)])
            guard number >= 0 else { continue }
            isAny = isAny || cell.count != 0
            sums[number].count += cell.count
            if cell.key.part == 0 {
                sums[number].value += Int128(sign) * Int128(cell.sum)
            } else {
                sums[number].weight += Int128(cell.sum)
            }
        }
        return isAny
    }

    /// Takes off what lacks another part (age 0), and what stands from a report before the output's first period, where nothing
    /// can be set against it.
    ///
    /// - Parameter span: how many periods before its last belong to the output.
    mutating func leaveOut(_ cells: LaneCells, tuple: Span<Int32>, span: UInt32) {
        let words = cells.words.span
        var start = 0
        while start < words.count {
            let cell = cells.cell(words, at: start)
            start &+= cells.width
            let number = Int(tuple[Int(cell.key.combination)])
            guard number >= 0, cell.key.part == 0 || cell.key.part > span else { continue }
            self[number].count -= cell.count
            self[number].leftOut += cell.count
            self[number].value -= Int128(cell.sum)
        }
    }

    /// - Parameter others: by tuple.
    /// - Returns: whether anything was taken off.
    mutating func takeOff(_ others: [Int: MeasuredSum]) -> Bool {
        for (tuple, other) in others where tuple < count {
            self[tuple].value -= other.value
            self[tuple].count -= other.count
            self[tuple].leftOut += other.count
        }
        return !others.isEmpty
    }
}
