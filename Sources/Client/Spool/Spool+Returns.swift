internal import Foundation
internal import GRDB
package import Wire

/// The returns that this spool has taken, so that one of which nothing changed can be made in full from the last: not
/// those that a collector refused.
extension Spool {
    /// Of each form and unit what is older than so many periods before the newest is forgotten.
    private static let periodsKept: Int64 = 24

    /// Every revision that is remembered of a form and a unit, in no order that means anything.
    package func returns(dataSet: UInt32, unit: UnitCode) throws(ClientError) -> [Report] {
        try read { db in
            try Data.fetchAll(
                db.cachedStatement(sql: "SELECT report FROM returns WHERE data_set = ? AND unit = ?"),
                arguments: [dataSet, unit.description]
            ).map { try Report(canonicalBytes: Array($0)) }
        }
    }

    static func remember(_ report: Report, _ db: Database) throws {
        guard case .period(let period) = report.key else { return }
        // Of two with the same time the higher bytes win, here as everywhere.
        try db.cachedStatement(
            sql: """
                INSERT INTO returns (data_set, unit, period, saved_at, report) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET report = max(report, excluded.report)
                """
        ).execute(arguments: [
            report.dataSet, report.unit.description, period.index, report.savedAtMilliseconds,
            Data(report.canonicalBytes),
        ])
        try db.cachedStatement(sql: "DELETE FROM returns WHERE data_set = ? AND unit = ? AND period < ?")
            .execute(arguments: [
                report.dataSet, report.unit.description, Int64(period.index) - periodsKept + 1,
            ])
    }

    static func forget(_ report: Report, _ db: Database) throws {
        guard case .period(let period) = report.key else { return }
        try db.cachedStatement(
            sql: """
                DELETE FROM returns
                WHERE data_set = ? AND unit = ? AND period = ? AND saved_at = ? AND report = ?
                """
        ).execute(arguments: [
            report.dataSet, report.unit.description, period.index, report.savedAtMilliseconds,
            Data(report.canonicalBytes),
        ])
    }
}
