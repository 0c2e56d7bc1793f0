import Catalogue

extension Interval {
    /// What of a reading does not count.
    func notes(_ reading: Reading) -> [Names] {
        guard !reading.silent.isEmpty else { return [] }
        let count = reading.silent.count
        return [
            Names(
                chinese: "\(indicator.code)：\(count)个单位报了询问数而缺回答：其询问数与有效数都不计，只计总体数",
                english:
                    "\(indicator.code): \(count) \(count == 1 ? "unit says" : "units say") how many were asked and not what they "
                    + "answered: neither counts there, only how many they stand for")
        ]
    }

    /// How the rows were worked out: the formulas and, of the first rows, the numbers in them.
    func explanation(_ reading: Reading) -> [Names] {
        let formula = Names("\(indicator.code) = \(indicator.formulaText)")
        let rows = reading.rows.prefix(Explanation.rowLimit).map(line)
        return [formula, frames == nil ? Self.counting : Self.estimating] + rows
    }

    private static let counting = Names(
        chinese: "没有向人询问：直接计数，没有区间",
        english: "nobody was asked: what happened was counted, and has no interval")

    private static let estimating = Names(
        chinese:
            "加权率 = Σ 总体数 × 单位的率 ÷ Σ 总体数，只计有人回答的单位；抽样时上下限为 Wilson 95% 区间，有效样本量 n = 率 × (1 − 率) ÷ 方差，方差 = "
            + "Σ (总体数 ÷ Σ 总体数)² × p(1 − p) ÷ 有效数 × (1 − 有效数 ÷ 总体数)，有效数不足\(Int(SurveyEstimate.fewAnswers))的单位取 p 为合并率",
        english:
            "weighted = Σ frame × the unit's rate ÷ Σ frame, of units in which anybody answered; of a sample low and high are "
            + "Wilson's interval at 95 % of n = rate × (1 − rate) ÷ variance, with the variance Σ (frame ÷ Σ frame)² × p(1 − p) ÷ "
            + "answered × (1 − answered ÷ frame), where p is the pooled rate in units of fewer than "
            + "\(Int(SurveyEstimate.fewAnswers)) answers")

    private func line(_ labels: [String], _ strata: [Stratum]) -> Names {
        let estimate = SurveyEstimate(strata, isCount: frames == nil)
        let all = Stratum(sumOf: strata)
        let heard = strata.filter { $0.answered > 0 }
        let name = ([indicator.code] + labels.filter { !$0.isEmpty }).joined(separator: " ")
        let pooled =
            "\(Int64(all.positive)) ÷ \(Int64(all.answered)) × 100 = \(Self.percent(estimate.pooled))"
        guard frames != nil else { return Names("\(name): \(pooled)") }
        let weighted = Self.percent(estimate.weighted)
        let (part, whole) = (Int64(Stratum(sumOf: heard).frame), Int64(all.frame))
        let size = estimate.effectiveSize.map { $0.isFinite ? "\(($0 * 10).rounded() / 10)" : "∞" }
        let bounds =
            estimate.method == .bounds
            ? "\(Int64(all.positive)) ÷ \(Int64(all.asked)), (\(Int64(all.positive)) + \(Int64(all.asked - all.answered))) ÷ "
                + "\(Int64(all.asked))" : nil
        return Names(
            chinese: "\(name)：合并 \(pooled)；加权 \(weighted)，\(heard.count)个单位有人回答，代表总体 \(whole) 中的 \(part)"
                + (size.map { "；n = \($0)" } ?? "") + (bounds.map { "；上下限 \($0)" } ?? ""),
            english: "\(name): pooled \(pooled); weighted \(weighted) over \(heard.count) "
                + "\(heard.count == 1 ? "unit" : "units") in which anybody answered, \(part) of a frame of \(whole)"
                + (size.map { "; n = \($0)" } ?? "") + (bounds.map { "; low and high \($0)" } ?? ""))
    }

    private static func percent(_ share: Double?) -> String {
        share.map { DecimalText.text(Int64(($0 * 1_000_000).rounded(.toNearestOrAwayFromZero)), scale: 4) }
            ?? "undefined"
    }
}
