import Catalogue
import Wire

extension StatisticsStore {
    /// Cases that were filed and are not closed, as of now or of the end of the last period asked for: deferred ones,
    /// those past their deadline, nearing it or without one, and how old they are. Items: forms of cases, or `*`; told
    /// apart by a level of units and by categories.
    func backlog(
        _ query: Query, subtree: UnitCode?, nowMilliseconds: Int64
    ) throws(QueryError) -> AnswerTable {
        let forms = catalogue.dataSets.filter { $0.milestones != nil }
        let items = try ScanItems(query, .backlog, known: forms.map(\.code))
        let dataSets = forms.filter { items.contains($0.code) }
        guard !dataSets.isEmpty else {
            throw QueryError(
                chinese: "backlog：目录中没有案件类报表。请在目录中用 case 注明结案日期项",
                english: "backlog: no form of the catalogue has cases. Say with `case` which dates close them"
            )
        }
        let division = try BacklogDivision(query, dataSets, catalogue)
        var everything = query
        everything.periods = nil
        let scope = try ScanScope(everything, dataSets, subtree: subtree, catalogue)
        try division.checkLevel(below: scope.unit, catalogue)
        let moment = try moment(query.periods, nowMilliseconds)
        let plans = Dictionary(uniqueKeysWithValues: dataSets.map { ($0.code, BacklogPlan($0, catalogue)) })
        return try scanning { scan in
            var counts: [BacklogDivision.Place: BacklogCount] = [:]
            var explanation = BacklogExplanation(dataSets, moment)
            try scan.eachReport(scope) { dataSet, report in
                let item = plans[dataSet.code]?.item(report)
                let place = division.place(dataSet, report)
                explanation.add(dataSet, item, isAsked: place != nil)
                guard let item, let place else { return }
                counts[place, default: BacklogCount()].add(item, at: moment)
            }
            var findings = Findings(limit: .max)
            for (place, count) in counts.sorted(by: { $0.key < $1.key }) {
                findings.add(place.values + Self.cells(count))
            }
            return findings.table(
                division.columns + Self.backlogColumns, scan,
                notes: (query.isExplained ? explanation.notes : []) + [Self.note(moment)])
        }
    }

    /// The end of the last period; now, where that is not over.
    private func moment(_ periods: Query.Periods?, _ nowMilliseconds: Int64) throws(QueryError)
        -> BacklogMoment
    {
        let today = today(nowMilliseconds)
        guard let period = try Question.periods(periods)?.upperBound else {
            return BacklogMoment(day: today, hasEnded: false)
        }
        guard period.days.lowerBound <= today else {
            throw QueryError(
                chinese: "\(period.text) 尚未开始，届时的未结案无从得知。不带 --period 为截至现在，或改问已开始的时期",
                english:
                    "backlog: \(period.text) has not begun, and nobody knows what will be open then. Ask without --period for now, or "
                    + "for the end of a period that has begun")
        }
        let last = period.days.upperBound
        return last < today
            ? BacklogMoment(day: last, hasEnded: true) : BacklogMoment(day: today, hasEnded: false)
    }

    private static func cells(_ count: BacklogCount) -> [ResultTable.Value] {
        ([count.open, count.deferred, count.overdue, count.dueSoon, count.withoutDeadline] + count.ages).map {
            .number($0)
        } + [count.oldest.map { .text(DateText.text(day: $0)) } ?? .none]
    }

    private static func note(_ moment: BacklogMoment) -> Names {
        let day = DateText.text(day: moment.day)
        let when =
            moment.hasEnded
            ? Names(
                chinese: "截至\(day)日终，按现有报告（时限和缓办以现行版为准）",
                english:
                    "as of the end of \(day), from what is known now: deadlines and deferrals are those of the reports in force"
            ) : Names(chinese: "截至\(day)，当日尚未结束", english: "as of \(day), which has not ended")
        return Names(
            chinese: "\(when.chinese)；未结案指已立案未结案；超期指已过时限日且未缓办；临期指\(BacklogCount.soonDays)日内到期",
            english:
                "\(when.english); open is filed and not closed; overdue is past the day of the deadline and not deferred; due soon "
                + "is due within \(BacklogCount.soonDays) days")
    }

    private static let backlogColumns: [ResultTable.Column] = [
        number("open", "未结案", "Open"), number("deferred", "缓办", "Deferred"),
        number("overdue", "超期", "Overdue"), number("due_soon", "临期", "Due soon"),
        number("no_deadline", "无时限", "No deadline"), number("age_0_7", "0至7日", "0 to 7 days"),
        number("age_8_30", "8至30日", "8 to 30 days"), number("age_31_90", "31至90日", "31 to 90 days"),
        number("age_91_365", "91至365日", "91 to 365 days"),
        number("age_over_365", "365日以上", "Over 365 days"),
        .init(name: "oldest", kind: .text, chinese: "最早立案", english: "Oldest filed"),
    ]

    private static func number(_ name: String, _ chinese: String, _ english: String) -> ResultTable.Column {
        .init(name: name, kind: .integer, chinese: chinese, english: english)
    }
}
