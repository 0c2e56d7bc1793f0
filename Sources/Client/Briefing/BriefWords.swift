internal import Catalogue

/// What a page says in both languages.
enum BriefWords {
    static let lastOnly = Names(
        chinese: "同一人可能跨期重复，只取最后一期", english: "not added over time: the last period alone")
    static let shorterForms = Names(
        chinese: "只计报送周期不长于本期的报表", english: "of forms reported for periods no longer than this one")
    static let nothingReported = Names(chinese: "本期无报送", english: "nothing reported")
    static let undefined = Names(
        chinese: "无定义（分母为0或有缺项）", english: "undefined: divided by 0, or a part is missing")
    static let noPeriod = Names(chinese: "此前没有完整的一期", english: "no period of its form is over")
    static let expectedUnknown = Names(chinese: "应报未知", english: "expected unknown")
    static let pending = Names(chinese: "未到期", english: "not over yet")
    static let nothingExpected = Names(
        chinese: "本页各期没有应报的报表。", english: "Nothing is expected for the periods of this page.")
    /// Of a count of reports.
    static let itself = Names(chinese: "即本指标", english: "is what it counts")
    static let points = Names(chinese: "百分点", english: " points")

    static let nothingCame = Names(
        chinese: "本页各期没有收到该单位及其下级的任何报送。",
        english:
            "Nothing that this unit, or anything below it, reported for the periods of this page has come.")

    static let brief = Names(chinese: "通报", english: "brief")
    static let indicator = Names(chinese: "指标", english: "Indicator")
    static let period = Names(chinese: "期别", english: "Period")
    static let value = Names(chinese: "数值", english: "Value")
    static let parts = Names(chinese: "分子/分母", english: "Numerator/denominator")
    static let change = Names(chinese: "环比", english: "On the period before")
    static let changeYear = Names(chinese: "同比", english: "On the year before")
    static let toDate = Names(chinese: "本年累计", english: "Since January")
    static let toDateChange = Names(chinese: "累计同比", english: "Since January, on the year before")
    static let completeness = Names(chinese: "实报/应报", english: "Reports/expected")
    static let trend = Names(chinese: "走势", english: "Trend")
    static let remark = Names(chinese: "备注", english: "Remark")

    static let reporting = Names(chinese: "各表报送情况", english: "Who has reported, by form")
    static let form = Names(chinese: "报表", english: "Form")
    static let missing = Names(chinese: "未报", english: "Missing")
    static let partial = Names(chinese: "缺项", english: "Partial")
    static let disagreeing = Names(chinese: "与事件不符", english: "Disagreeing with events")
    static let onTime = Names(chinese: "按时率", english: "On-time rate")
    static let asOf = Names(chinese: "截至", english: "As of")
    static let attention = Names(chinese: "注意", english: "Attention")
    static let note = Names(chinese: "注", english: "Note")
    static let legend = Names(
        chinese: "率的变化为百分点，数的变化为百分比；实报/应报为本数所依据报表的份数；走势为最近12个月、8个季度、6个半年或5年，从首次有数的一期起，旁注最小与最大值。",
        english:
            "Rates change by percentage points, numbers by per cent. Reports/expected are those of the forms behind the figure. "
            + "Trends are of the last 12 months, 8 quarters, 6 halves or 5 years, from the first of them that has a value, with the "
            + "least and the greatest.")
}
