import Catalogue
import Wire

/// Whether returns are complete and on time. It depends on all accepted revisions under a key, whatever order they came in:
/// one that lost may have been the earliest.
extension FoldState {
    /// A return has come under a key, in place of another or of none. Both have just been read.
    ///
    /// - Parameter old: of the one that it has outdone.
    mutating func time(
        _ report: MicroBatch.Report, _ bytes: [UInt8], outdoing old: LedgerHeader?, _ plan: DataSetPlan?
    ) throws {
        guard let plan, plan.form == .periodic, let period = report.key.period else { return }
        var before = Timeliness.none
        if let old, oldContribution.isComplete {
            let arrival = day(old.arrivalMilliseconds)
            before = timeliness(report.key, arrival, plan)
            outdone[report.key] = min(arrival, outdone[report.key] ?? arrival)
        }
        var after = Timeliness.none
        if newContribution.isComplete {
            after = timeliness(report.key, day(try report.header(bytes).arrivalMilliseconds), plan)
        }
        changes.replace(before, by: after, of: report.key, period.index)
    }

    /// The revision that stands turns out to have arrived earlier.
    mutating func advance(
        _ report: MicroBatch.Report, _ bytes: [UInt8], from old: LedgerHeader, to new: LedgerHeader,
        _ plan: DataSetPlan?
    ) {
        let (oldDay, newDay) = (day(old.arrivalMilliseconds), day(new.arrivalMilliseconds))
        guard let plan, plan.form == .periodic, let period = report.key.period, newDay < oldDay else {
            return
        }
        reader.read(
            report.content, of: bytes, period: period, plan: plan, combinations: &combinations,
            into: &newContribution)
        guard newContribution.isComplete else { return }
        changes.replace(
            timeliness(report.key, oldDay, plan), by: timeliness(report.key, newDay, plan), of: report.key,
            period.index)
    }

    /// A return has come that is outdone already.
    ///
    /// - Parameters:
    ///   - standing: where in `current` the content lies that outdoes it.
    ///   - header: of that.
    mutating func note(
        _ report: MicroBatch.Report, _ bytes: [UInt8], _ new: LedgerHeader, outdoneBy standing: Range<Int>,
        _ header: LedgerHeader, _ plan: DataSetPlan?
    ) {
        guard let plan, plan.form == .periodic, let period = report.key.period else { return }
        let arrival = day(new.arrivalMilliseconds)
        guard arrival < outdone[report.key] ?? .max else { return }
        reader.read(
            report.content, of: bytes, period: period, plan: plan, combinations: &combinations,
            into: &newContribution)
        guard newContribution.isComplete else { return }
        reader.read(
            standing, of: current, period: period, plan: plan, combinations: &combinations,
            into: &oldContribution)
        let standingDay = day(header.arrivalMilliseconds)
        let before = timeliness(report.key, standingDay, plan)
        outdone[report.key] = arrival
        guard oldContribution.isComplete else { return }
        changes.replace(before, by: timeliness(report.key, standingDay, plan), of: report.key, period.index)
    }

    /// Adds what the return that has just been read adds, all revisions before it being known.
    mutating func time(_ key: LedgerKey, arrivalMilliseconds: Int64, _ plan: DataSetPlan) {
        guard newContribution.isComplete, let period = key.period else { return }
        changes.replace(
            .none, by: timeliness(key, day(arrivalMilliseconds), plan), of: key, period.index)
    }

    /// A revision that another has outdone.
    mutating func learnOutdone(
        _ key: LedgerKey, _ content: [UInt8], arrivalMilliseconds: Int64, _ plan: DataSetPlan
    ) {
        reader.read(
            content.indices, of: content, period: key.period, plan: plan, combinations: &combinations,
            into: &newContribution)
        guard newContribution.isComplete else { return }
        let arrival = day(arrivalMilliseconds)
        outdone[key] = min(arrival, outdone[key] ?? arrival)
    }

    private func day(_ milliseconds: Int64) -> Int64 {
        reader.day(ofSeconds: milliseconds.dividedRoundingDown(by: 1_000))
    }

    /// Of a complete return that arrived on a day.
    private func timeliness(_ key: LedgerKey, _ arrival: Int64, _ plan: DataSetPlan) -> Timeliness {
        guard let period = key.period, let last = plan.deadline?.lastTimelyDay(of: period) else {
            return .none
        }
        return Timeliness(standing: arrival, outdone: outdone[key], lastTimely: last)
    }
}
