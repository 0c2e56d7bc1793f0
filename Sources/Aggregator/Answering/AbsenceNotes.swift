internal import Catalogue
internal import Wire

/// What an answer says of collectors that are away, and of journals that nobody follows any more: what they had counts, what
/// they may have now does not.
struct AbsenceNotes: Sendable {
    let heads: CollectorHeads
    let clock: DayClock
    let startedAtMilliseconds: Int64

    /// - Parameter positions: as of which the answer is true.
    func notes(asOf positions: [JournalPosition]) async -> [Names] {
        let heads = await heads.heads
        return heads.filter { $0.trouble != nil }.map { note($0, positions) } + forsaken(heads, positions)
    }

    /// While a collector has not been reached, nobody knows which journal is its.
    private func forsaken(_ heads: [CollectorHeads.Head], _ positions: [JournalPosition]) -> [Names] {
        guard heads.allSatisfy({ $0.journal != nil }) else { return [] }
        return positions.filter { position in !heads.contains { $0.journal == position.journal } }.map {
            Names(
                chinese: "日志 \($0.journal) 不属于本汇总服务跟随的任何采集服务，其报告计至位置 \($0.position)",
                english:
                    "journal \($0.journal) is of no collector that this aggregator follows; its reports count as of position "
                    + "\($0.position)")
        }
    }

    private func note(_ head: CollectorHeads.Head, _ positions: [JournalPosition]) -> Names {
        guard let journal = head.journal, let heardAt = head.heardAtMilliseconds else {
            let start = text(startedAtMilliseconds)
            return Names(
                chinese: "采集服务 \(head.collector) 自本汇总服务于 \(start) 启动以来未能连上，其报告计至此前所读之处",
                english:
                    "collector \(head.collector) has not been reached since the aggregator started at \(start); its "
                    + "reports count as far as they were read before")
        }
        let position = positions.first { $0.journal == journal }?.position ?? 0
        return Names(
            chinese: "采集服务 \(head.collector)（日志 \(journal)）自 \(text(heardAt)) 起没有消息，其报告计至位置 \(position)",
            english:
                "collector \(head.collector) (journal \(journal)) has not been heard since \(text(heardAt)); its reports "
                + "count as of position \(position)")
    }

    private func text(_ milliseconds: Int64) -> String {
        DateText.text(seconds: milliseconds / 1_000, clock)
    }
}
