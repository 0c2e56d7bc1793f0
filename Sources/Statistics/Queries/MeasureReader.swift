import Catalogue

/// Reads one measure's cells for a question and adds them up by place. Everything that a place's rows hold is read
/// before the next place's, so that cells are added to a few sums by number; places are put together once for each.
struct MeasureReader {
    private let measure: Measure
    private let dimensions: [Dimension]
    private let isDistribution: Bool
    private let isRate: Bool
    private var options: OptionColumns
    /// By tuple of options, of the place that is being read.
    private var gathered: [Gathered] = []

    private(set) var sums: [Place: MeasuredSum] = [:]
    private(set) var cellsRead: UInt64 = 0
    /// Some of a stock stands from an earlier period.
    private(set) var isCarried = false

    private struct Gathered {
        var sum = MeasuredSum()
        var buckets = BucketCounts()
    }

    init(_ measure: Measure, _ dimensions: [Dimension]) {
        self.measure = measure
        self.dimensions = dimensions
        switch measure.element.kind {
        case .distribution: (isDistribution, isRate) = (true, false)
        case .rate: (isDistribution, isRate) = (false, true)
        default: (isDistribution, isRate) = (false, false)
        }
        options = OptionColumns(measure, dimensions)
    }

    /// Reads what a unit has in the steps of a plan: what it reported itself, or also everything below it.
    mutating func read(_ unit: UInt32, isTotal: Bool, _ plan: PeriodPlan, _ state: borrowing FoldState) {
        for (index, step) in plan.steps.enumerated() {
            for side in isTotal ? [RollupKey.Side.own, .subtree] : [.own] {
                read(unit, side, step.period, state)
            }
            // Steps of one output stand together.
            if index + 1 == plan.steps.count || plan.steps[index + 1].output != step.output {
                place(unit, step.output)
            }
        }
    }

    private mutating func read(
        _ unit: UInt32, _ side: RollupKey.Side, _ period: UInt32, _ state: borrowing FoldState
    ) {
        func key(_ column: RollupKey.Column) -> RollupKey {
            RollupKey(dataSet: measure.dataSet.id, unit: unit, side: side, period: period, column: column)
        }
        guard let table = state.rollups[key(RollupKey.Column(element: measure.place))] else { return }
        // More reports than are of the period itself contribute to what is carried.
        let reports = measure.overTime == .last ? state.rollups[key(.reports)]?[.total]?.sum ?? 0 : .max
        for cell in table.cells where !cell.isEmpty {
            cellsRead += 1
            guard let tuple = tuple(of: cell, state) else { continue }
            isCarried = isCarried || cell.count > reports
            add(cell, to: tuple)
        }
    }

    private mutating func tuple(of cell: Cell, _ state: borrowing FoldState) -> Int? {
        guard let tuple = options.tuple(of: cell.key.combination, state.combinations) else { return nil }
        while tuple >= gathered.count { gathered.append(Gathered()) }
        return tuple
    }

    private mutating func add(_ cell: Cell, to tuple: Int) {
        gathered[tuple].sum.count += cell.count
        if isDistribution {
            gathered[tuple].buckets.add(cell.count, part: cell.key.part)
        } else if isRate, cell.key.part == 1 {
            gathered[tuple].sum.weight += Int128(cell.sum)
        } else {
            gathered[tuple].sum.value += Int128(cell.sum)
        }
    }

    /// What was gathered belongs to a unit and an output of periods.
    private mutating func place(_ unit: UInt32, _ output: [UInt32]) {
        for tuple in gathered.indices where gathered[tuple].sum.count != 0 {
            var sum = gathered[tuple].sum
            if isDistribution { sum.buckets = gathered[tuple].buckets.take() }
            sums[Self.place(dimensions, unit, output, options.tuples[tuple])] = sum
            gathered[tuple].sum = MeasuredSum()
        }
    }

    private static func place(
        _ dimensions: [Dimension], _ unit: UInt32, _ output: [UInt32], _ options: [UInt32]
    ) -> Place {
        var place = Place()
        place.reserveCapacity(dimensions.count)
        var period = 0
        var category = 0
        for dimension in dimensions {
            switch dimension {
            case .unit: place.append(unit)
            case .period:
                place.append(output[period])
                period += 1
            case .category:
                place.append(options[category])
                category += 1
            }
        }
        return place
    }
}
