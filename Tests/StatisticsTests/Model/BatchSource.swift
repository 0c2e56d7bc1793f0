import Seeds
import Statistics
import Wire

/// Cuts reports into journal entries: any order, repetitions, some of them refused somewhere.
struct BatchSource {
    private var random: SeededGenerator
    private var position: UInt64 = 0
    private let journal: JournalID
    static let journal = JournalID(high: 1, low: 2)

    init(seed: UInt64, journal: JournalID = Self.journal) {
        random = SeededGenerator(seed: seed)
        self.journal = journal
    }

    mutating func batches(_ reports: [Report], largest: Int = 40) -> [JournaledBatch] {
        var rest = reports[...]
        var batches: [JournaledBatch] = []
        while !rest.isEmpty {
            let count = min(rest.count, Int.random(in: 1...largest, using: &random))
            batches.append(batch(Array(rest.prefix(count)).groups))
            rest = rest.dropFirst(count)
        }
        return batches
    }

    /// All reports, some of them twice or three times, in any order.
    mutating func repeated(_ reports: [Report]) -> [Report] {
        var all = reports
        for report in reports {
            for _ in 0..<Int.random(in: 0...2, using: &random) { all.append(report) }
        }
        return all.shuffled(using: &random)
    }

    mutating func batch(_ groups: [ReportGroup], refused: Set<Int> = []) -> JournaledBatch {
        position += 1
        let mark = ChainMark(
            at: JournalPosition(journal: journal, position: position),
            digest: [UInt8](repeating: UInt8(truncatingIfNeeded: position), count: 32))
        return JournaledBatch(
            mark: mark, sender: [UInt8](repeating: UInt8.random(in: 0...3, using: &random), count: 16),
            receivedAtMilliseconds: Int64.random(in: 1_735_800_000_000...1_735_800_000_100, using: &random),
            groups: groups, refused: refused)
    }
}
