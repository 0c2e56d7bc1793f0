import Statistics
import Wire

/// Every version that was sent under each key, with when it first arrived and from whom; the one that counts first.
struct Revisions {
    struct Version: Hashable {
        let report: Report
        let receivedAt: Int64
        let sender: [UInt8]

        /// What it says, without when that was said.
        var content: Report {
            var report = report
            report.savedAtMilliseconds = 0
            return report
        }
    }

    let byKey: [StatisticsModel.Key: [Version]]

    init(_ batches: [JournaledBatch]) {
        var earliest: [Report: Version] = [:]
        for batch in batches {
            for report in batch.groups.flatMap({ group in (0..<group.count).map { group.report($0) } }) {
                let version = Version(
                    report: report, receivedAt: batch.receivedAtMilliseconds, sender: batch.sender)
                if let known = earliest[report],
                    (known.receivedAt, known.sender[0]) <= (version.receivedAt, version.sender[0])
                {
                    continue
                }
                earliest[report] = version
            }
        }
        byKey = Dictionary(grouping: earliest.values) {
            StatisticsModel.Key(dataSet: $0.report.dataSet, unit: $0.report.unit, key: $0.report.key)
        }.mapValues { $0.sorted { Self.isNewer($0.report, $1.report) } }
    }

    private static func isNewer(_ left: Report, _ right: Report) -> Bool {
        left.savedAtMilliseconds != right.savedAtMilliseconds
            ? left.savedAtMilliseconds > right.savedAtMilliseconds
            : right.canonicalBytes.lexicographicallyPrecedes(left.canonicalBytes)
    }
}
