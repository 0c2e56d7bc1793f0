internal import Catalogue

/// What a reader must know beside an indicator's formula.
struct IndicatorTelling {
    private let indicator: Indicator

    init(_ indicator: Indicator) { self.indicator = indicator }

    /// A line for each language of each remark.
    var html: String {
        remarks.map { HTML.text($0.chinese) + "<br>" + HTML.text($0.english) }.joined(separator: "<br>")
    }

    private var remarks: [Names] {
        var remarks = indicator.note.map { [$0] } ?? []
        if let least = indicator.minimumDenominator {
            remarks.append(
                Names(
                    chinese: "分母小于\(least)的不参加排名和差距比较。",
                    english: "Below a denominator of \(least) it is left out of rankings and spreads."))
        }
        if let reason = indicator.unranked {
            remarks.append(Names(chinese: "不排名：\(reason.chinese)", english: "Not ranked: \(reason.english)"))
        }
        switch indicator.maturity {
        case .days(let days):
            remarks.append(
                Names(chinese: "期满\(days)日后方稳定。", english: "It settles \(days) days after the period."))
        case .zero(let sum):
            remarks.append(
                Names(chinese: "\(sum.text) 为0时方稳定。", english: "It settles when \(sum.text) is 0."))
        case nil: break
        }
        if let survey = indicator.survey {
            remarks.append(
                Names(
                    chinese: "调查数：从 \(survey.frame) 中询问 \(survey.asked)。",
                    english: "A survey: of \(survey.frame), \(survey.asked) were asked."))
        }
        return remarks
            + indicator.benchmarks.map { benchmark in
                let tail = "\(benchmark.period.text): \(benchmark.value) (\(benchmark.source))"
                return Names(
                    chinese: "参照 \(benchmark.names.chinese) \(tail)",
                    english: "Benchmark \(benchmark.names.english) \(tail)")
            }
    }
}
