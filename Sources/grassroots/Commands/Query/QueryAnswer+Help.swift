extension QueryAnswer {
    /// For each answer how it is asked for, what it is, and an example.
    static var help: String {
        allCases.map { answer in
            """
            \([answer.rawValue, answer.arguments].filter { !$0.isEmpty }.joined(separator: " "))
              \(answer.text)
              grassroots query \(answer.rawValue) \(answer.example)
            """
        }.joined(separator: "\n\n")
    }

    private var arguments: String {
        switch self {
        case .ranking, .distribution, .matrix: "ITEM"
        case .trend, .share, .interval: "ITEM…"
        case .threeRates, .progress, .blankSpots: "[ITEM…], left out: \(items?.joined(separator: " ") ?? "")"
        case .backlog, .completeness, .missing, .conflicts, .repeatedIDs, .clocks: "[FORM…]"
        case .units: ""
        case .violations: "[FORM|RULE…]"
        case .outliers: "[FORM|ELEMENT…]"
        }
    }

    private var text: String {
        switch self {
        case .ranking:
            "Units, else what the last --by tells apart, the greatest first; equal values share a rank and the next counts them all (1, 1, 3). What is undefined, or has too small a denominator, has no rank and is named below."
        case .trend:
            "By period with X.change (环比, on the period before), X.change_year (同比, on the year before), X.ytd (1—N月累计) and X.ytd_change_year. Rates change by percentage points, numbers by per cent of what they were; from 0 there is no percentage."
        case .share: "What part each row has of all that differ from it in the last --by only."
        case .distribution:
            "Bands, median and ninth decile, and how many are still open. X.within_share is of all, those that are open among them; X.p50_all is empty where more than half are open."
        case .matrix: "Two --by crossed, or the members of a category of pairs against each other."
        case .interval:
            "Rates that persons were asked for. low and high: of a sample a 95 % interval (Wilson, with the finite-population correction); where everybody was asked, what the rate would be if all who did not answer had said no, or yes. weighted gives each unit the weight of those it stands for."
        case .threeRates: "三率: as interval, with who judged where asked by judge."
        case .progress: "Rates beside the share of the year that is gone (序时进度)."
        case .blankSpots:
            "空白点: each unit is blank, covered or not_reported in one period; what it reported for an earlier one says nothing of it."
        case .backlog:
            "Open cases as of now or of the end of --period: overdue (超期), due within three days (临期), deferred (缓办), and how old. Open is filed and not closed. \(Self.cost)"
        case .completeness:
            "Who has reported (报送情况). Expected: units that must and are open on the period's last day, of periods that are over; actual: returns with all that is required; on time: a complete revision arrived by the due day. Returns of others count too, so that a rate may pass 100 %."
        case .missing:
            "Who has not reported, of each form's last period that is over if no --period is given; --text writes it as a message that can be pasted into a chat (催报)."
        case .units:
            "The units as they are registered: when they open and close, what they are, whom they take over from and who takes over."
        case .violations:
            "Reports that break a rule of the catalogue, with both sides. They count all the same. \(Self.cost)"
        case .outliers:
            "Values of returns whose modified z-score, from the unit's own earlier periods, is beyond 3.5, with what is usual. They count all the same. \(Self.cost)"
        case .conflicts:
            "Reports of which different clients wrote different versions, each with its time and content; the first of each stands. \(Self.cost)"
        case .repeatedIDs:
            "Events whose id lives under several units, so that they may count twice. \(Self.cost)"
        case .clocks:
            "What a wrong clock did. lost: it arrived later than the report in force and was saved earlier; ahead: it was saved after it arrived. \(Self.cost)"
        }
    }

    private static let cost = "Reads single reports, and says how many."

    private var example: String {
        switch self {
        case .ranking: "COV_ORG_RATE --by unit:district --period 202512"
        case .trend: "CP_FILED CP_ONTIME_RATE --unit 5101 --by month --period 202501..202512"
        case .share: "CP_FILED --by type --period 2025"
        case .distribution: "CP_MINUTES --by type --period 2025"
        case .matrix: "LK_ATTEND_RATE --by unit:district --by subject --period 2025Q4"
        case .interval: "RS_POSITIVE_RATE --by aspect --period 2025S2"
        case .threeRates: "--by judge --period 202512"
        case .progress: "--by unit:district --period 202509"
        case .blankSpots: "--unit 510104 --period 202512"
        case .backlog: "city-problem --by unit:district --by type"
        case .completeness: "coverage --by unit:district --by month --period 202501..202512"
        case .missing: "coverage check-in --unit 5101 --period 202506 --text"
        case .units: "--unit 510104 --by unit:street"
        case .violations: "coverage --unit 5101 --period 202512"
        case .outliers: "coverage COV_TOTAL --unit 510104"
        case .conflicts: "--unit 510104017"
        case .repeatedIDs: "city-problem --unit 5101"
        case .clocks: "coverage --period 202512 --format csv"
        }
    }
}
