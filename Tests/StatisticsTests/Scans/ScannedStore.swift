import Catalogue
import Statistics
import Testing
import Wire

/// A store of a test's own, and its answers as texts by column.
struct ScannedStore {
    let folder = TemporaryFolder()
    let store: StatisticsStore
    private(set) var model = StatisticsModel()
    private(set) var batches: [JournaledBatch] = []
    /// 2025-03-20 noon in Shanghai.
    static let now: Int64 = 1_742_443_200_000
    /// 2025-03-20, in days since 1970.
    static let today: Int64 = 20_167

    init(limits: Limits = .standard) throws {
        store = try StatisticsStore(
            folder: folder.path, catalogue: TestCatalogue.load(), nowMilliseconds: TestClock.early,
            limits: limits)
    }

    /// Random reports, in any order and repeated; half of them stored, half only in memory.
    init(seed: UInt64, reports: Int = 600, limits: Limits = .standard) throws {
        print("seed \(seed)")
        try self.init(limits: limits)
        var source = ReportSource(seed: seed)
        var sending = BatchSource(seed: seed)
        let sent = sending.batches(sending.repeated(source.reports(reports)))
        for (index, batch) in sent.enumerated() {
            try apply(batch)
            if index == sent.count / 2 { try store.flush() }
        }
    }

    mutating func apply(_ batch: JournaledBatch) throws {
        try store.apply([batch], nowMilliseconds: TestClock.early)
        batches.append(batch)
        for group in batch.groups { for index in 0..<group.count { model.accept(group.report(index)) } }
    }

    /// One entry of the journal.
    mutating func apply(_ reports: [Report], receivedAt: Int64, sender: UInt8) throws {
        let mark = ChainMark(
            at: JournalPosition(journal: BatchSource.journal, position: UInt64(batches.count + 1)),
            digest: [UInt8](repeating: UInt8(truncatingIfNeeded: batches.count), count: 32))
        try apply(
            JournaledBatch(
                mark: mark, sender: [UInt8](repeating: sender, count: 16),
                receivedAtMilliseconds: receivedAt, groups: reports.groups))
    }

    func close() throws {
        try store.close()
        folder.remove()
    }

    func table(
        _ answer: String, _ items: [String] = ["*"], unit: String? = nil, by: [String] = [],
        period: (String, String)? = nil, filters: [Query.Filter] = [], subtree: String? = nil
    ) throws(QueryError) -> ResultTable {
        let query = Query(
            items: items, unit: unit, by: by, periods: period.map { .init(first: $0.0, last: $0.1) },
            filters: filters, answer: answer)
        return try store.answer(
            query, subtree: subtree.flatMap { UnitCode($0) }, nowMilliseconds: Self.now)
    }
}

extension ResultTable {
    /// Each row's texts by column, an undefined cell left out.
    var texts: [[String: String]] {
        rows.map { row in
            var texts: [String: String] = [:]
            for (column, value) in zip(columns, row) {
                switch value {
                case .none: break
                case .text(let text): texts[column.name] = text
                case .number(let number): texts[column.name] = "\(number)"
                }
            }
            return texts
        }
    }

    /// Some columns of each row, joined by blanks; `-` where a cell is undefined.
    func lines(_ names: String...) -> [String] {
        texts.map { row in names.map { row[$0] ?? "-" }.joined(separator: " ") }
    }
}

/// The names that lists give to reports, from the numbers in them.
enum Named {
    static func key(_ report: Report) -> String {
        switch report.key {
        case .event(let id): return id.description
        case .period(let period):
            let year = period.type == .yearly ? period.index : period.index / 12
            let month = period.index % 12 + 1
            return period.type == .yearly
                ? "\(1970 + year)" : "\(1970 + year)\(month < 10 ? "0" : "")\(month)"
        }
    }

    static func report(_ report: Report) -> String {
        "\(["cases", "monthly", "yearly"][Int(report.dataSet) - 1]) \(report.unit) \(key(report))"
    }

    /// Shanghai is eight hours ahead.
    static func day(_ value: ReportValue) -> Int64 {
        value.kind == .day ? value.value : (value.value + 28_800) / 86_400
    }

    static func day(_ occurrence: Report.Occurrence?) -> Int64? {
        switch occurrence {
        case .day(let day)?: day
        case .instant(let seconds)?: (seconds + 28_800) / 86_400
        case nil: nil
        }
    }
}
