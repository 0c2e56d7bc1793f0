internal import Catalogue
internal import Wire

/// Where a request to the hotline stands: dispatched, answered, closed by the unit in charge; then the caller is called
/// back and judges.
struct ServiceRequest: Happening {
    private enum Stage: Int {
        case dispatched, responded, closed, called
    }

    private enum Judgement {
        case notReached, unsolved, solved, basicallySatisfied, satisfied
    }

    let id: EventID
    let happenedAt: Int64
    let isDatedByDay = false
    let options: [UInt32]
    private(set) var savedAtMilliseconds: Int64
    private let isInTime: Bool
    private var stage = Stage.dispatched
    private var calledAt: Int64?
    private var judgement = Judgement.notReached

    static let elements = [
        "RQ_DISPATCHED", "RQ_RESPONDED", "RQ_CLOSED", "SV_AT", "SV_CALLED", "SV_REACHED", "SV_SOLVED",
        "SV_SATISFIED", "SV_BASIC",
    ]

    init(dispatchedIn month: Period, _ form: EventForm, _ numbers: inout RandomNumbers) {
        happenedAt = form.clock.seconds(
            day: numbers.number(in: month.days), secondOfDay: numbers.number(in: 0...86_399))
        id = EventID(high: numbers.next(), low: numbers.next())
        options = form.anyOptions(&numbers)
        isInTime = numbers.happens(percent: 85)
        savedAtMilliseconds = happenedAt * 1_000 + numbers.number(in: 0...999)
    }

    func advanced(_ numbers: inout RandomNumbers) -> ServiceRequest? {
        let goesOn: Int64 =
            switch stage {
            case .dispatched: 95
            case .responded: 90
            case .closed: 60
            case .called: 0
            }
        guard numbers.happens(percent: goesOn), let stage = Stage(rawValue: stage.rawValue + 1) else {
            return nil
        }
        var next = self
        next.stage = stage
        next.savedAtMilliseconds += numbers.number(in: 3_600_000...15 * Story.day)
        guard stage == .called else { return next }
        next.calledAt = next.savedAtMilliseconds / 1_000
        next.judgement =
            switch numbers.number(in: 1...100) {
            case ...20: .notReached
            case 21...35: .unsolved
            case 36...45: .solved
            case 46...60: .basicallySatisfied
            default: .satisfied
            }
        return next
    }

    var cells: [(element: String, value: Int64)] {
        var cells: [(String, Int64)] = [
            ("RQ_DISPATCHED", 1), ("RQ_RESPONDED", stage != .dispatched && isInTime ? 1 : 0),
            ("RQ_CLOSED", stage.rawValue >= Stage.closed.rawValue ? 1 : 0),
        ]
        guard let calledAt else { return cells }
        let isReached = judgement != .notReached
        cells += [("SV_AT", calledAt), ("SV_CALLED", 1), ("SV_REACHED", isReached ? 1 : 0)]
        guard isReached else { return cells }
        let isSatisfied = judgement == .satisfied || judgement == .basicallySatisfied
        return cells + [
            ("SV_SOLVED", judgement == .unsolved ? 0 : 1), ("SV_SATISFIED", isSatisfied ? 1 : 0),
            ("SV_BASIC", judgement == .basicallySatisfied ? 1 : 0),
        ]
    }
}
