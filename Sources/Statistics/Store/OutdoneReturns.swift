import GRDB
import Wire

extension FoldState {
    /// Learns from the stored revisions when returns that were outdone had first arrived complete.
    mutating func learnOutdone(_ database: Database) throws {
        let stored = try database.cachedStatement(
            sql: "SELECT k, content, arrival FROM revision WHERE k >= ? AND k < ?")
        let revisions = unsafe RawStatement(stored.sqliteStatement)
        for plan in plans.values where plan.form == .periodic {
            // Keys begin with their data set.
            var (first, end): ([UInt8], [UInt8]) = ([], [])
            first.appendInteger(plan.id)
            end.appendInteger(plan.id + 1)
            defer { revisions.reset() }
            try revisions.withBlob(first.span, at: 1) {
                try revisions.withBlob(end.span, at: 2) {
                    while try revisions.step() {
                        let key = try revisions.withColumn(0) { try LedgerKey(bytes: $0) }
                        let content = revisions.withColumn(1) { $0.bytes(0..<$0.count) }
                        learnOutdone(key, content, arrivalMilliseconds: revisions.integer(2), plan)
                    }
                }
            }
        }
    }
}
