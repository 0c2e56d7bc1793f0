/// What was asked of persons in one unit, and what they answered.
struct Stratum: Sendable {
    /// How many there are.
    var frame: Double
    var asked: Double
    var answered: Double
    var positive: Double
}

extension Stratum {
    init(sumOf strata: [Stratum]) {
        self = strata.reduce(into: Stratum(frame: 0, asked: 0, answered: 0, positive: 0)) { sum, stratum in
            sum.frame += stratum.frame
            sum.asked += stratum.asked
            sum.answered += stratum.answered
            sum.positive += stratum.positive
        }
    }
}

/// What a survey over units says: a share of those who answered, weighed by how many each unit stands for, and how far it may
/// be off.
struct SurveyEstimate: Sendable {
    enum Method: String, Sendable {
        /// Wilson's score interval at 95 % (E. B. Wilson 1927) on the effective sample of a stratified one, with the
        /// finite-population correction (W. G. Cochran, Sampling Techniques, 1977, chapters 2 and 5).
        case wilson
        /// Everybody was asked: nothing is left to chance, but those who did not answer may all be of one mind.
        case bounds
        /// Nobody was asked: what happened was counted.
        case counted
        /// Nobody answered.
        case none
    }

    let method: Method
    /// Between 0 and 1, as below; nil where nobody answered.
    let pooled: Double?
    let weighted: Double?
    let low: Double?
    let high: Double?
    /// Of Wilson's interval: the size of a simple sample without end that would be as exact.
    let effectiveSize: Double?

    private static let z = 1.959963984540054

    /// - Parameter isCount: no persons were asked.
    init(_ strata: [Stratum], isCount: Bool = false) {
        let heard = strata.filter { $0.answered > 0 }
        let all = Stratum(sumOf: strata)
        let (frame, asked, answered, positive) = (all.frame, all.asked, all.answered, all.positive)
        guard answered > 0 else {
            (method, pooled, weighted, low, high, effectiveSize) = (.none, nil, nil, nil, nil, nil)
            return
        }
        pooled = positive / answered
        let weights = heard.reduce(0) { $0 + $1.frame }
        let estimate =
            weights > 0
            ? heard.reduce(0) { $0 + $1.frame / weights * ($1.positive / $1.answered) } : positive / answered
        weighted = estimate
        guard !isCount else {
            (method, low, high, effectiveSize) = (.counted, nil, nil, nil)
            return
        }
        guard asked < frame else {
            (method, effectiveSize) = (.bounds, nil)
            low = asked > 0 ? positive / asked : nil
            high = asked > 0 ? (positive + max(0, asked - answered)) / asked : nil
            return
        }
        method = .wilson
        let size = Self.size(strata, heard, weights: weights, estimate)
        effectiveSize = size
        (low, high) = Self.wilson(estimate, size)
    }

    /// So few answers of a unit say nothing of how they spread: they are taken to spread as all together do.
    static let fewAnswers = 30.0

    private static func size(
        _ strata: [Stratum], _ heard: [Stratum], weights: Double, _ estimate: Double
    ) -> Double {
        let all = Stratum(sumOf: heard)
        let variance = heard.reduce(0) { sum, stratum in
            let isSmall = stratum.answered < fewAnswers
            let share = isSmall ? all.positive / all.answered : spread(stratum)
            let weight = weights > 0 ? stratum.frame / weights : 0
            return sum + weight * weight * share * (1 - share) / stratum.answered * rest(stratum)
        }
        guard variance > 0 else {
            // All of one mind, or heard as a whole beside units of which nobody was: the sample as it is, enlarged as far as
            // it is a part of the whole.
            let rest = max(0, 1 - all.answered / max(Stratum(sumOf: strata).frame, all.answered))
            return rest > 0 ? all.answered / rest : .infinity
        }
        return estimate * (1 - estimate) / variance
    }

    /// Where all are of one mind, as if two more had said yes and two no (A. Agresti and B. A. Coull 1998).
    private static func spread(_ stratum: Stratum) -> Double {
        let isOneMind = stratum.positive == 0 || stratum.positive == stratum.answered
        return isOneMind
            ? (stratum.positive + 2) / (stratum.answered + 4) : stratum.positive / stratum.answered
    }

    /// The finite-population correction: the part that was not heard.
    private static func rest(_ stratum: Stratum) -> Double {
        stratum.frame > 0 ? max(0, 1 - stratum.answered / stratum.frame) : 1
    }

    private static func wilson(_ share: Double, _ size: Double) -> (Double, Double) {
        guard size.isFinite, size > 0 else { return (share, share) }
        let square = z * z / size
        let middle = share + square / 2
        let half = z * (share * (1 - share) / size + square / (4 * size)).squareRoot()
        return (max(0, (middle - half) / (1 + square)), min(1, (middle + half) / (1 + square)))
    }
}
