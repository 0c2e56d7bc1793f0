import Catalogue
import Wire

/// What was read from the rollups for a question: for each measure its sums by output cell.
struct Readout: Sendable {
    struct Sum: Sendable {
        var value: Int128 = 0
        /// The weights of a mean.
        var weight: Int128 = 0
        /// Reports that contribute.
        var count: Int64 = 0
        /// Of a distribution.
        var buckets: [Int32: Int64] = [:]
    }

    /// An index for each dimension, in their order: unit number, period index or option id.
    typealias Place = [UInt32]

    /// No option of that category.
    static let noOption = UInt32.max

    private(set) var sums: [Measure: [Place: Sum]] = [:]
    /// Codes of the units that appear in places.
    private(set) var codes: [UInt32: UnitCode] = [:]
    private(set) var cellsRead: UInt64 = 0
    private(set) var positions: [ChainMark] = []
    private(set) var notes: [String] = []
    /// Codes of stocks of which some stand from earlier periods.
    private var carried: Set<String> = []

    /// A unit that is read, and whether with everything below it.
    private struct Source {
        let unit: UInt32
        let isTotal: Bool
    }

    /// - Parameter today: days since 1970; a day that is later or the same has not ended.
    init(_ question: Question, _ state: borrowing FoldState, today: Int64) throws(QueryError) {
        positions = Array(state.positions.values)
        guard let top = question.unit.map({ state.units.number(of: $0) }) ?? UnitTree.root else {
            notes.append("nothing was ever reported by unit \(question.unit?.description ?? "*") or below it")
            return
        }
        let sources = Self.sources(top, question.level, state.units)
        if question.level != nil {
            for source in sources { codes[source.unit] = state.units.code(source.unit) }
        }
        for item in question.items {
            for measure in item.measures where sums[measure] == nil {
                let plan = try PeriodPlan(
                    measure, question, held: state.rollups.periods[measure.dataSet.id] ?? [:], today: today)
                sums[measure] = read(measure, plan, sources, question, state, today)
            }
        }
        noteUnread(question, state)
        if !carried.isEmpty {
            notes.append(
                carried.sorted().joined(separator: ", ")
                    + ": some of it stands from an earlier period, of units that have not reported for the one shown"
            )
        }
    }

    private static func sources(_ top: UInt32, _ level: Catalogue.Level?, _ units: UnitTree) -> [Source] {
        guard let level else { return [Source(unit: top, isTotal: true)] }
        var sources: [Source] = []
        units.walk(from: top, to: level.length) { unit, isAtLevel in
            sources.append(Source(unit: unit, isTotal: isAtLevel))
        }
        return sources
    }

    private mutating func read(
        _ measure: Measure, _ plan: PeriodPlan, _ sources: [Source], _ question: Question,
        _ state: borrowing FoldState, _ today: Int64
    ) -> [Place: Sum] {
        var sums: [Place: Sum] = [:]
        var places = Combinations(measure, question.dimensions)
        for source in sources {
            for side in source.isTotal ? [RollupKey.Side.own, .subtree] : [.own] {
                for step in plan.steps {
                    let key = RollupKey(
                        dataSet: measure.dataSet.id, unit: source.unit, side: side, period: step.period)
                    guard let row = state.rollups[key] else { continue }
                    for cell in row.cells(ofElement: measure.place) {
                        cellsRead += 1
                        guard let options = places.options(of: cell.key.combination, state.combinations)
                        else { continue }
                        if measure.overTime == .last, cell.count > row.reports {
                            carried.insert(measure.element.code)
                        }
                        let place = Self.place(question.dimensions, source.unit, step.output, options)
                        sums[place, default: Sum()].add(cell, measure.element.kind)
                    }
                    // What waits for its day is in the sum already, and is taken out as long as it waits.
                    for cell in row.cells(ofElement: measure.place, fromDay: today) {
                        cellsRead += 1
                        guard let options = places.options(of: cell.key.combinationOfDay, state.combinations)
                        else { continue }
                        let place = Self.place(question.dimensions, source.unit, step.output, options)
                        sums[place]?.takeOut(cell)
                    }
                }
            }
        }
        return sums.filter { $0.value.count != 0 }
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

    private mutating func noteUnread(_ question: Question, _ state: borrowing FoldState) {
        let dataSets = Set(question.items.flatMap { $0.measures.map(\.dataSet) })
        for dataSet in dataSets.sorted(by: { $0.code < $1.code }) {
            guard let reports = state.unread[dataSet.id] else { continue }
            notes.append(
                "\(reports) reports of \(dataSet.code) are left out: they hold what this catalogue does not know; "
                    + "they count once the service has the newer catalogue")
        }
    }
}

extension Readout.Sum {
    fileprivate mutating func takeOut(_ cell: Cell) {
        value -= Int128(cell.sum)
        count -= cell.count
    }

    fileprivate mutating func add(_ cell: Cell, _ kind: Element.Kind) {
        count += cell.count
        switch kind {
        case .distribution: buckets[cell.key.bucket, default: 0] += cell.count
        case .rate where cell.key.part == 1: weight += Int128(cell.sum)
        default: value += Int128(cell.sum)
        }
    }
}

/// What a combination of options means to a measure: left out, or an option for each category column.
private struct Combinations {
    private let required: [UInt32]
    private let columns: [Set<UInt32>]
    private var known: [UInt32: [UInt32]?] = [:]

    init(_ measure: Measure, _ dimensions: [Dimension]) {
        required = measure.options
        columns = dimensions.compactMap { dimension in
            if case .category(let category) = dimension { Set(category.options.map(\.id)) } else { nil }
        }
    }

    mutating func options(of number: UInt32, _ combinations: Numbering<[UInt32]>) -> [UInt32]? {
        if let known = known[number] { return known }
        let ids = combinations.values[Int(number)]
        let options: [UInt32]? =
            required.allSatisfy(ids.contains)
            ? columns.map { column in ids.first(where: column.contains) ?? Readout.noOption } : nil
        known[number] = .some(options)
        return options
    }
}
