import Synchronization
import Wire

extension StatisticsStore {
    /// Lends the ledger as of everything that was applied before: it is stored first, so that one transaction of the store
    /// holds all of it. The fold goes on meanwhile.
    func scanning<Result>(_ body: (LedgerScan) throws -> Result) throws(QueryError) -> Result {
        do {
            try flush()
            storing.withLock { $0.exports += 1 }
            defer { storing.withLock { $0.exports -= 1 } }
            return try body(LedgerScan(try LedgerSnapshot(file, catalogue), limit: limits.scannedRows))
        } catch let error as QueryError {
            throw error
        } catch let error as StatisticsError {
            throw QueryError(.retryAfter, error.publicMessage)
        } catch {
            throw QueryError(
                .retryAfter, chinese: "统计库 \(file.path) 暂时不能读，请稍后再问；原因见汇总服务的日志",
                english: "the statistics store \(file.path) cannot be read: \(error)")
        }
    }
}
