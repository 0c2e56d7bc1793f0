import Catalogue
import Wire

/// What was read from the rollups for a question: for each measure its sums by output cell.
struct Readout: Sendable {
    private var sums: [Measure: [Place: MeasuredSum]] = [:]
    private var counts: [UnitCount: [Place: Int64]] = [:]
    private var reports = ReportCounter()
    /// Codes of the units that appear in places.
    private(set) var codes: [UInt32: UnitCode] = [:]
    private(set) var cellsRead: UInt64 = 0
    private(set) var positions: [ChainMark] = []
    private(set) var notes: [Names] = []
    /// Of stocks of which some stand from earlier periods, by their codes.
    private var standing: [String: StandingShare] = [:]

    private let classes: UnitClasses?

    /// - Parameters:
    ///   - today: days since 1970; a day that is later or the same has not ended.
    ///   - classes: nil where no units are registered.
    init(
        _ question: Question, _ state: borrowing FoldState, classes: UnitClasses?, today: Int64
    ) throws(QueryError) {
        self.classes = classes
        positions = Array(state.positions.values)
        guard let top = question.unit.map({ state.units.number(of: $0) }) ?? UnitTree.root else {
            let unit = question.unit?.description ?? "*"
            notes.append(
                Names(
                    chinese: "单位 \(unit) 及其下级从未报送",
                    english: "nothing was ever reported by unit \(unit) or below it"))
            return
        }
        let sources = Self.sources(top, question.level, state.units)
        if question.level != nil {
            for source in sources { codes[source.unit] = state.units.code(source.unit) }
        }
        for item in question.items {
            if let meeting = Meeting(item) {
                try readJointly(item, meeting, question, sources, state, today)
            } else {
                for measure in item.measures where sums[measure] == nil {
                    try read(measure, question, sources, state, today)
                }
            }
            for count in item.unitCounts where counts[count] == nil {
                try self.count(count, question, sources, state, today)
            }
        }
        noteUnread(question, state)
        if today < state.today {
            let day = Period(type: .daily, index: UInt32(clamping: state.today)).text
            notes.append(
                Names(
                    chinese: "本服务的时钟倒退了：\(day) 之前到期的已计入。请校正时钟并重新启动",
                    english:
                        "this service's clock went back: what waits for days before \(day) counts already. Mend its "
                        + "clock and start it again"))
        }
        notes += StandingShare.notes(standing)
    }

    private mutating func read(
        _ measure: Measure, _ question: Question, _ sources: [UnitSource], _ state: borrowing FoldState,
        _ today: Int64
    ) throws(QueryError) {
        let plan = try Self.plan(measure, question, state, today)
        var reader = MeasureReader(measure, question.dimensions)
        for source in sources { reader.read(source, as: source.unit, classes, plan, state) }
        sums[measure] = reader.sums
        cellsRead += reader.cellsRead
        // An element may be asked for with several options; the reports behind it are the same.
        if reader.standing.earlier > 0 { standing[measure.element.code] = reader.standing }
    }

    private static func plan(
        _ measure: Measure, _ question: Question, _ state: borrowing FoldState, _ today: Int64
    ) throws(QueryError) -> PeriodPlan {
        try PeriodPlan(measure, question, held: state.rollups.held[measure.dataSet.id] ?? [:], today: today)
    }

    private mutating func readJointly(
        _ item: Item, _ meeting: Meeting, _ question: Question, _ sources: [UnitSource],
        _ state: borrowing FoldState, _ today: Int64
    ) throws(QueryError) {
        var measures: [Measure] = []
        var plans: [PeriodPlan] = []
        // One may stand above and below the line.
        for measure in item.measures where !measures.contains(measure) {
            measures.append(measure)
            plans.append(try Self.plan(measure, question, state, today))
        }
        var reader = JointReader(measures, meeting, plans, question.dimensions)
        for source in sources { reader.read(source, classes, state) }
        sums.merge(reader.sums) { _, new in new }
        cellsRead += reader.cellsRead
        if let note = reader.note(item.code) { notes.append(note) }
    }

