extension FormDesign {
    /// Every return that the catalogue has.
    static let returns = [
        coverage, floatingMembers, checkIn, checkInSent, linkage, jointActivity, chronicSpot, residentSurvey,
        weakBranch, members, population, economy, effort, targets, nilReport,
    ]

    private static let coverage = FormDesign(
        "coverage",
        [
            Line("COV_TOTAL", .level(5...30, growthPercent: 12)),
            Line("COV_SINGLE", .share(["COV_TOTAL"], percent: 10...40, risingPoints: 4)),
            Line("COV_JOINT", .share(["COV_TOTAL"], percent: 5...30)),
            Line("COV_WORKONLY", .share(["COV_TOTAL"], percent: 5...30)),
            Line(
                "blank", .rest(of: "COV_TOTAL", without: ["COV_SINGLE", "COV_JOINT", "COV_WORKONLY"]),
                category: "domain"),
            Line("COV_ELIGIBLE_BUILT", .share(["COV_SINGLE", "COV_JOINT"], percent: 60...100)),
            Line("eligible", .share(["COV_WORKONLY", "blank"], percent: 0...40), category: "domain"),
            Line("COV_ELIGIBLE", .sum(["COV_ELIGIBLE_BUILT", "eligible"])),
            Line("COV_BLANK_FILLED", .left("blank", extra: 0...2)),
            Line("COV_BLANK_GONE", .count(0...1)),
            Line("COV_BLANK_FOUND", .came("blank", left: ["COV_BLANK_FILLED", "COV_BLANK_GONE"])),
            Line("COV_BLANK_EMERGING", .share(["blank"], percent: 0...60)),
        ])

    /// Who came in and who went out are counted apart: one person is both.
    private static let floatingMembers = FormDesign(
        "floating-members",
        [
            Line("FM_TOTAL", .level(3...60)),
            Line("FM_MANAGED", .share(["FM_TOTAL"], percent: 40...100, risingPoints: 3)),
            Line("gone", .left("FM_MANAGED", extra: 0...3), category: "direction"),
            Line("FM_NEW", .came("FM_MANAGED", left: ["gone"])),
            Line("FM_ACTIVE", .share(["FM_MANAGED"], percent: 20...95)),
        ])

    private static let checkIn = FormDesign(
        "check-in",
        [
            Line("CI_DONE", .level(20...200, growthPercent: 8)),
            Line("CI_UNITS_EXPECTED", .level(2...20)),
            Line("CI_UNITS_DONE", .share(["CI_UNITS_EXPECTED"], percent: 30...100)),
            Line("CI_ACTIVE", .share(["CI_DONE"], percent: 5...60)),
            Line("CI_ACTIVE_YTD", .sinceJanuary("CI_ACTIVE")),
            Line("CI_HOURS", .count(0...4_000)),
            Line("CI_WISH_RAISED", .count(0...12)),
            Line("CI_WISH_OPEN", .level(0...8)),
            Line("CI_WISH_DONE", .left("CI_WISH_OPEN", extra: 0...6)),
            Line("CI_WISH_CLAIMED", .came("CI_WISH_OPEN", left: ["CI_WISH_DONE"])),
        ])

    private static let checkInSent = FormDesign(
        "check-in-sent",
        [
            Line("CI_EXPECTED", .level(80...2_000)),
            Line("CI_SENT", .share(["CI_EXPECTED"], percent: 50...100, risingPoints: 3)),
        ])

    private static let linkage = FormDesign(
        "linkage",
        [
            Line("LK_MEETINGS", .count(0...4)),
            Line("LK_MEMBER_UNITS", .level(1...8)),
            Line("LK_INVITED", .share(["LK_MEETINGS"], percent: 200...900)),
            Line("LK_ATTENDED", .share(["LK_INVITED"], percent: 30...100)),
            Line("LK_NEEDS", .count(0...9)),
            Line("LK_RESOURCES", .count(0...9)),
            Line("LK_PROJECTS_OPEN", .level(0...6)),
            Line("LK_PROJECTS_DONE", .left("LK_PROJECTS_OPEN", extra: 0...3)),
            Line("LK_PROJECTS", .came("LK_PROJECTS_OPEN", left: ["LK_PROJECTS_DONE"])),
        ])

