import Catalogue
import Wire

/// Which values of an event say how far its case has come.
struct BacklogPlan {
    private let closed: UInt32?
    private let due: UInt32?
    private let deferred: UInt32?
    private let clock: DayClock

    init(_ dataSet: DataSet, _ catalogue: Catalogue) {
        func id(_ code: String?) -> UInt32? { code.flatMap { catalogue.element($0)?.id } }
        closed = id(dataSet.milestones?.closed)
        due = id(dataSet.milestones?.due)
        deferred = id(dataSet.milestones?.deferred)
        clock = DayClock(catalogue.timeZone)
    }

    /// nil for a retracted report.
    func item(_ report: Report) -> BacklogCase? {
        guard report.status == .values, let occurrence = report.occurrence else { return nil }
        return BacklogCase(
            filed: clock.day(of: occurrence), closed: day(closed, report), due: day(due, report),
            isDeferred: report.values.contains { $0.element == deferred && $0.value > 0 })
    }

    private func day(_ element: UInt32?, _ report: Report) -> Int64? {
        report.values.first { $0.element == element }?.date.map { clock.day(of: $0) }
    }
}
