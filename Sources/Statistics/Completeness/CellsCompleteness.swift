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
    /// For each form what was read.
    private var read: [[Key: Completeness]] = []

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
        for dataSet in dataSets {
            guard !question.isByUnitClass(dataSet) else {
                read.append([:])
                continue
            }
            let periods = try BehindPeriods(question, dataSet, reader, state)
            var found: [Key: Completeness] = [:]
            for place in places {
                let key = key(place)
                guard found[key] == nil, let range = periods.range(key.output) else { continue }
                guard let form = reader.form(of: dataSet), reader.real(range, of: form) != nil else {
                    continue
                }
                let unit = question.reportingUnit(key.unit, state)
                found[key] = reader.read(dataSet, unit, range, state)
            }
            read.append(found)
        }
    }

    /// Two values for each form; none where no period of the row is over, or nothing tells how many reports there should be.
    func values(at place: Place) -> [ResultTable.Value] {
        let key = key(place)
        return read.flatMap { found -> [ResultTable.Value] in
            guard let completeness = found[key] else { return [.none, .none] }
            return [.number(completeness.actual), completeness.expected.map { .number($0) } ?? .none]
        }
    }

    private func key(_ place: Place) -> Key {
        var unit = UnitTree.root
        var output: [UInt32] = []
        for (index, dimension) in zip(place, dimensions) {
            switch dimension {
            case .unit: unit = index
            case .period: output.append(index)
            case .category: break
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
    fileprivate func reportingUnit(_ number: UInt32, _ state: borrowing FoldState) -> ReportingUnit {
        guard let level else {
            return ReportingUnit(
                code: unit, number: unit.map { state.units.number(of: $0) } ?? UnitTree.root, isTotal: true)
        }
        let code = state.units.code(number)
        return ReportingUnit(code: code, number: number, isTotal: (code?.length ?? 0) >= level.length)
    }
}
