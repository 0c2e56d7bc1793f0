internal import Catalogue
internal import Wire

/// What some figures have besides: a survey's interval, a target's progress, the ends of a spread, units that are blank.
struct BriefRemarks {
    private let plan: BriefPlan
    private let answers: BriefAnswers

    init(_ plan: BriefPlan, _ answers: BriefAnswers) {
        self.plan = plan
        self.answers = answers
    }

    /// - Parameter row: of the figure.
    func remarks(
        _ line: BriefPlan.Line, _ choice: BriefChoice, _ rows: BriefRows, _ row: [ResultTable.Value]
    ) -> [Names] {
        guard line.breakdown == nil else { return [] }
        return [
            spread(line, rows, row), interval(line, choice), progress(line), blankSpots(line),
        ].compactMap { $0 }
    }

    private func spread(
        _ line: BriefPlan.Line, _ rows: BriefRows, _ row: [ResultTable.Value]
    ) -> Names? {
        guard case .spread(_, let category) = line.indicator.indicator.figure else { return nil }
        let code = line.indicator.indicator.code
        func end(_ name: String) -> Names? {
            guard let option = rows.text(row, "\(code).\(name)"),
                let value = rows.rounded(row, "\(code).\(name)_value")
            else { return nil }
            let names = plan.catalogue.category(category)?.options.first { $0.code == option }?.names
            return (names ?? Names(option)) + Names(" \(value)%")
        }
        guard let lowest = end("lowest"), let highest = end("highest") else { return nil }
        return Names(
            chinese: "最低\(lowest.chinese)，最高\(highest.chinese)",
            english: "lowest \(lowest.english), highest \(highest.english)")
    }

    private func interval(_ line: BriefPlan.Line, _ choice: BriefChoice) -> Names? {
        let code = line.indicator.indicator.code
        guard line.indicator.indicator.survey != nil,
            let (_, rows) = answers.answer(.interval, code, by: line.categories),
            let row = rows.rows(choice.texts.merging(["item": code]) { first, _ in first }).first,
            let low = rows.shown(row, "low"), let high = rows.shown(row, "high")
        else { return nil }
        let counts = ["answered", "asked"].map { rows.number(row, $0) ?? 0 }
        let isSample = rows.text(row, "method") == "wilson"
        let weighted = rows.shown(row, "weighted") ?? ""
        return Names(
            chinese:
                "加权\(weighted)，\(isSample ? "95%区间" : "未答者全否至全是")\(low)至\(high)，询问\(counts[1])，有效\(counts[0])",
            english: "weighted \(weighted), \(isSample ? "95 % interval" : "if all others said no, or yes:") "
                + "\(low) to \(high), \(counts[0]) of \(counts[1]) answered")
    }

    private func progress(_ line: BriefPlan.Line) -> Names? {
        let code = line.indicator.indicator.code
        guard !line.indicator.targetForms.isEmpty, let (_, rows) = answers.answer(.progress, code),
            let row = rows.rows.first, let elapsed = rows.shown(row, "elapsed"),
            let ahead = rows.rounded(row, "\(code).ahead")
        else { return nil }
        let isBehind = ahead.hasPrefix("-")
        let points = isBehind ? String(ahead.dropFirst()) : ahead
        return Names(
            chinese: "序时进度\(elapsed)，\(isBehind ? "落后" : "超前")\(points)百分点",
            english: "\(elapsed) of the year gone, \(points) points \(isBehind ? "behind" : "ahead")")
    }

    private func blankSpots(_ line: BriefPlan.Line) -> Names? {
        guard let (question, rows) = answers.answer(.blankSpots, line.indicator.indicator.code) else {
            return nil
        }
        let counts = ["blank", "covered", "not_reported"].map { rows.rows(["state": $0]).count }
        let period = question.period.text
        return Names(
            chinese: "\(period)：\(counts[0])个单位有空白，\(counts[1])个无空白，\(counts[2])个未报",
            english: "\(period): \(Counted.text(counts[0], "unit")) with blank spots, \(counts[1]) without, "
                + "\(counts[2]) not reported")
    }
}
