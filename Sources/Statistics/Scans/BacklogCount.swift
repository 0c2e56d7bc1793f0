/// When a backlog is counted.
struct BacklogMoment: Hashable {
    /// Since 1970, in the catalogue's time zone.
    let day: Int64
    /// True at the end of the day, so that what is due on it is past its deadline; false while it lasts.
    let hasEnded: Bool
}

/// One case as a backlog sees it: days since 1970.
struct BacklogCase: Hashable {
    let filed: Int64
    let closed: Int64?
    let due: Int64?
    let isDeferred: Bool

    enum Standing { case notFiledYet, open, closed }

    func standing(at moment: BacklogMoment) -> Standing {
        if filed > moment.day { return .notFiledYet }
        return closed.map { $0 <= moment.day } ?? false ? .closed : .open
    }
}

/// Cases that were filed and are not closed, by how they stand to their deadline and by their age.
struct BacklogCount: Hashable {
    /// Last day of each band of ages but the last: 0–7, 8–30, 31–90, 91–365 days, and more.
    static let bands: [Int64] = [7, 30, 90, 365]
    /// A deadline that is no further off is soon.
    static let soonDays: Int64 = 3

    private(set) var open: Int64 = 0
    /// Of the open ones. A deferred case has no deadline while that lasts.
    private(set) var deferred: Int64 = 0
    /// The day of the deadline has ended.
    private(set) var overdue: Int64 = 0
    private(set) var dueSoon: Int64 = 0
    private(set) var withoutDeadline: Int64 = 0
    private(set) var ages = [Int64](repeating: 0, count: bands.count + 1)
    /// The day on which the oldest was filed; nil where none is open.
    private(set) var oldest: Int64?

    /// Closed cases, and those filed later, do not count.
    mutating func add(_ item: BacklogCase, at moment: BacklogMoment) {
        guard item.standing(at: moment) == .open else { return }
        open += 1
        let age = moment.day - item.filed
        ages[Self.bands.firstIndex { age <= $0 } ?? Self.bands.count] += 1
        oldest = min(oldest ?? item.filed, item.filed)
        guard !item.isDeferred else {
            deferred += 1
            return
        }
        guard let due = item.due else {
            withoutDeadline += 1
            return
        }
        if due < moment.day || (moment.hasEnded && due == moment.day) {
            overdue += 1
        } else if due - moment.day <= Self.soonDays {
            dueSoon += 1
        }
    }
}
