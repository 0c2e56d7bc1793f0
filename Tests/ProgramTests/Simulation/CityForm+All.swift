extension CityForm {
    static let options = [
        "domain": ["community", "park", "building", "social_org"],
        "direction": ["in", "out"],
        "subject": ["street_community", "resident_unit", "social_org", "mass_org"],
        "organiser": ["community", "park", "building", "social_org", "organ", "enterprise"],
        "pair": ["organ_community", "social_org_community", "private_firm_community", "other"],
        "type": ["waterlogging", "congestion", "pollution", "other"],
        "aspect": ["overall", "management", "service", "convenience", "gain"],
        "reason": ["political", "guidance", "service", "means", "member_role", "other"],
        "group": ["in_service", "retired", "resident", "floating", "emerging", "other"],
        "area": ["urban", "rural"],
    ]

    /// Their options overlap: nothing may be added over them.
    static let overlapping: Set = ["direction", "pair", "aspect", "reason"]

    /// Who reports speaks for everything below: nothing is told of units with longer codes.
    static let lowest = [
        "weak_branch": 9, "population": 6, "economy": 6, "effort": 6, "targets": 6,
    ]

    static let all = returns + events

    private static let events = [
        CityForm(
            event: "city_problem", by: ["urgency", "type", "livelihood"],
            CityElement.flows("CP_FILED CP_DUE CP_CLOSED CP_CLOSED_ONTIME CP_REPEAT")
                + CityElement.derived("CP_FELL_DUE", by: "CP_DUE_AT", "1")
                + CityElement.derived("CP_DUE_CLOSED", by: "CP_DUE_AT", "CP_CLOSED_AT IS NOT NULL")
                + CityElement.derived(
                    "CP_DUE_ONTIME", by: "CP_DUE_AT",
                    "CP_CLOSED_AT IS NOT NULL AND CP_CLOSED_AT <= CP_DUE_AT")
                + CityElement.flows("CP_DEFERRED CP_EXTENDED", by: "CP_DUE_AT")
                + CityElement.derived(
                    "CP_DUE_DEFERRED", by: "CP_DUE_AT",
                    "CASE WHEN CP_DEFERRED > 0 AND CP_CLOSED_AT IS NULL THEN 1 END")
                + CityElement.derived(
                    "CP_MISSED", by: "CP_DUE_AT",
                    "CASE WHEN (CP_CLOSED_AT IS NULL OR CP_CLOSED_AT > CP_DUE_AT) AND ifnull(CP_DEFERRED, 0) = 0 THEN 1 END"
                )
                + CityElement.derived(
                    "CP_CLOSED_LATE", by: "CP_CLOSED_AT",
                    "CASE WHEN CP_CLOSED_AT > CP_DUE_AT AND ifnull(CP_DEFERRED, 0) = 0 THEN 1 END")
                + CityElement.derived(
                    "CP_DUE_ENDED", by: "period", "CASE WHEN CP_DUE_AT IS NOT NULL THEN 1 END")
                + CityElement.derived("CP_ENDED", by: "CP_CLOSED_AT", "1")
                + CityElement.flows("CP_REWORK", by: "CP_CLOSED_AT")),
        CityForm(
            event: "service_request", by: ["livelihood", "judge"],
            CityElement.flows("RQ_DISPATCHED RQ_RESPONDED RQ_CLOSED")
                + CityElement.flows("SV_CALLED SV_REACHED SV_SOLVED SV_SATISFIED SV_BASIC", by: "SV_AT")),
        CityForm(
            event: "meeting_paper", by: ["mode", "purpose"], CityElement.flows("MT_CALLED MT_SUBMITTED")),
    ]

    private static let returns = [
        CityForm(
            "coverage", months: 1, lookBack: 2,
            [
                Part(
                    by: "domain",
                    CityElement.stocks(
                        "COV_TOTAL COV_ELIGIBLE COV_ELIGIBLE_BUILT COV_SINGLE COV_JOINT COV_WORKONLY COV_BLANK_EMERGING"
                    ) + CityElement.flows("COV_BLANK_FOUND COV_BLANK_FILLED COV_BLANK_GONE"))
            ]),
        CityForm(
            "floating_members", months: 3, lookBack: 1,
            [
                Part(
                    by: "direction",
                    CityElement.stocks("FM_TOTAL FM_MANAGED") + CityElement.flows("FM_NEW")
                        + CityElement.distinct("FM_ACTIVE"))
            ]),
        CityForm(
            "check_in", months: 1, lookBack: 2,
            [
                Part(
                    CityElement.stocks("CI_DONE CI_UNITS_EXPECTED CI_UNITS_DONE CI_WISH_OPEN")
                        + CityElement.flows("CI_WISH_RAISED CI_WISH_CLAIMED CI_WISH_DONE")
                        + CityElement.flow("CI_HOURS", scale: 1) + CityElement.distinct("CI_ACTIVE")
                        + [CityElement(code: "CI_ACTIVE_YTD", kind: .yearToDate)])
            ]),
        CityForm(
            "check_in_sent", months: 3, lookBack: 1, [Part(CityElement.stocks("CI_EXPECTED CI_SENT"))]),
        CityForm(
            "linkage", months: 3, lookBack: 1,
            [
                Part(CityElement.flows("LK_MEETINGS")),
                Part(
                    by: "subject",
                    CityElement.stocks("LK_MEMBER_UNITS LK_PROJECTS_OPEN")
                        + CityElement.flows(
                            "LK_ATTENDED LK_INVITED LK_NEEDS LK_RESOURCES LK_PROJECTS LK_PROJECTS_DONE")),
            ]),
        CityForm(
            "joint_activity", months: 1, lookBack: 2,
            [
                Part(by: "organiser", CityElement.flows("FU_ACTIVITIES FU_JOINT")),
                Part(by: "pair", CityElement.flows("FU_PAIR")),
                Part(
                    CityElement.stocks("FU_SMALLFIRM_TOTAL FU_SMALLFIRM_LINKED FU_SO_TOTAL FU_SO_FOSTERED")),
            ]),
        CityForm(
            "chronic_spot", months: 1, lookBack: 2,
            [
                Part(
                    by: "type",
                    CityElement.stocks("CH_LISTED") + CityElement.flows("CH_NEW CH_CURED CH_RELAPSED")),
                Part(CityElement.flows("RW_EXPOSED RW_FLOODED")),
            ]),
        CityForm(
            "resident_survey", months: 6, lookBack: 1,
            [
                Part(CityElement.stocks("RS_FRAME") + CityElement.flows("RS_SAMPLED")),
                Part(by: "aspect", CityElement.flows("RS_ANSWERED RS_POSITIVE")),
            ]),
        CityForm(
            "weak_branch", months: 3, lookBack: 1,
            [
                Part(
                    CityElement.stocks("WB_COMMUNITIES WB_LISTED")
                        + CityElement.flows("WB_NEW WB_FIXED WB_REMOVED")),
                Part(by: "reason", CityElement.stocks("WB_REASON")),
            ]),
        CityForm(
            "members", months: 6, lookBack: 1, [Part(by: "group", CityElement.stocks("PM_TOTAL PM_ROLE"))]),
        CityForm("population", months: 12, lookBack: 3, [Part(CityElement.stocks("EC_POP EC_POP_URBAN"))]),
        CityForm(
            "economy", months: 12, lookBack: 1,
            [
                Part(
                    CityElement.flows("EC_GDP EC_GDP_URBAN")
                        + CityElement.stocks("EC_INC_URBAN_POP EC_INC_RURAL_POP")
                        + [
                            CityElement(code: "EC_INC_URBAN", kind: .mean(weight: "EC_INC_URBAN_POP")),
                            CityElement(code: "EC_INC_RURAL", kind: .mean(weight: "EC_INC_RURAL_POP")),
                        ])
            ]),
        CityForm(
            "effort", months: 6, lookBack: 1,
            [
                Part(
                    by: "area",
                    CityElement.flows("EF_SESSIONS") + CityElement.stocks("EF_STAFF")
                        + CityElement.flow("EF_FUNDS", scale: 2))
            ]),
        CityForm(
            "targets", months: 12, lookBack: 0,
            [
                Part(by: "domain", CityElement.stocks("TG_BLANK_FILLED")),
                Part(CityElement.stocks("TG_WB_FIXED")),
            ]),
        CityForm(
            "nil_report", months: 1, lookBack: 0,
            [Part(CityElement.flows("NR_CP_FILED NR_RQ_DISPATCHED"))]),
    ]
}
