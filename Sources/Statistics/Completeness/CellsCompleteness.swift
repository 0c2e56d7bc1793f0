import Catalogue
import Wire

/// How complete the reporting behind each row of an answer is: two columns for each form that it is made of.
struct CellsCompleteness: Sendable {
    let columns: [ResultTable.Column]
    let notes: [Names]
    private let dimensions: [Dimension]
    /// True where rows may differ by options alone: what is behind them is the same.
    private let isByOption: Bool
    /// For each form, by places without options but those that units have.
    private var found: [(kept: Set<String>, behind: [Place: ReportsBehind])] = []

    /// - Parameters:
    ///   - readout: of all rows.
    ///   - classes: nil where no units are registered.
    init(
        _ question: Question, _ readout: Readout, _ reader: CompletenessReader, _ classes: ClassedReporters?,
        _ state: borrowing FoldState
    ) throws(QueryError) {
        dimensions = question.dimensions
        isByOption = dimensions.contains { if case .category = $0 { true } else { false } }
        let dataSets = Self.dataSets(question)
        columns = dataSets.flatMap(Self.columns)
        notes = reader.expectations == nil ? [StatisticsStore.unknown] : []
        let all = readout.places(dimensions: question.dimensions.count)
        let places = isByOption ? Set(all.map { withoutOptions($0) }) : all
        var units: [UInt32: ReportingUnit] = [:]
        for place in places {
            let number = unit(place)
            if units[number] == nil { units[number] = question.reportingUnit(number, readout, reader, state) }
        }
        for dataSet in dataSets {
            let told = question.toldByUnits(dataSet)
            let kept = Set(told?.rowClasses.map(\.code) ?? [])
            guard let reading = reader.reading(dataSet, state) else {
                found.append((kept, [:]))
                continue
            }
            let behindPeriods = try BehindPeriods(question, dataSet, reading, today: reader.today, state)
            let due = units.compactMapValues(reading.due)
            var classed = told.flatMap { measure in classes.map { $0.telling(measure, reading) } }
            var behind: [Place: ReportsBehind] = [:]
            behind.reserveCapacity(places.count)
            for place in told == nil ? places : Set(all.map { withoutOptions($0, but: kept) }) {
                let number = unit(place)
                guard let range = behindPeriods.range(periods(of: place)), let unit = units[number] else {
                    continue
                }
                behind[place] =
                    classed?.behind(unit, options(place, kept), range, reader, state)
                    ?? ReportsBehind(
                        actual: reading.actual(unit, range, state),
                        expected: due[number].map { reading.expected($0, range) })
            }
            found.append((kept, behind))
        }
    }

    /// In the order in which they are first asked for.
    private static func dataSets(_ question: Question) -> [DataSet] {
        var dataSets: [DataSet] = []
        for dataSet in question.allMeasures.map(\.dataSet)
        where !dataSets.contains(where: { $0.id == dataSet.id }) {
            dataSets.append(dataSet)
        }
        return dataSets
    }

    private static func columns(_ dataSet: DataSet) -> [ResultTable.Column] {
        [
            .init(name: "\(dataSet.code).actual", kind: .integer, chinese: "实报", english: "reports"),
            .init(name: "\(dataSet.code).expected", kind: .integer, chinese: "应报", english: "expected"),
        ]
    }

    /// Two values for each form; none where no period of the row is over, or nothing tells how many reports there should be.
    func values(at place: Place) -> [ResultTable.Value] {
        found.flatMap { kept, behind -> [ResultTable.Value] in
            guard let behind = behind[isByOption ? withoutOptions(place, but: kept) : place] else {
                return [.none, .none]
            }
            return [.number(behind.actual), behind.expected.map { .number($0) } ?? .none]
        }
    }

    /// - Parameter kept: codes of categories.
    private func withoutOptions(_ place: Place, but kept: Set<String> = []) -> Place {
        zip(place, dimensions).map { index, dimension in
            if case .category(let category) = dimension, !kept.contains(category.code) { 0 } else { index }
        }
    }

    private func options(_ place: Place, _ kept: Set<String>) -> [UInt32] {
        zip(place, dimensions).compactMap { index, dimension in
            if case .category(let category) = dimension, kept.contains(category.code) { index } else { nil }
        }
    }

    private func unit(_ place: Place) -> UInt32 {
        for (index, dimension) in zip(place, dimensions) {
            if case .unit = dimension { return index }
        }
        return UnitTree.root
    }

    private func periods(of place: Place) -> [UInt32] {
        zip(place, dimensions).compactMap { index, dimension in
            if case .period = dimension { index } else { nil }
        }
    }
}

extension Question {
    /// What a row is about.
    ///
    /// - Parameter number: of the unit column; without one it is ignored.
    fileprivate func reportingUnit(
        _ number: UInt32, _ readout: Readout, _ reader: CompletenessReader, _ state: borrowing FoldState
    ) -> ReportingUnit {
        guard let level else {
            return reader.unit(unit, unit.map { state.units.number(of: $0) } ?? UnitTree.root, isTotal: true)
        }
        let code = readout.codes[number]
        let heard = number < ReportCounter.firstUnheard ? number : nil
        return reader.unit(code, heard, isTotal: (code?.length ?? 0) >= level.length)
    }
}

extension Question {
    /// Those of counted units too.
    fileprivate var allMeasures: [Measure] {
        items.flatMap { $0.measures + $0.unitCounts.flatMap { $0.parts.map(\.measure) } }
    }

    /// A measure of a form that is told apart by what the registry says of units: a row is then of some of them.
    fileprivate func toldByUnits(_ dataSet: DataSet) -> Measure? {
        allMeasures.first {
            $0.dataSet.id == dataSet.id && !($0.rowClasses.isEmpty && $0.unitFilters.isEmpty)
        }
    }
}
