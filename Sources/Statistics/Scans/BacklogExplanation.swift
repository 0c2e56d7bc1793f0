import Catalogue

/// How a backlog was counted: by which dates, and what of the reports that were read is not open.
struct BacklogExplanation {
    private struct Tally {
        var (open, closed, notFiledYet, retracted, narrowed) = (0, 0, 0, 0, 0)

        var read: Int { open + closed + notFiledYet + retracted + narrowed }
    }

    private let dataSets: [DataSet]
    private let moment: BacklogMoment
    private var tallies: [String: Tally] = [:]

    init(_ dataSets: [DataSet], _ moment: BacklogMoment) {
        self.dataSets = dataSets
        self.moment = moment
    }

    /// - Parameters:
    ///   - item: nil for a retracted report.
    ///   - isAsked: no filter leaves it out.
    mutating func add(_ dataSet: DataSet, _ item: BacklogCase?, isAsked: Bool) {
        guard let item else {
            tallies[dataSet.code, default: Tally()].retracted += 1
            return
        }
        guard isAsked else {
            tallies[dataSet.code, default: Tally()].narrowed += 1
            return
        }
        switch item.standing(at: moment) {
        case .open: tallies[dataSet.code, default: Tally()].open += 1
        case .closed: tallies[dataSet.code, default: Tally()].closed += 1
        case .notFiledYet: tallies[dataSet.code, default: Tally()].notFiledYet += 1
        }
    }

    var notes: [Names] { dataSets.flatMap { [formula($0), numbers($0)].compactMap { $0 } } }

    private func formula(_ dataSet: DataSet) -> Names? {
        guard let dates = dataSet.milestones else { return nil }
        let day = DateText.text(day: moment.day)
        let deferred = dates.deferred.map {
            Names(chinese: "；缓办：其中 \($0) 大于0", english: "; deferred: of these, those with \($0) above 0")
        }
        let due = dates.due.map {
            Names(
                chinese: "；超期：未缓办且 \($0) 当日已过；临期：\($0) 在\(BacklogCount.soonDays)日内",
                english: "; overdue: not deferred, and the day of \($0) has ended; due soon: \($0) is within "
                    + "\(BacklogCount.soonDays) days")
        }
        return Names(
            chinese: "\(dataSet.code)：未结案 = \(day) 及以前发生，且当日及以前没有 \(dates.closed)\(deferred?.chinese ?? "")"
                + "\(due?.chinese ?? "")；年龄为发生后的日数",
            english: "\(dataSet.code): open = it occurred by \(day) and has no \(dates.closed) by then"
                + "\(deferred?.english ?? "")\(due?.english ?? ""); its age is the days since it occurred")
    }

    private func numbers(_ dataSet: DataSet) -> Names {
        let tally = tallies[dataSet.code] ?? Tally()
        return Names(
            chinese:
                "\(dataSet.code)：读了\(tally.read)份报告，未结\(tally.open)；不计：已结\(tally.closed)，之后发生\(tally.notFiledYet)，"
                + "已撤回\(tally.retracted)，不合条件\(tally.narrowed)",
            english:
                "\(dataSet.code): of \(tally.read) reports that were read \(tally.open) are open; left out: \(tally.closed) "
                + "closed, \(tally.notFiledYet) that occurred later, \(tally.retracted) retracted, \(tally.narrowed) with other "
                + "options than asked for")
    }
}
