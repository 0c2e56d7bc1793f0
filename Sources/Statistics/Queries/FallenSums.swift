import Catalogue

/// What units did whose stock does not stand any longer where an output of several periods ends: nothing can be set against
/// it, so that it is taken off.
struct FallenSums {
    /// By the number of the step that is placed, then by the tuple of options.
    private(set) var sums: [Int: [Int: MeasuredSum]] = [:]
    private(set) var cellsRead: UInt64 = 0

    /// - Parameters:
    ///   - parts: of the measure.
    ///   - options: of the measure too; learns of what is read.
    init(
        _ measure: Measure, _ parts: [Measure.Part], _ steps: [PeriodPlan.Step], _ sources: [UnitSource],
        _ options: inout OptionColumns, _ state: borrowing FoldState
    ) {
        guard let stock = measure.stock, steps.contains(where: { $0.end != nil }) else { return }
        let dataSet = measure.dataSet.id
        let periods = Set(steps.map(\.period)).sorted()
        var units: [UInt32] = []
        for source in sources {
            state.eachReporter(of: dataSet, source.unit, isTotal: source.isTotal, periods) {
                units.append($0)
            }
        }
        for unit in units { add(unit, dataSet, parts, stock, steps, &options, state) }
    }

    private mutating func add(
        _ unit: UInt32, _ dataSet: UInt32, _ parts: [Measure.Part], _ stock: Measure.Stock,
        _ steps: [PeriodPlan.Step], _ options: inout OptionColumns, _ state: borrowing FoldState
    ) {
        /// By combination of options.
        var done: [UInt32: MeasuredSum] = [:]
        for (index, step) in steps.enumerated() {
            if step.isFresh { done.removeAll(keepingCapacity: true) }
            for part in parts {
                guard let cells = state.rollups.own(dataSet, unit, step.period, part.column) else { continue }
                cellsRead += UInt64(cells.slotCount)
                options.learn(cells, state.combinations)
                done.add(cells, part)
            }
            guard step.isPlaced, let end = step.end, !done.isEmpty else { continue }
            let standing = state.standing(stock, dataSet, unit, end)
            for (combination, sum) in done where sum.count != 0 {
                let stands = stock.isWhole ? !standing.isEmpty : standing.contains(combination)
                let tuple = Int(options.numbers[Int(combination)])
                guard !stands, tuple >= 0 else { continue }
                sums[index, default: [:]][tuple, default: MeasuredSum()] += sum
            }
        }
    }
}

extension [UInt32: MeasuredSum] {
    /// - Parameter part: what the cells are of.
    fileprivate mutating func add(_ cells: LaneCells, _ part: Measure.Part) {
        let words = cells.words.span
        var start = 0
        while start < words.count {
            let cell = cells.cell(words, at: start)
            start &+= cells.width
            // Of what is left out later parts say by its age what stands.
            guard cell.count != 0, !part.isLeftOut || cell.key.part == 0 else { continue }
            self[cell.key.combination, default: MeasuredSum()].value += Int128(part.sign) * Int128(cell.sum)
            self[cell.key.combination, default: MeasuredSum()].count +=
                part.isLeftOut ? -cell.count : cell.count
        }
    }
}

extension Rollups {
    /// Of what a unit reported itself.
    fileprivate func own(
        _ dataSet: UInt32, _ unit: UInt32, _ period: UInt32, _ column: RollupKey.Column
    ) -> LaneCells? {
        let key = RollupKey(dataSet: dataSet, unit: unit, side: .own, period: period, group: column.group)
        return self[key]?.lane(column.lane)
    }
}

extension FoldState {
    /// The combinations of options in which a unit's stock stands in a period, from a report that has all that belongs to it.
    fileprivate func standing(
        _ stock: Measure.Stock, _ dataSet: UInt32, _ unit: UInt32, _ period: UInt32
    ) -> Set<UInt32> {
        var counts: [UInt32: Int64] = [:]
        for (column, sign) in [(stock.column, 1), (stock.leftOut, -1)] as [(RollupKey.Column, Int64)] {
            guard let cells = rollups.own(dataSet, unit, period, column) else { continue }
            for slot in 0..<cells.slotCount {
                let cell = cells[slot]
                if cell.key.part == 0 { counts[cell.key.combination, default: 0] += sign * cell.count }
            }
        }
        return Set(counts.filter { $0.value > 0 }.keys)
    }
}
