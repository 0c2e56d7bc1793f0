import Catalogue

@testable import Client

/// A page that nobody answered for, with everything that a rendering may meet.
enum MadeUpBrief {
    private static func figure(_ code: String, _ chinese: String, _ english: String) -> Brief.Figure {
        Brief.Figure(
            code: code, names: Names(chinese: chinese, english: english), period: "202512", completeness: [],
            series: [], remarks: [])
    }

    static var brief: Brief {
        var rate = figure("RATE", "覆盖率", "Coverage")
        rate.value = Names("45.03%")
        rate.parts = "1901/4222"
        rate.change = Names(chinese: "+0.60百分点", english: "+0.60 points")
        rate.changeYear = Names(chinese: "-3.35百分点", english: "-3.35 points")
        rate.completeness = [.reports(actual: 54, expected: 56), .reports(actual: 3, expected: nil)]
        rate.series = [nil, 40, 44, nil, 42, 45.03]
        rate.extent = ("40.00%", "45.03%")
        var count = figure("COUNT", "很长很长很长的指标名称<b>|", "A count & \"more\"")
        count.value = Names("1610")
        count.toDate = Names("99")
        count.toDateChange = Names("0.00%")
        count.completeness = [.unknown]
        count.series = [1, 1, 1]
        count.remarks = [Names(chinese: "甲*", english: "a_b"), Names(chinese: "乙", english: "c")]
        var absent = figure("ABSENT", "无", "Absent")
        absent.remarks = [BriefWords.nothingReported]
        var reports = figure("REPORTS", "填报率", "Reporting rate")
        reports.value = Names("96.43%")
        reports.completeness = [.itself]
        return Brief(
            unit: "5101", unitName: "成都<市>", period: Names(chinese: "2025年12月", english: "202512"),
            sections: [
                .init(
                    names: Names(chinese: "两个覆盖", english: "Coverage"), figures: [rate, count],
                    notes: [.init(names: [rate.names, count.names], text: "some of it | stands")]),
                .init(
                    names: Names(chinese: "报送", english: "Reporting"), figures: [absent, reports], notes: []),
            ],
            reporting: .init(
                forms: [
                    .init(
                        names: Names(chinese: "月报", english: "Monthly"), period: "202512",
                        completeness: .reports(actual: 54, expected: 56), missing: 2, partial: 0,
                        disagreeing: 0, onTime: "90.00%"),
                    .init(
                        names: Names(chinese: "年报", english: "Yearly"), period: "2025", completeness: .unknown
                    ),
                ], missing: (2, 3)),
            warnings: [Names(chinese: "单位<已>撤销", english: "closed_now & <then>")],
            notes: ["no units"], asOf: ["journal:29 (2026-01-05T08:00:00+08:00)"])
    }
}
