import Catalogue
import Wire

/// Reads how complete the reporting is, from rollups and registry: what it costs does not grow with the reports.
struct CompletenessReader: Sendable {
    let expectations: Expectations?
    /// Days since 1970.
    let today: Int64
    /// By the ids of events' data sets.
    private let agreements: [UInt32: Agreement]

    init(_ catalogue: Catalogue, _ expectations: Expectations?, today: Int64) {
        self.expectations = expectations
        self.today = today
        let events = catalogue.dataSets.filter(\.form.isEvent)
        agreements = Dictionary(
            uniqueKeysWithValues: events.compactMap { dataSet in
                Agreement(dataSet, catalogue).map { (dataSet.id, $0) }
            })
    }

    /// The return by which it is told; nil for events whose number nothing states.
    func form(of dataSet: DataSet) -> DataSet? {
        dataSet.form.isEvent ? agreements[dataSet.id]?.form : dataSet
    }

    /// The type of the periods that the return is made for.
    func base(of dataSet: DataSet) -> PeriodType? {
        guard case .periodic(let type, _, _, _) = form(of: dataSet)?.form else { return nil }
        return type
    }

    /// The periods of a range for which a return is expected already; nil where there are none.
    func real(_ periods: ClosedRange<UInt32>, of form: DataSet) -> ClosedRange<UInt32>? {
        guard let base = base(of: form), let deadline = form.deadline else { return nil }
        let current = Period(containing: today, type: base)
        guard current.exists else { return periods }
        let isReal = deadline.isExpected(for: current, on: today)
        guard isReal || current.index > 0 else { return nil }
        let last = min(periods.upperBound, isReal ? current.index : current.index - 1)
        return periods.lowerBound <= last ? periods.lowerBound...last : nil
    }

    /// From the first period that anybody reported to the last that is expected; nil where nobody did.
    func reported(_ dataSet: DataSet, _ state: borrowing FoldState) -> ClosedRange<UInt32>? {
        guard let form = form(of: dataSet),
            let first = state.rollups.held[form.id]?.filter({ $0.value.reports > 0 }).keys.min()
        else { return nil }
        return real(first...UInt32.max, of: form)
    }

    /// - Parameters:
    ///   - dataSet: a return's, or an event's whose number something states.
    ///   - periods: of the return's type. Those that are not over yet are left out.
    func read(
        _ dataSet: DataSet, _ unit: ReportingUnit, _ periods: ClosedRange<UInt32>,
        _ state: borrowing FoldState
    ) -> Completeness {
        guard let form = form(of: dataSet), let base = base(of: form), let real = real(periods, of: form)
        else {
            return Completeness(expected: expectations.map { _ in 0 })
        }
        var completeness = Completeness()
        if let expectations {
            let places = expectations.places(unit)
            completeness.expected = real.reduce(0) { sum, period in
                sum + expectations.count(form, places, Period(type: base, index: period))
            }
        }
        guard let number = unit.number else { return completeness }
        let held = heldPeriods(form, real, state)
        if let agreement = agreements[dataSet.id] {
            add(agreement, base, number, unit.isTotal, held, state, to: &completeness)
        } else {
            add(form, number, unit.isTotal, held, state, to: &completeness)
        }
        return completeness
    }

    /// Those of a range in which anybody reported.
    func heldPeriods(
        _ form: DataSet, _ periods: ClosedRange<UInt32>, _ state: borrowing FoldState
    ) -> [UInt32] {
        (state.rollups.held[form.id] ?? [:]).filter { periods.contains($0.key) && $0.value.reports > 0 }.keys
            .sorted()
    }

    private func add(
        _ form: DataSet, _ unit: UInt32, _ isTotal: Bool, _ periods: [UInt32], _ state: borrowing FoldState,
        to completeness: inout Completeness
    ) {
        for period in periods {
            for side in isTotal ? [RollupKey.Side.own, .subtree] : [.own] {
                let reports = state.sum(form.id, unit, side, period, .reports)
                guard reports > 0 else { continue }
                let complete = state.sum(form.id, unit, side, period, .complete)
                completeness.actual += complete
                completeness.partial += reports - complete
                completeness.onTime += state.sum(form.id, unit, side, period, .onTime)
                completeness.standingOnTime += state.sum(form.id, unit, side, period, .standingOnTime)
            }
        }
    }

    /// Whether a number agrees is a question to each unit; sums of a district could agree by chance.
    private func add(
        _ agreement: Agreement, _ base: PeriodType, _ unit: UInt32, _ isTotal: Bool, _ periods: [UInt32],
        _ state: borrowing FoldState, to completeness: inout Completeness
    ) {
        let form = agreement.form.id
        state.eachReporter(of: form, unit, isTotal: isTotal, periods) { reporter in
            for period in periods where state.sum(form, reporter, .own, period, .reports) > 0 {
                guard state.sum(form, reporter, .own, period, .complete) > 0 else {
                    completeness.partial += 1
                    continue
                }
                guard agreement.holds(reporter, period, base, state) else {
                    completeness.disagreeing += 1
                    continue
                }
                completeness.actual += 1
                completeness.onTime += state.sum(form, reporter, .own, period, .onTime)
                completeness.standingOnTime += state.sum(form, reporter, .own, period, .standingOnTime)
            }
        }
    }
}

extension CompletenessReader {
    /// Returns of units of which none is expected: not registered, not open on the period's last day, or not obliged. Nil
    /// where no units are registered.
    func unexpected(
        _ dataSet: DataSet, _ unit: ReportingUnit, _ periods: ClosedRange<UInt32>,
        _ state: borrowing FoldState
    ) -> Int64? {
        guard let expectations else { return nil }
        guard let form = form(of: dataSet), let base = base(of: form), let real = real(periods, of: form),
            let number = unit.number
        else { return 0 }
        let held = heldPeriods(form, real, state)
        var count: Int64 = 0
        state.eachReporter(of: form.id, number, isTotal: unit.isTotal, held) { reporter in
            guard let code = state.units.code(reporter) else { return }
            let duties = expectations.registry.times(of: code).filter { $0.obliges(code, to: form) }
            if duties.contains(where: \.isAlways) { return }
            for period in held {
                let day = Period(type: base, index: period).days.upperBound
                guard !duties.contains(where: { $0.days.contains(day) }) else { continue }
                count += state.sum(form.id, reporter, .own, period, .reports)
            }
        }
        return count
    }

    /// What an event's statement, or a return, is worth for one unit and period.
    func state(
        of dataSet: DataSet, _ unit: UInt32?, _ period: UInt32, _ state: borrowing FoldState
    ) -> ReturnState {
        guard let unit, let form = form(of: dataSet), let base = base(of: form),
            state.sum(form.id, unit, .own, period, .reports) > 0
        else { return .missing }
        guard state.sum(form.id, unit, .own, period, .complete) > 0 else { return .partial }
        guard let agreement = agreements[dataSet.id] else { return .complete }
        return agreement.holds(unit, period, base, state) ? .complete : .disagreeing
    }
}

/// How far a return that is expected has come.
enum ReturnState: String, Sendable {
    case missing, partial, disagreeing, complete
}
