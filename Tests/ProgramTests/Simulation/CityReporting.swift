import Foundation
import GRDB

/// Who has reported a form and who was to, as SQL over an export and the units file: written down by hand.
struct CityReporting: Sendable {
    struct Count: Equatable {
        /// Units that were open at the end of the period and had to report.
        var expected = 0
        /// Reports in which every required element is filled; of events, that state what there is.
        var actual = 0
        /// Of these, received by the last day they were due.
        var onTime = 0

        static func + (left: Count, right: Count) -> Count {
            Count(
                expected: left.expected + right.expected, actual: left.actual + right.actual,
                onTime: left.onTime + right.onTime)
        }
    }

    /// As the table of an export is named.
    let table: String
    /// Of events, which a return states the number of: their table and what of them is added up.
    var events: (table: String, number: String, stated: String)?
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
        nilReport(),
        nilReport(of: ("city_problem", "CP_FILED", "NR_CP_FILED")),
        nilReport(of: ("service_request", "RQ_DISPATCHED", "NR_RQ_DISPATCHED")),
    ]

    private static func nilReport(
        of events: (table: String, number: String, stated: String)? = nil
    ) -> CityReporting {
        CityReporting(
            table: "nil_report", events: events, months: 1, lengths: [9], dueDays: 3,
            required: "NR_CP_FILED NR_RQ_DISPATCHED")
    }

    /// The form's code.
    var code: String { (events?.table ?? table).replacing("_", with: "-") }

    /// By `unit/period`, of the years that are asked of.
    ///
    /// - Parameters:
    ///   - months: of the periods that are asked by.
    ///   - dueDays: in place of its own.
    func counts(_ sql: CitySQL, level: Int, months: Int, dueDays: Int? = nil) throws -> [String: Count] {
        let statement = """
            WITH \(periods(months: months, dueDays: dueDays ?? self.dueDays)),
            due AS (
                SELECT code, output FROM registered JOIN periods
                    ON (opened = '' OR opened <= end) AND (closed = '' OR closed > end)
                WHERE length(code) IN (\(lengths.map(String.init).joined(separator: ", ")))
                    AND (reports = '' OR instr(' ' || reports || ' ', ' \(table.replacing("_", with: "-")) ') > 0)),
            sent AS (
                SELECT unit, output, received_at < last AS on_time FROM \(table) JOIN periods ON period = text
                WHERE in_force AND status = 'values' AND \(conditions.joined(separator: " AND ")))
            SELECT substr(unit, 1, \(level)) || '/' || output AS place, sum(expected) AS expected,
                sum(actual) AS actual, sum(on_time) AS on_time
            FROM (SELECT code AS unit, output, 1 AS expected, 0 AS actual, 0 AS on_time FROM due
                UNION ALL SELECT unit, output, 0, 1, on_time FROM sent)
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

    /// The text of each period, that of the longer one that it lies in, its last day, and the moment, in UTC, at which the
    /// last day that it is due has ended in the city.
    private func periods(months: Int, dueDays: Int) -> String {
        let count = CityQuestion.years.count * 12 / self.months
        let first = (CityQuestion.years.lowerBound - 1970) * 12 / self.months
        let numbers = (first..<first + count).map(String.init).joined(separator: ",")
        let begin = { (number: String) in
            "printf('%04d-%02d-01', 1970 + (\(number)) * \(self.months) / 12, (\(number)) * \(self.months) % 12 + 1)"
        }
        // The first of them is the day after the period's end, or its first day.
        let due = "\(begin(isDueFromStart ? "value" : "value + 1")), '\(dueDays - 1) days'"
        let output = CityQuestion.period("(value / \(months / self.months))", months: months)
        return """
            periods (text, output, end, last) AS (
                SELECT \(CityQuestion.period("value", months: self.months)), \(output),
                    date(\(begin("value + 1")), '-1 day'),
                    strftime('%Y-%m-%dT%H:%M:%S', \(due), '+1 day', '-8 hours') FROM json_each('[\(numbers)]'))
            """
    }

    /// Everything required is filled, and where events are told by it, there are as many as it states.
    private var conditions: [String] {
        guard let events else { return filled }
        let held = """
            (SELECT ifnull(sum(\(events.number)), 0) FROM \(events.table) e
                WHERE e.unit = \(table).unit AND e.in_force AND e.status = 'values'
                    AND replace(substr(e.period, 1, 7), '-', '') = text)
            """
        return filled + ["\(events.stated) = \(held)"]
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

extension CityReporting {
    /// The shipped catalogue, in which every return is due after so many days. It is newer than what clients have.
    static func catalogue(dueDays: Int, in folder: Folder) throws -> String {
        let text = try String(
            contentsOf: Setting.project.appending(path: "Sources/Catalogue/catalogue.yaml"), encoding: .utf8)
        let later = text.replacing(/due_days: [0-9]+/, with: "due_days: \(dueDays)")
            .replacing(/version: ([0-9]+)/, maxReplacements: 1) { "version: \((Int($0.output.1) ?? 0) + 1)" }
        return try folder.write(later, to: "catalogue.yaml")
    }

    /// So many days are between the middle of 2025 and now: about three quarters of the two years' reports are late.
    static var daysSinceMiddle: Int {
        Int((Date().timeIntervalSince1970 - 1_751_299_200) / 86_400)
    }
}
