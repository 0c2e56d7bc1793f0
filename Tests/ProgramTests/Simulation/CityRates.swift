/// An indicator as its definition has it: sums and differences, perhaps of one option alone.
struct CityRate {
    struct Term {
        let sign: Int
        let element: String
        /// The option that alone counts.
        let only: (category: String, option: String)?
    }

    let code: String
    let numerator: [Term]
    /// Nil: it is a count.
    let denominator: [Term]?

    /// - Parameters: `A + B - C`, each perhaps with an option: `A{area=urban}`.
    init(_ code: String, _ numerator: String, over denominator: String? = nil) {
        self.code = code
        self.numerator = Self.terms(numerator)
        self.denominator = denominator.map(Self.terms)
    }

    var terms: [Term] { numerator + (denominator ?? []) }

    private static func terms(_ text: String) -> [Term] {
        var sign = 1
        var terms: [Term] = []
        for word in text.split(separator: " ") {
            switch word {
            case "+": sign = 1
            case "-": sign = -1
            default:
                let parts = word.split { "{=}".contains($0) }.map(String.init)
                terms.append(
                    Term(
                        sign: sign, element: parts[0], only: parts.count == 3 ? (parts[1], parts[2]) : nil))
            }
        }
        return terms
    }

    /// All of them in per cent but the one count.
    /// The longest unit codes that a rate is asked for.
    static let lowest = ["CI_RATE": 9]

    static let all = [
        CityRate("COV_ORG_RATE", "COV_SINGLE + COV_JOINT", over: "COV_TOTAL"),
        CityRate("COV_SINGLE_RATE", "COV_SINGLE", over: "COV_TOTAL"),
        CityRate("COV_WORK_RATE", "COV_SINGLE + COV_JOINT + COV_WORKONLY", over: "COV_TOTAL"),
        CityRate("COV_BUILT_RATE", "COV_ELIGIBLE_BUILT", over: "COV_ELIGIBLE"),
        CityRate("COV_BLANK", "COV_TOTAL - COV_SINGLE - COV_JOINT - COV_WORKONLY"),
        CityRate(
            "COV_FILL_RATE", "COV_BLANK_FILLED",
            over: "COV_BLANK_FILLED + COV_TOTAL - COV_SINGLE - COV_JOINT - COV_WORKONLY"),
        CityRate(
            "COV_EMERGING_SHARE", "COV_BLANK_EMERGING",
            over: "COV_TOTAL - COV_SINGLE - COV_JOINT - COV_WORKONLY"),
        CityRate("FM_RATE", "FM_MANAGED", over: "FM_TOTAL"),
        CityRate("FM_ACTIVE_RATE", "FM_ACTIVE", over: "FM_MANAGED"),
        CityRate("CI_RATE", "CI_SENT", over: "CI_EXPECTED"),
        CityRate("CI_UNIT_RATE", "CI_UNITS_DONE", over: "CI_UNITS_EXPECTED"),
        CityRate("CI_ACTIVE_RATE", "CI_ACTIVE", over: "CI_DONE"),
        CityRate("CI_WISH_RATE", "CI_WISH_DONE", over: "CI_WISH_DONE + CI_WISH_OPEN"),
        CityRate("LK_ATTEND_RATE", "LK_ATTENDED", over: "LK_INVITED"),
        CityRate("LK_PROJECT_RATE", "LK_PROJECTS_DONE", over: "LK_PROJECTS_DONE + LK_PROJECTS_OPEN"),
        CityRate("FU_JOINT_RATE", "FU_JOINT", over: "FU_ACTIVITIES"),
        CityRate("FU_SMALLFIRM_RATE", "FU_SMALLFIRM_LINKED", over: "FU_SMALLFIRM_TOTAL"),
        CityRate("CP_CLOSE_RATE", "CP_DUE_CLOSED", over: "CP_FELL_DUE - CP_DUE_DEFERRED"),
        CityRate("CP_ONTIME_RATE", "CP_DUE_ONTIME", over: "CP_FELL_DUE - CP_DUE_DEFERRED"),
        CityRate(
            "CP_ACUTE_ONTIME_RATE", "CP_DUE_ONTIME{urgency=acute}", over: "CP_FELL_DUE{urgency=acute}"),
        CityRate("CP_REWORK_RATE", "CP_REWORK", over: "CP_ENDED"),
        CityRate("CP_DEFER_RATE", "CP_DUE_DEFERRED", over: "CP_FELL_DUE"),
        CityRate("CP_EXTEND_RATE", "CP_EXTENDED", over: "CP_FELL_DUE"),
        CityRate("CP_COHORT_CLOSE_RATE", "CP_CLOSED", over: "CP_DUE"),
        CityRate("CP_COHORT_ONTIME_RATE", "CP_CLOSED_ONTIME", over: "CP_DUE"),
        CityRate("CP_REPEAT_RATE", "CP_REPEAT", over: "CP_FILED"),
        CityRate("CH_CURE_RATE", "CH_CURED", over: "CH_CURED + CH_LISTED"),
        CityRate("RW_FLOOD_RATE", "RW_FLOODED", over: "RW_EXPOSED"),
        CityRate("RQ_RESPONSE_RATE", "RQ_RESPONDED", over: "RQ_DISPATCHED"),
        CityRate("RQ_CLOSE_RATE", "RQ_CLOSED", over: "RQ_DISPATCHED"),
        CityRate("SV_REACH_RATE", "SV_REACHED", over: "SV_CALLED"),
        CityRate("SV_SOLVE_RATE", "SV_SOLVED", over: "SV_REACHED"),
        CityRate("SV_SATISFY_RATE", "SV_SATISFIED", over: "SV_REACHED"),
        CityRate("RS_POSITIVE_RATE", "RS_POSITIVE", over: "RS_ANSWERED"),
        CityRate("EC_URBAN_RATE", "EC_POP_URBAN", over: "EC_POP"),
        CityRate("EC_URBAN_GDP_SHARE", "EC_GDP_URBAN", over: "EC_GDP"),
        CityRate("WB_RATE", "WB_LISTED", over: "WB_COMMUNITIES"),
        CityRate("WB_FIX_RATE", "WB_FIXED", over: "WB_FIXED + WB_LISTED"),
        CityRate("EF_URBAN_SHARE", "EF_SESSIONS{area=urban}", over: "EF_SESSIONS"),
        CityRate("PM_ROLE_RATE", "PM_ROLE", over: "PM_TOTAL"),
        CityRate("MT_RATE", "MT_SUBMITTED", over: "MT_CALLED"),
    ]
}
