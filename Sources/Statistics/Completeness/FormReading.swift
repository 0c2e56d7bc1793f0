import Catalogue
import Wire

/// How completely one form is reported. Periods are of the form's type.
struct FormReading: Sendable {
    /// The return. Of events, the one that states how many there are.
    let form: DataSet
    let base: PeriodType
    let deadline: Deadline
    /// In which actual returns are counted.
    let cells: ReturnCells
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

    /// The units that must report; nil where it is unknown, since no units are registered.
    func due(_ unit: ReportingUnit) -> Expectation.Due? { expectations?.due(form, unit.places) }

    /// How many returns of units must be there.
    ///
    /// - Parameter periods: all of them real.
    func expected(_ due: Expectation.Due, _ periods: ClosedRange<UInt32>) -> Int64 {
        periods.reduce(0) { $0 + due.count(on: lastDay($1)) }
    }

    /// Returns with everything that is required; of events, those that state what the unit holds.
    ///
    /// - Parameter periods: all of them real.
    func actual(
        _ unit: ReportingUnit, _ periods: ClosedRange<UInt32>, _ state: borrowing FoldState
    ) -> Int64 {
        guard let number = unit.number else { return 0 }
        var actual: Int64 = 0
        for period in held(periods) {
            actual += state.rollups[.reports(form.id, number, .own, period)].sum(cells.actual)
            if unit.isTotal {
                actual += state.rollups[.reports(form.id, number, .subtree, period)].sum(cells.actual)
            }
        }
        return actual
    }

    /// - Parameter periods: all of them real.
    func read(
        _ unit: ReportingUnit, _ periods: ClosedRange<UInt32>, _ state: borrowing FoldState
    ) -> Completeness {
        var completeness = Completeness()
        guard let number = unit.number else { return completeness }
        for period in held(periods) {
            add(number, .own, period, state, to: &completeness)
            if unit.isTotal { add(number, .subtree, period, state, to: &completeness) }
        }
        return completeness
    }

    private func add(
        _ unit: UInt32, _ side: RollupKey.Side, _ period: UInt32, _ state: borrowing FoldState,
        to completeness: inout Completeness
    ) {
        let row = state.rollups[.reports(form.id, unit, side, period)]
        let (complete, actual) = (row.sum(ReturnCells.complete.actual), row.sum(cells.actual))
        completeness.actual += actual
        completeness.partial += row.sum(.total) - complete
        completeness.disagreeing += complete - actual
        completeness.onTime += row.sum(cells.onTime)
        completeness.standingOnTime += row.sum(cells.standingOnTime)
    }

    /// The periods of a range for which anybody reported.
    private func held(_ periods: ClosedRange<UInt32>) -> [UInt32] {
        periods.count == 1 ? [periods.lowerBound] : held.filter(periods.contains)
    }

    private func lastDay(_ period: UInt32) -> Int64 { Period(type: base, index: period).days.upperBound }
}

extension FormReading {
    /// By period the returns of units of which none is expected: not registered, not open on the period's last day, or not
    /// obliged. Nil where no units are registered.
    ///
    /// - Parameter periods: all of them real.
    func unexpected(
        _ unit: ReportingUnit, _ periods: ClosedRange<UInt32>, _ state: borrowing FoldState
    ) -> [UInt32: Int64]? {
        guard let registry = expectations?.registry else { return nil }
        var counts: [UInt32: Int64] = [:]
        let periods = held(periods)
        guard let number = unit.number, let first = periods.first, let last = periods.last else {
            return counts
        }
        state.eachReporter(of: form.id, number, isTotal: unit.isTotal, periods) { reporter in
            guard let code = state.units.code(reporter) else { return }
            let duties = registry.times(of: code).filter { $0.obliges(code, to: form) }.map(\.days)
            // Usually a unit must all the time.
            if duties.contains(where: { $0.contains(lastDay(first)) && $0.contains(lastDay(last)) }) {
                return
            }
            for period in periods where !duties.contains(where: { $0.contains(lastDay(period)) }) {
                counts[period, default: 0] += state.rollups[.reports(form.id, reporter, .own, period)].sum(
                    .total)
            }
        }
        return counts
    }

    /// What one unit's return for a period is worth.
    func state(of unit: UInt32?, _ period: UInt32, _ state: borrowing FoldState) -> ReturnState {
        guard let unit else { return .missing }
        let row = state.rollups[.reports(form.id, unit, .own, period)]
        guard row.sum(.total) > 0 else { return .missing }
        guard row.sum(ReturnCells.complete.actual) > 0 else { return .partial }
        return row.sum(cells.actual) > 0 ? .complete : .disagreeing
    }
}

/// How far a return that is expected has come.
enum ReturnState: String, Sendable {
    case missing, partial, disagreeing, complete
}
