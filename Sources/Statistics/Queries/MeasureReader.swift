import Catalogue

/// Reads one measure's cells for a question and adds them up by place. Everything that a place's rows hold is read
/// before the next place's, so that cells are added to a few sums by number; places are put together once for each.
struct MeasureReader {
    private let measure: Measure
    private let dimensions: [Dimension]
    private let isDistribution: Bool
    private var options: OptionColumns
    /// By tuple of options, of the place that is being read.
    private var gathered: [MeasuredSum] = []
    private var buckets = BucketCounts()

    private(set) var sums: [Place: MeasuredSum] = [:]
    private(set) var cellsRead: UInt64 = 0
    /// How many reports a stock is of, and how many of them are of earlier periods.
    private(set) var standing = StandingShare()

    init(_ measure: Measure, _ dimensions: [Dimension]) {
        self.measure = measure
        isDistribution = measure.element.kind == .distribution
        self.dimensions = dimensions + (measure.alsoBy.map { [.category($0)] } ?? [])
        options = OptionColumns(measure, self.dimensions)
    }

    /// Reads what units have together in the steps of a plan.
    ///
    /// - Parameters:
    ///   - shown: the unit that it is shown under.
    ///   - classes: an option for each of the measure's categories of units.
    mutating func read(
        _ sources: [UnitSource], as shown: UInt32, classes: [UInt32] = [], _ plan: PeriodPlan,
        _ state: borrowing FoldState
    ) {
        let parts = measure.parts.filter { !$0.isLeftOut || state.rollups.has($0.column.group) }
        let fallen = FallenSums(measure, parts, plan.steps, sources, &options, state)
        cellsRead += fallen.cellsRead
        for (index, step) in plan.steps.enumerated() {
            if step.isFresh { gathered.removeAll(keepingCapacity: true) }
            for source in sources {
                for part in parts {
                    for side in source.isTotal ? [RollupKey.Side.own, .subtree] : [.own] {
                        read(part, source.unit, side, step, state)
                    }
                }
            }
            guard step.isPlaced else { continue }
            // What is placed next may end later, when it stands no longer or again.
            let all = gathered
            let isAny = gathered.takeOff(fallen.sums[index] ?? [:])
            place(shown, step.output, classes)
            if isAny { gathered = all }
        }
    }

    /// Reads a source as it is, or taken apart into what the registry tells apart.
    ///
    /// - Parameter classes: nil where no units are registered.
    mutating func read(
        _ source: UnitSource, as shown: UInt32, _ classes: UnitClasses?, _ plan: PeriodPlan,
        _ state: borrowing FoldState
    ) {
        guard let classes, !measure.byUnit.isEmpty || !measure.unitFilters.isEmpty else {
            read([source], as: shown, plan, state)
            return
        }
        for (options, sources) in classes.groups(source, measure, state) {
            read(sources, as: shown, classes: options, plan, state)
        }
    }

    /// Hands over what was read, to read something else.
    mutating func takeSums() -> [Place: MeasuredSum] {
        defer { sums.removeAll(keepingCapacity: true) }
        return sums
    }

    private mutating func read(
        _ part: Measure.Part, _ unit: UInt32, _ side: RollupKey.Side, _ step: PeriodPlan.Step,
        _ state: borrowing FoldState
    ) {
        let dataSet = measure.dataSet.id
        let key = RollupKey(
            dataSet: dataSet, unit: unit, side: side, period: step.period, group: part.column.group)
        guard let table = state.rollups[key] else { return }
        cellsRead += UInt64(table.liveCount)
        let cells = table.lane(part.column.lane)
        let greatestPart = options.learn(cells, state.combinations)
        let numbers = options.numbers
        if isDistribution {
            buckets.makeRoom(for: options.tuples.count, part: greatestPart)
            buckets.add(cells, distribution: numbers.span)
        } else {
            let missing = options.tuples.count - gathered.count
            if missing > 0 { gathered += repeatElement(MeasuredSum(), count: missing) }
            if part.isLeftOut {
                gathered.leaveOut(cells, tuple: numbers.span, span: step.span)
                return
            }
            let isAny = gathered.add(cells, tuple: numbers.span, sign: part.sign)
            if isAny, measure.overTime == .last, !(measure.isMixed && step.span == 0) {
                standing.add(state.rollups[.reports(dataSet, unit, side, step.period)], measure)
            }
        }
    }

    /// What was gathered belongs to a unit and an output of periods.
    private mutating func place(_ unit: UInt32, _ output: [UInt32], _ classes: [UInt32]) {
        for tuple in options.tuples.indices {
            var sum = MeasuredSum()
            if isDistribution {
                sum.buckets = buckets.take(tuple)
                sum.count = sum.buckets.reduce(0) { $0 + $1.count }
            } else if tuple < gathered.count {
                sum = gathered[tuple]
            }
            guard sum.count != 0 || sum.leftOut != 0 else { continue }
            sums[place(unit, output, options.tuples[tuple], classes)] = sum
        }
    }

    private func place(
        _ unit: UInt32, _ output: [UInt32], _ options: [UInt32], _ classes: [UInt32]
    ) -> Place {
        var place = Place()
        place.reserveCapacity(dimensions.count)
        var period = 0
        var option = 0
        var ofUnit = 0
        for dimension in dimensions {
            switch dimension {
            case .unit: place.append(unit)
            // No element is told apart by it.
            case .form: place.append(0)
            case .period:
                place.append(output[period])
                period += 1
            case .category(let category) where measure.byUnit.contains(where: { $0.code == category.code }):
                place.append(classes[ofUnit])
                ofUnit += 1
            case .category:
                place.append(options[option])
                option += 1
            }
        }
        return place
    }
}
