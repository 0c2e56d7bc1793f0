import GRDB

/// Who has reported a return and who was to, as SQL over an export and the units file: written down by hand.
struct CityReporting: Sendable {
    struct Count: Equatable {
        /// Units that were open at the end of the period and had to report.
        let expected: Int
        /// Reports in which every required element is filled.
        let actual: Int
        /// Of these, received by the last day they were due.
        let onTime: Int
    }

    /// As the table of an export is named.
    let table: String
    let months: Int
    /// Lengths of the codes that report it.
    let lengths: [Int]
    let dueDays: Int
    /// Due after the beginning of the period instead of its end.
    var isDueFromStart = false
    /// Elements without which a report is partial.
    let required: String

    static let all = [
        CityReporting(
            table: "coverage", months: 1, lengths: [12, 16], dueDays: 5,
            required: "COV_TOTAL COV_SINGLE COV_JOINT COV_WORKONLY"),
        CityReporting(
            table: "floating_members", months: 3, lengths: [12, 16], dueDays: 10,
            required: "FM_TOTAL FM_MANAGED"),
        CityReporting(table: "check_in", months: 1, lengths: [12], dueDays: 5, required: "CI_DONE CI_ACTIVE"),
        CityReporting(
            table: "check_in_sent", months: 3, lengths: [6, 9], dueDays: 10, required: "CI_EXPECTED CI_SENT"),
        CityReporting(table: "linkage", months: 3, lengths: [9, 12], dueDays: 10, required: "LK_MEETINGS"),
        CityReporting(
            table: "joint_activity", months: 1, lengths: [12, 16], dueDays: 5,
            required: "FU_ACTIVITIES FU_JOINT"),
        CityReporting(table: "chronic_spot", months: 1, lengths: [9], dueDays: 5, required: "CH_LISTED"),
        CityReporting(
            table: "resident_survey", months: 6, lengths: [9], dueDays: 30,
            required: "RS_FRAME RS_SAMPLED RS_ANSWERED RS_POSITIVE"),
        CityReporting(
            table: "weak_branch", months: 3, lengths: [9], dueDays: 10,
            required: "WB_COMMUNITIES WB_LISTED"),
        CityReporting(
            table: "members", months: 6, lengths: [12, 16], dueDays: 15, required: "PM_TOTAL PM_ROLE"),
        CityReporting(table: "population", months: 12, lengths: [6], dueDays: 120, required: "EC_POP"),
        CityReporting(table: "economy", months: 12, lengths: [6], dueDays: 120, required: "EC_GDP"),
        CityReporting(table: "effort", months: 6, lengths: [6], dueDays: 15, required: "EF_SESSIONS"),
        CityReporting(
            table: "targets", months: 12, lengths: [6], dueDays: 31, isDueFromStart: true,
            required: "TG_BLANK_FILLED"),
        CityReporting(
            table: "nil_report", months: 1, lengths: [9], dueDays: 3,
            required: "NR_CP_FILED NR_RQ_DISPATCHED"),
    ]

    /// By `unit/period`, of the years that are asked of.
    func counts(_ sql: CitySQL, level: Int) throws -> [String: Count] {
        let statement = """
            WITH \(periods),
            due AS (
                SELECT code, text, end FROM registered JOIN periods
                    ON (opened = '' OR opened <= end) AND (closed = '' OR closed > end)
                WHERE length(code) IN (\(lengths.map(String.init).joined(separator: ", ")))
                    AND (reports = '' OR instr(' ' || reports || ' ', ' \(table.replacing("_", with: "-")) ') > 0)),
            sent AS (
                SELECT unit, text, received_at < last AS on_time FROM \(table) JOIN periods ON period = text
                WHERE in_force AND status = 'values' AND \(filled.joined(separator: " AND ")))
            SELECT substr(unit, 1, \(level)) || '/' || text AS place, sum(expected) AS expected, sum(actual) AS actual,
                sum(on_time) AS on_time
            FROM (SELECT code AS unit, text, 1 AS expected, 0 AS actual, 0 AS on_time FROM due
                UNION ALL SELECT unit, text, 0, 1, on_time FROM sent)
            GROUP BY 1
            """
        return try sql.queue.read { database in
            var counts: [String: Count] = [:]
            for row in try Row.fetchAll(database, sql: statement) {
                counts[row["place"]] = Count(
                    expected: row["expected"], actual: row["actual"], onTime: row["on_time"])
            }
            return counts
        }
    }

    /// The text of each period, its last day, and the moment, in UTC, at which the last day that it is due has ended in
    /// the city.
    private var periods: String {
        let count = CityQuestion.years.count * 12 / months
        let first = (CityQuestion.years.lowerBound - 1970) * 12 / months
        let numbers = (first..<first + count).map(String.init).joined(separator: ",")
        let begin = { (number: String) in
            "printf('%04d-%02d-01', 1970 + (\(number)) * \(months) / 12, (\(number)) * \(months) % 12 + 1)"
        }
        let due =
            isDueFromStart
            ? "\(begin("value")), '\(dueDays - 1) days'" : "\(begin("value + 1")), '\(dueDays - 1) days'"
        return """
            periods (text, end, last) AS (
                SELECT \(CityQuestion.period("value", months: months)), date(\(begin("value + 1")), '-1 day'),
                    strftime('%Y-%m-%dT%H:%M:%S', \(due), '+1 day', '-8 hours') FROM json_each('[\(numbers)]'))
            """
    }

    /// An element that is told apart by options is filled where any of its cells is.
    private var filled: [String] {
        let parts = CityForm.all.first { $0.table == table }?.parts ?? []
        return required.split(separator: " ").map { element in
            let category = parts.first { $0.elements.contains { $0.code == element } }?.category
            let options = category.flatMap { CityForm.options[$0] }
            let cells = options.map { $0.map { "\(element)_\($0)" } } ?? [String(element)]
            return "coalesce(\((cells + ["NULL"]).joined(separator: ", "))) IS NOT NULL"
        }
    }
}
