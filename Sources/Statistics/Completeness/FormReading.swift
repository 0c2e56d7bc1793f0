import Catalogue
import Wire

/// How completely one form is reported. Periods are of the form's type.
struct FormReading: Sendable {
    /// The return. Of events, the one that states how many there are.
    let form: DataSet
    let base: PeriodType
    let deadline: Deadline
    /// Of events.
    let agreement: Agreement?
    let expectations: Expectations?
    /// Days since 1970.
    let today: Int64
    /// The periods for which anybody reported, ascending.
    let held: [UInt32]

    /// The periods of a range for which a return is expected already; nil where there are none.
    func real(_ periods: ClosedRange<UInt32>) -> ClosedRange<UInt32>? {
        let current = Period(containing: today, type: base)
        guard current.exists else { return periods }
        let isReal = deadline.isExpected(for: current, on: today)
        guard isReal || current.index > 0 else { return nil }
        let last = min(periods.upperBound, isReal ? current.index : current.index - 1)
        return periods.lowerBound <= last ? periods.lowerBound...last : nil
    }

    /// From the first period that anybody reported to the last that is expected; nil where nobody did.
    var reported: ClosedRange<UInt32>? { held.first.flatMap { real($0...UInt32.max) } }

    /// How many returns must be there; nil where it is unknown, since no units are registered.
    ///
    /// - Parameter periods: all of them real.
    func expected(_ unit: ReportingUnit, _ periods: ClosedRange<UInt32>) -> Int64? {
        guard let due = expectations?.due(form, unit.places) else { return nil }
        return periods.reduce(0) { $0 + due.count(on: lastDay($1)) }
    }

    /// Whether nothing is expected of a unit and nothing came.
    ///
    /// - Parameter periods: all of them real.
    func isSilent(
        _ unit: ReportingUnit, _ periods: ClosedRange<UInt32>, _ state: borrowing FoldState
    ) -> Bool {
        guard expectations?.due(form, unit.places).isNobody ?? true else { return false }
        guard let number = unit.number else { return true }
        for period in held where periods.contains(period) {
            if state.sum(form.id, number, .own, period, .reports) > 0 { return false }
            if unit.isTotal, state.sum(form.id, number, .subtree, period, .reports) > 0 { return false }
        }
        return true
    }

    /// Returns with everything that is required; of events, those that state what the unit holds.
    ///
    /// - Parameter periods: all of them real.
    func actual(
        _ unit: ReportingUnit, _ periods: ClosedRange<UInt32>, _ state: borrowing FoldState
    ) -> Int64 {
        guard agreement == nil else { return read(unit, periods, state).actual }
        guard let number = unit.number else { return 0 }
        var actual: Int64 = 0
        for period in held where periods.contains(period) {
            actual += state.sum(form.id, number, .own, period, .complete)
            if unit.isTotal { actual += state.sum(form.id, number, .subtree, period, .complete) }
        }
        return actual
    }

    /// Everything but what is expected.
    ///
    /// - Parameter periods: all of them real.
    func read(
        _ unit: ReportingUnit, _ periods: ClosedRange<UInt32>, _ state: borrowing FoldState
    ) -> Completeness {
        var completeness = Completeness()
        guard let number = unit.number else { return completeness }
        let periods = held.filter(periods.contains)
        if let agreement {
            add(agreement, number, unit.isTotal, periods, state, to: &completeness)
        } else {
            for period in periods {
                add(number, .own, period, state, to: &completeness)
                if unit.isTotal { add(number, .subtree, period, state, to: &completeness) }
            }
        }
        return completeness
    }

    private func add(
        _ unit: UInt32, _ side: RollupKey.Side, _ period: UInt32, _ state: borrowing FoldState,
        to completeness: inout Completeness
    ) {
        let reports = state.sum(form.id, unit, side, period, .reports)
        guard reports > 0 else { return }
        let complete = state.sum(form.id, unit, side, period, .complete)
        completeness.actual += complete
        completeness.partial += reports - complete
        completeness.onTime += state.sum(form.id, unit, side, period, .onTime)
        completeness.standingOnTime += state.sum(form.id, unit, side, period, .standingOnTime)
    }

    /// Whether a number agrees is a question to each unit; sums of a district could agree by chance.
    private func add(
        _ agreement: Agreement, _ unit: UInt32, _ isTotal: Bool, _ periods: [UInt32],
        _ state: borrowing FoldState, to completeness: inout Completeness
    ) {
        state.eachReporter(of: form.id, unit, isTotal: isTotal, periods) { reporter in
            for period in periods where state.sum(form.id, reporter, .own, period, .reports) > 0 {
                guard state.sum(form.id, reporter, .own, period, .complete) > 0 else {
                    completeness.partial += 1
                    continue
                }
                guard agreement.holds(reporter, period, base, state) else {
                    completeness.disagreeing += 1
                    continue
                }
                completeness.actual += 1
                completeness.onTime += state.sum(form.id, reporter, .own, period, .onTime)
                completeness.standingOnTime += state.sum(form.id, reporter, .own, period, .standingOnTime)
            }
        }
    }

    private func lastDay(_ period: UInt32) -> Int64 { Period(type: base, index: period).days.upperBound }
}

extension FormReading {
    /// Returns of units of which none is expected: not registered, not open on the period's last day, or not obliged. Nil
    /// where no units are registered.
    ///
    /// - Parameter periods: all of them real.
    func unexpected(
        _ unit: ReportingUnit, _ periods: ClosedRange<UInt32>, _ state: borrowing FoldState
    ) -> Int64? {
        guard let expectations else { return nil }
        guard let number = unit.number else { return 0 }
        let periods = held.filter(periods.contains)
        var count: Int64 = 0
        state.eachReporter(of: form.id, number, isTotal: unit.isTotal, periods) { reporter in
            guard let code = state.units.code(reporter) else { return }
            let duties = expectations.registry.times(of: code).filter { $0.obliges(code, to: form) }
            if duties.contains(where: \.isAlways) { return }
            for period in periods where !duties.contains(where: { $0.days.contains(lastDay(period)) }) {
                count += state.sum(form.id, reporter, .own, period, .reports)
            }
        }
        return count
    }

    /// What one unit's return for a period is worth.
    func state(of unit: UInt32?, _ period: UInt32, _ state: borrowing FoldState) -> ReturnState {
        guard let unit, state.sum(form.id, unit, .own, period, .reports) > 0 else { return .missing }
        guard state.sum(form.id, unit, .own, period, .complete) > 0 else { return .partial }
        guard let agreement else { return .complete }
        return agreement.holds(unit, period, base, state) ? .complete : .disagreeing
    }
}

/// How far a return that is expected has come.
enum ReturnState: String, Sendable {
    case missing, partial, disagreeing, complete
}