    private mutating func count(
        _ count: UnitCount, _ question: Question, _ sources: [UnitSource], _ state: borrowing FoldState,
        _ today: Int64
    ) throws(QueryError) {
        var plans: [PeriodPlan] = []
        for part in count.parts { plans.append(try Self.plan(part.measure, question, state, today)) }
        var counter = UnitCounter(count, question, plans: plans)
        for source in sources {
            func read(_ unit: UInt32) {
                let code = state.units.code(unit)
                guard count.filters.allSatisfy({ classes?.option($0.category, of: code) == $0.option.id })
                else {
                    return
                }
                counter.read(unit, state) { periods in
                    var rest = periods[...]
                    return question.dimensions.map { dimension in
                        switch dimension {
                        case .unit: source.unit
                        case .period: rest.removeFirst()
                        case .form: 0
                        case .category(let category):
                            classes?.option(category, of: code) ?? OptionColumns.noOption
                        }
                    }
                }
            }
            // A unit that holds nothing of any of the forms fulfils nothing, and is not counted either.
            if let form = count.onlyForm {
                state.eachHolder(of: form.id, source.unit, isTotal: source.isTotal, read)
            } else if source.isTotal {
                state.units.walk(from: source.unit, to: UnitCode.maximumLength) { unit, _ in read(unit) }
            } else {
                read(source.unit)
            }
        }
        counts[count] = counter.counts
        cellsRead += counter.cellsRead
    }

    private static func sources(_ top: UInt32, _ level: Catalogue.Level?, _ units: UnitTree) -> [UnitSource] {
        guard let level else { return [UnitSource(unit: top, isTotal: true)] }
        var sources: [UnitSource] = []
        units.walk(from: top, to: level.length) { unit, isAtLevel in
            sources.append(UnitSource(unit: unit, isTotal: isAtLevel))
        }
        return sources
    }

    private mutating func noteUnread(_ question: Question, _ state: borrowing FoldState) {
        let dataSets = Set(question.items.flatMap(\.dataSets))
        for dataSet in dataSets.sorted(by: { $0.code < $1.code }) {
            guard let reports = state.unread[dataSet.id] else { continue }
            notes.append(
                Names(
                    chinese: "\(dataSet.code) 有\(reports)份报告未计入：含本目录没有的内容，服务换用新目录后计入",
                    english:
                        "\(reports) reports of \(dataSet.code) are left out: they hold what this catalogue does not "
                        + "know; they count once the service has the newer catalogue"))
        }
    }
}

extension Readout {
    /// Nil where nothing was reported, or nothing that may count.
    func sum(_ measure: Measure, _ place: Place) -> MeasuredSum? {
        sums[measure]?[place].flatMap { $0.count == 0 ? nil : $0 }
    }

    /// Values of reports there that lack another part of the indicator.
    func leftOut(_ measure: Measure, _ place: Place) -> Int64 { sums[measure]?[place]?.leftOut ?? 0 }

    func count(_ count: UnitCount, _ place: Place) -> Int64? { counts[count]?[place] }

    /// - Parameter form: its code; nil: of all forms.
    func reports(_ form: String?, _ place: Place) -> ReportCounter.Counted? { reports.counts[form]?[place] }

    /// Takes how many reports were counted.
    mutating func take(_ counter: ReportCounter) {
        reports = counter
        codes.merge(counter.codes) { known, _ in known }
    }

    /// Every place that something was read for, without what measures are told apart by besides.
    func places(dimensions: Int) -> Set<Place> {
        var places: Set<Place> = []
        for (measure, sums) in sums {
            if measure.alsoBy == nil {
                places.formUnion(sums.keys)
            } else {
                for place in sums.keys { places.insert(Array(place.prefix(dimensions))) }
            }
        }
        for counts in counts.values { places.formUnion(counts.keys) }
        for counts in reports.counts.values { places.formUnion(counts.keys) }
        return places
    }
}
