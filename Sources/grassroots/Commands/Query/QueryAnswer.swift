/// What an answer may be made into, as it is named before the items; cells have no name.
enum QueryAnswer: String, CaseIterable, Sendable {
    case ranking, trend, share, distribution, matrix, interval
    case threeRates = "three-rates"
    case progress
    case blankSpots = "blank-spots"
    case backlog
    case completeness, missing, units
    case violations, outliers, conflicts
    case repeatedIDs = "repeated-ids"
    case clocks

    /// As the protocol calls it.
    var name: String { self == .threeRates ? Self.interval.rawValue : rawValue }

    /// What is meant where no item is named; nil: some must be.
    var items: [String]? {
        switch self {
        case .ranking, .trend, .share, .distribution, .matrix, .interval: nil
        case .threeRates: ["RQ_RESPONSE_RATE", "SV_SOLVE_RATE", "SV_SATISFY_RATE"]
        case .progress: ["TG_FILL_PROGRESS"]
        case .blankSpots: ["COV_BLANK"]
        case .backlog, .completeness, .missing, .units, .violations, .outliers, .conflicts, .repeatedIDs,
            .clocks:
            ["*"]
        }
    }
}
