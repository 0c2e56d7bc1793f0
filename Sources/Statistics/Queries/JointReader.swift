import Catalogue
import Wire

/// Reads the measures of a rate over several forms: of units that have something of every measure everything, of others
/// nothing. So it never sets one unit's numerator against another's denominator.
struct JointReader {
    private let measures: [Measure]
    private let meeting: Meeting
    private let plans: [PeriodPlan]
    private var readers: [MeasureReader]
    private(set) var sums: [Measure: [Place: MeasuredSum]] = [:]
    /// Units that have something of one form and nothing of another.
    private var apart: Set<UnitCode> = []

    /// - Parameters:
    ///   - measures: each once.
    ///   - plans: one for each of them.
    init(_ measures: [Measure], _ meeting: Meeting, _ plans: [PeriodPlan], _ dimensions: [Dimension]) {
        self.measures = measures
        self.meeting = meeting
        self.plans = plans
        readers = measures.map { MeasureReader($0, dimensions) }
        for measure in measures { sums[measure] = [:] }
    }

    var cellsRead: UInt64 { readers.reduce(0) { $0 + $1.cellsRead } }

    mutating func read(
        _ source: UnitSource, _ classes: UnitClasses?, _ state: borrowing FoldState
    ) {
        for met in meeting.sources(source, state.units) {
            for index in readers.indices {
                readers[index].read(met, as: source.unit, classes, plans[index], state)
            }
            let read = readers.indices.map { readers[$0].takeSums() }
            for place in Set(read.flatMap(\.keys)) {
                let here = read.compactMap { $0[place] }
                guard here.count == measures.count else {
                    if let code = state.units.code(met.unit) { apart.insert(code) }
                    continue
                }
                for (measure, sum) in zip(measures, here) {
                    sums[measure]?[place, default: MeasuredSum()] += sum
                }
            }
        }
    }

    private static let namedUnits = 10

    /// Which units are left out; nil where none is.
    ///
    /// - Parameter item: the indicator's code.
    func note(_ item: String) -> Names? {
        guard !apart.isEmpty else { return nil }
        let named = apart.sorted().prefix(Self.namedUnits).map(\.description).joined(separator: ", ")
        let rest = apart.count - Self.namedUnits
        return Names(
            chinese: "\(item)：只计各表都有报送的单位；至少一行未计入：\(named)\(rest > 0 ? " 等\(apart.count)个" : "")",
            english:
                "\(item): it is of units that have something of every form it is made of; left out of at least one row: "
                + "\(named)\(rest > 0 ? " and \(rest) more" : "")")
    }
}