    /// An activity of three domains is in three pairs.
    private static let jointActivity = FormDesign(
        "joint-activity",
        [
            Line("FU_ACTIVITIES", .count(0...9)),
            Line("FU_JOINT", .share(["FU_ACTIVITIES"], percent: 0...90)),
            Line("FU_PAIR", .share(["FU_JOINT"], percent: 10...80)),
            Line("FU_SMALLFIRM_TOTAL", .level(10...150, growthPercent: 6), emptyPercent: 3),
            Line("FU_SMALLFIRM_LINKED", .share(["FU_SMALLFIRM_TOTAL"], percent: 5...80), emptyPercent: 3),
            Line("FU_SO_TOTAL", .level(0...12)),
            Line("FU_SO_FOSTERED", .share(["FU_SO_TOTAL"], percent: 0...70)),
        ])

    private static let chronicSpot = FormDesign(
        "chronic-spot",
        [
            Line("CH_LISTED", .level(0...12)),
            Line("CH_CURED", .left("CH_LISTED", extra: 0...2)),
            Line("CH_NEW", .came("CH_LISTED", left: ["CH_CURED"])),
            Line("CH_RELAPSED", .share(["CH_NEW"], percent: 0...40)),
            Line("RW_EXPOSED", .times("CH_LISTED", 0...4)),
            Line("RW_FLOODED", .share(["RW_EXPOSED"], percent: 0...60)),
        ])

    private static let residentSurvey = FormDesign(
        "resident-survey",
        [
            Line("RS_FRAME", .level(8_000...60_000, growthPercent: 1)),
            Line("RS_SAMPLED", .count(150...400)),
            Line("RS_ANSWERED", .share(["RS_SAMPLED"], percent: 60...98)),
            Line("RS_POSITIVE", .share(["RS_ANSWERED"], percent: 45...97)),
        ])

    /// One branch may be weak for several reasons.
    private static let weakBranch = FormDesign(
        "weak-branch",
        [
            Line("WB_COMMUNITIES", .level(8...20, growthPercent: 0)),
            Line("WB_LISTED", .share(["WB_COMMUNITIES"], percent: 0...25)),
            Line("WB_REASON", .share(["WB_LISTED"], percent: 10...90)),
            Line("WB_FIXED", .left("WB_LISTED", extra: 0...1)),
            Line("WB_REMOVED", .share(["WB_FIXED"], percent: 0...50)),
            Line("WB_NEW", .came("WB_LISTED", left: ["WB_FIXED", "WB_REMOVED"])),
        ])

    private static let members = FormDesign(
        "members",
        [
            Line("PM_TOTAL", .level(2...60)),
            Line("PM_ROLE", .share(["PM_TOTAL"], percent: 20...95)),
        ])

    private static let population = FormDesign(
        "population",
        [
            Line("EC_POP", .level(250_000...1_200_000, growthPercent: 1)),
            Line("EC_POP_URBAN", .share(["EC_POP"], percent: 55...95), emptyPercent: 5),
        ])

    /// A district that is all town has no rural income; some give a weight without its income.
    private static let economy = FormDesign(
        "economy",
        [
            Line("EC_GDP", .level(800_000...60_000_000, growthPercent: 5)),
            Line("EC_GDP_URBAN", .share(["EC_GDP"], percent: 30...90), emptyPercent: 10),
            Line("EC_INC_URBAN_POP", .level(200_000...900_000, growthPercent: 1)),
            Line("EC_INC_URBAN", .level(32_000...65_000, growthPercent: 6), emptyPercent: 5),
            Line("EC_INC_RURAL_POP", .level(30_000...300_000, growthPercent: -2)),
            Line("EC_INC_RURAL", .level(14_000...38_000, growthPercent: 8), absentPercent: 30),
        ])

    private static let effort = FormDesign(
        "effort",
        [
            Line("EF_SESSIONS", .count(0...9)),
            Line("EF_STAFF", .level(30...400)),
            Line("EF_FUNDS", .count(20_000...900_000)),
        ])

    private static let targets = FormDesign(
        "targets",
        [
            Line("TG_BLANK_FILLED", .level(600...3_000)),
            Line("TG_WB_FIXED", .level(10...90), emptyPercent: 5),
        ])

    private static let nilReport = FormDesign(
        "nil-report",
        [
            Line("NR_CP_FILED", .tally("city-problem", wrongPercent: 4)),
            Line("NR_RQ_DISPATCHED", .tally("service-request", wrongPercent: 4)),
        ])
}
