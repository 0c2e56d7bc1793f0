import Catalogue
import Wire

/// How complete the reporting behind each row of an answer is: two columns for each form that it is made of.
struct CellsCompleteness: Sendable {
    private struct Key: Hashable {
        let unit: UInt32
        let output: [UInt32]
    }

    let columns: [ResultTable.Column]
    let notes: [String]
    private let dimensions: [Dimension]
    /// For each form.
    private var found: [[Key: Behind]] = []

    private struct Behind {
        let actual: Int64
        let expected: Int64?
    }

    /// - Parameter places: of all rows.
    init(
        _ question: Question, _ places: Set<Place>, _ reader: CompletenessReader, _ state: borrowing FoldState
    ) throws(QueryError) {
        dimensions = question.dimensions
        let dataSets = question.dataSets
        columns = dataSets.flatMap { dataSet in
            [
                ResultTable.Column(
                    name: "\(dataSet.code).actual", kind: .integer, chinese: "实报", english: "reports"),
                ResultTable.Column(
                    name: "\(dataSet.code).expected", kind: .integer, chinese: "应报", english: "expected"),
            ]
        }
        notes = reader.expectations == nil ? [StatisticsStore.unknownNote] : []
        let keys = Set(places.map(key))
        var units: [UInt32: ReportingUnit] = [:]
        for key in keys where units[key.unit] == nil {
            units[key.unit] = question.reportingUnit(key.unit, reader, state)
        }
        for dataSet in dataSets {
            guard !question.isByUnitClass(dataSet) else {
                found.append([:])
                continue
            }
            let reading = reader.reading(dataSet, state)
            let periods = try BehindPeriods(question, dataSet, reading, today: reader.today, state)
            let due = reading.map { reading in units.mapValues { reading.due($0) } } ?? [:]
            var behind: [Key: Behind] = [:]
            for key in keys {
                guard let reading, let range = periods.range(key.output), let unit = units[key.unit] else {
                    continue
                }
                behind[key] = Behind(
                    actual: reading.actual(unit, range, state),
                    expected: due[key.unit].flatMap { $0 }.map { reading.expected($0, range) })
            }
            found.append(behind)
        }
    }

    /// Two values for each form; none where no period of the row is over, or nothing tells how many reports there should be.
    func values(at place: Place) -> [ResultTable.Value] {
        let key = key(place)
        return found.flatMap { behind -> [ResultTable.Value] in
            guard let behind = behind[key] else { return [.none, .none] }
            return [.number(behind.actual), behind.expected.map { .number($0) } ?? .none]
        }
    }

    private func key(_ place: Place) -> Key {
        var unit = UnitTree.root
        var output: [UInt32] = []
        for (index, dimension) in zip(place, dimensions) {
            switch dimension {
            case .unit: unit = index
            case .period: output.append(index)
            case .category, .form: break
            }
        }
        return Key(unit: unit, output: output)
    }
}

extension Question {
    /// Forms that its items are made of, in the order of their appearance.
    fileprivate var dataSets: [DataSet] {
        var dataSets: [DataSet] = []
        let measures = items.flatMap { $0.measures + $0.unitCounts.flatMap { $0.parts.map(\.measure) } }
        for dataSet in measures.map(\.dataSet) where !dataSets.contains(where: { $0.id == dataSet.id }) {
            dataSets.append(dataSet)
        }
        return dataSets
    }

    /// A row is then of some of a unit's units, of which nobody keeps how complete they are.
    fileprivate func isByUnitClass(_ dataSet: DataSet) -> Bool {
        let measures = items.flatMap { $0.measures + $0.unitCounts.flatMap { $0.parts.map(\.measure) } }
        return measures.contains {
            $0.dataSet.id == dataSet.id && !($0.byUnit.isEmpty && $0.unitFilters.isEmpty)
        }
    }

    /// What a row is about.
    ///
    /// - Parameter number: of the unit column; without one it is ignored.
    fileprivate func reportingUnit(
        _ number: UInt32, _ reader: CompletenessReader, _ state: borrowing FoldState
    ) -> ReportingUnit {
        guard let level else {
            return reader.unit(unit, unit.map { state.units.number(of: $0) } ?? UnitTree.root, isTotal: true)
        }
        let code = state.units.code(number)
        return reader.unit(code, number, isTotal: (code?.length ?? 0) >= level.length)
    }
}
