import Catalogue
import Wire

/// What was read from the rollups for a question: for each measure its sums by output cell.
struct Readout: Sendable {
    private(set) var sums: [Measure: [Place: MeasuredSum]] = [:]
    /// All output cells.
    var places: Set<Place> { sums.values.reduce(into: []) { $0.formUnion($1.keys) } }
    /// Codes of the units that appear in places.
    private(set) var codes: [UInt32: UnitCode] = [:]
    private(set) var cellsRead: UInt64 = 0
    private(set) var positions: [ChainMark] = []
    private(set) var notes: [String] = []
    /// Of stocks of which some stand from earlier periods, by their codes.
    private var standing: [String: StandingShare] = [:]

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
                    measure, question, held: state.rollups.held[measure.dataSet.id] ?? [:], today: today)
                var reader = MeasureReader(measure, question.dimensions)
                for source in sources { reader.read(source.unit, isTotal: source.isTotal, plan, state) }
                sums[measure] = reader.sums
                cellsRead += reader.cellsRead
                // An element may be asked for with several options; the reports behind it are the same.
                if reader.standing.earlier > 0 { standing[measure.element.code] = reader.standing }
            }
        }
        noteUnread(question, state)
        if today < state.today {
            notes.append(
                "this service's clock went back: what waits for days before \(Period(type: .daily, index: UInt32(clamping: state.today)).text) "
                    + "counts already. Mend its clock and start it again"
            )
        }
        notes += standing.sorted { $0.key < $1.key }.map { $0.value.note($0.key) }
    }

    private static func sources(_ top: UInt32, _ level: Catalogue.Level?, _ units: UnitTree) -> [Source] {
        guard let level else { return [Source(unit: top, isTotal: true)] }
        var sources: [Source] = []
        units.walk(from: top, to: level.length) { unit, isAtLevel in
            sources.append(Source(unit: unit, isTotal: isAtLevel))
        }
        return sources
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
