internal import Catalogue
internal import Wire

/// Where a case of a city problem stands: filed, perhaps extended, sent back or deferred, mostly closed.
struct ProblemCase: Happening {
    let id: EventID
    let happenedAt: Int64
    let isDatedByDay: Bool
    let options: [UInt32]
    private let isRepeat: Bool
    private(set) var savedAtMilliseconds: Int64
    private var dueAt: Int64?
    private var closedAt: Int64?
    private var isDeferred = false
    private var isExtended = false
    private var isRework = false
    private var steps = 0

    static let elements = [
        "CP_FILED", "CP_DUE", "CP_CLOSED", "CP_CLOSED_ONTIME", "CP_DUE_AT", "CP_CLOSED_AT", "CP_FELL_DUE",
        "CP_DUE_CLOSED", "CP_DUE_ONTIME", "CP_DEFERRED", "CP_ENDED", "CP_EXTENDED", "CP_REWORK", "CP_REPEAT",
        "CP_MINUTES",
    ]

    init(filedIn month: Period, _ form: EventForm, _ numbers: inout RandomNumbers) {
        happenedAt = form.clock.seconds(
            day: numbers.number(in: month.days), secondOfDay: numbers.number(in: 7 * 3_600...22 * 3_600))
        id = EventID(high: numbers.next(), low: numbers.next())
        isDatedByDay = numbers.happens(percent: 10)
        options = form.anyOptions(&numbers)
        isRepeat = numbers.happens(percent: 6)
        dueAt = numbers.happens(percent: 90) ? happenedAt + numbers.number(in: 3...30) * 86_400 : nil
        savedAtMilliseconds = happenedAt * 1_000 + numbers.number(in: 0...999)
    }

    func advanced(_ numbers: inout RandomNumbers) -> ProblemCase? {
        guard closedAt == nil || numbers.happens(percent: 4), !isDeferred, steps < 4 else { return nil }
        var next = self
        next.steps += 1
        next.savedAtMilliseconds += numbers.number(in: 3_600_000...12 * Story.day)
        let now = next.savedAtMilliseconds / 1_000
        switch numbers.number(in: 1...100) {
        case _ where closedAt != nil:
            next.closedAt = nil
            next.isRework = true
        case ...5 where dueAt != nil: next.isDeferred = true
        case 6...12 where dueAt != nil:
            next.isExtended = true
            next.dueAt = dueAt.map { $0 + 7 * 86_400 }
        case 13...25: return nil
        default: next.closedAt = now
        }
        return next
    }

    var cells: [(element: String, value: Int64)] {
        var cells: [(String, Int64)] = [("CP_FILED", 1)]
        if isRepeat { cells.append(("CP_REPEAT", 1)) }
        if let dueAt {
            cells += [("CP_DUE", 1), ("CP_DUE_AT", dueAt), ("CP_CLOSED", closedAt == nil ? 0 : 1)]
            cells.append(("CP_CLOSED_ONTIME", isOnTime ? 1 : 0))
            if isDeferred { cells.append(("CP_DEFERRED", 1)) }
            if isExtended { cells.append(("CP_EXTENDED", 1)) }
        }
        if let closedAt {
            cells += [("CP_CLOSED_AT", closedAt), ("CP_MINUTES", (closedAt - happenedAt) / 60)]
            if isRework { cells.append(("CP_REWORK", 1)) }
        }
        return cells
    }

    private var isOnTime: Bool {
        guard let closedAt, let dueAt else { return false }
        return closedAt <= dueAt
    }

    /// Every deadline is long past.
    var consequences: [Consequence] {
        var consequences: [Consequence] = [.standing("CP_OPEN", from: happenedAt, until: closedAt)]
        if let dueAt {
            consequences += [
                .counted("CP_FELL_DUE", at: dueAt, 1),
                .counted("CP_DUE_CLOSED", at: dueAt, closedAt == nil ? 0 : 1),
                .counted("CP_DUE_ONTIME", at: dueAt, isOnTime ? 1 : 0),
            ]
            if isDeferred, closedAt == nil { consequences.append(.counted("CP_DUE_DEFERRED", at: dueAt, 1)) }
            if !isOnTime, !isDeferred { consequences.append(.counted("CP_MISSED", at: dueAt, 1)) }
            consequences.append(.counted("CP_DUE_ENDED", at: happenedAt, 1))
            if !isDeferred { consequences.append(.standing("CP_OVERDUE", from: dueAt, until: closedAt)) }
        }
        if let closedAt {
            consequences.append(.counted("CP_ENDED", at: closedAt, 1))
            if let dueAt, closedAt > dueAt, !isDeferred {
                consequences.append(.counted("CP_CLOSED_LATE", at: closedAt, 1))
            }
        }
        return consequences
    }
}
