internal import Catalogue
internal import Wire

/// What a unit that was called to a meeting brought along: it spoke, handed in a paper, or neither. Some hand theirs in
/// later.
struct MeetingPaper: Happening {
    /// A meeting that units are called to.
    struct Meeting {
        let at: Int64
        fileprivate let purpose: String

        init(in month: Period, _ clock: DayClock, _ numbers: inout RandomNumbers) {
            at = clock.seconds(day: numbers.number(in: month.days), secondOfDay: 9 * 3_600)
            purpose = ["exchange", "training", "push"][Int(numbers.number(in: 0...2))]
        }
    }

    let id: EventID
    let happenedAt: Int64
    let isDatedByDay = true
    private(set) var savedAtMilliseconds: Int64
    private var mode: String
    private let optionsOfMode: [String: [UInt32]]

    static let elements = ["MT_CALLED", "MT_SUBMITTED"]

    init(_ meeting: Meeting, _ form: EventForm, _ numbers: inout RandomNumbers) {
        happenedAt = meeting.at
        id = EventID(high: numbers.next(), low: numbers.next())
        savedAtMilliseconds = meeting.at * 1_000 + numbers.number(in: 3_600_000...Story.day)
        let draw = numbers.number(in: 1...100)
        mode = draw <= 20 ? "oral" : draw <= 70 ? "written" : "none"
        let options = ["oral", "written", "none"].map {
            ($0, form.options(["mode": $0, "purpose": meeting.purpose]))
        }
        optionsOfMode = Dictionary(uniqueKeysWithValues: options)
    }

    var options: [UInt32] { optionsOfMode[mode] ?? [] }

    func advanced(_ numbers: inout RandomNumbers) -> MeetingPaper? {
        guard mode == "none", numbers.happens(percent: 30) else { return nil }
        var next = self
        next.mode = "written"
        next.savedAtMilliseconds += numbers.number(in: Story.day...20 * Story.day)
        return next
    }

    var cells: [(element: String, value: Int64)] {
        [("MT_CALLED", 1), ("MT_SUBMITTED", mode == "none" ? 0 : 1)]
    }
}
