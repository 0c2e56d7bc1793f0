internal import Catalogue
internal import Statistics
internal import Transport
internal import Wire

/// What the aggregator says of itself.
struct AggregatorStatus: Sendable {
    let store: StatisticsStore
    let heads: CollectorHeads
    let limits: QuestionLimits
    let catalogueVersion: UInt64
    let units: UnitRegistry?
    let startedAtMilliseconds: Int64
    let milliseconds: @Sendable () -> Int64
    let software: String

    /// - Parameter connections: operators that are connected now.
    func report(connections: Int) async -> StatusReport {
        var items: [StatusReport.Item] = [
            .init("service", .text("aggregator")), .init("version", .text(software)),
            .init("uptime_ms", .number(milliseconds() - startedAtMilliseconds)),
            .init("catalogue_version", .number(Int64(catalogueVersion))),
            .init("connections", .number(Int64(connections))),
        ]
        items += limits.figures + store.limitFigures.map { .init($0.name, .number($0.number)) }
        if let units {
            items.append(.init("registered_units", .number(Int64(units.count))))
            items.append(.init("units_file", .text(units.file)))
        }
        if let trouble = store.trouble { items.append(.init("store_trouble", .text(trouble))) }
        for head in await heads.heads {
            items.append(.init("collector", .text("\(head.collector)")))
            items.append(.init("collector_connected", .text(head.trouble == nil ? "yes" : "no")))
            if let trouble = head.trouble { items.append(.init("collector_trouble", .text(trouble))) }
            if let journal = head.journal { items.append(.init("collector_journal", .text("\(journal)"))) }
            if let heardAt = head.heardAtMilliseconds {
                items.append(.init("collector_heard_at_ms", .number(heardAt)))
            }
        }
        for mark in store.positions {
            let head = await heads.head(of: mark.at.journal)?.position ?? mark.at.position
            let durable = store.durablePositions.first { $0.at.journal == mark.at.journal }?.at.position ?? 0
            items.append(.init("journal", .text("\(mark.at.journal)")))
            items.append(.init("applied_position", .number(Int64(mark.at.position))))
            items.append(.init("durable_position", .number(Int64(durable))))
            items.append(.init("head_position", .number(Int64(head))))
            items.append(.init("lag_entries", .number(max(0, Int64(head) - Int64(mark.at.position)))))
        }
        items += store.counts().map { .init($0.name, .number($0.number)) }
        return StatusReport(items: items)
    }
}
