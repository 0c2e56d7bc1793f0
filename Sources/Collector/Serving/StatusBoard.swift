internal import Journal
internal import Wire

/// What a collector says of itself.
struct StatusBoard {
    let parts: CollectorParts

    var report: StatusReport {
        let journal = parts.journal
        let extent = journal.extent
        let counts = parts.tally.counts
        var items: [StatusReport.Item] = [
            .init("service", .text("collector")),
            .init("version", .text(parts.context.software)),
            .init("uptime_ms", .number(parts.clock.uptime().milliseconds)),
            .init("clock_ms", .number(parts.clock.wallMilliseconds())),
            .init("catalogue_version", .number(Int64(clamping: parts.context.catalogue.version))),
            .init("journal", .text(journal.id.description)),
            .init("oldest_position", .number(Int64(clamping: extent.oldestPosition))),
            .init("head_position", .number(Int64(clamping: extent.headPosition))),
            .init("entries", .number(Int64(clamping: extent.entryCount))),
            .init("journal_bytes", .number(journal.fileBytes)),
            .init("reports_accepted", .number(counts.reportsAccepted)),
            .init("reports_refused", .number(counts.reportsRefused)),
            .init("batches_answered", .number(counts.batchesAnswered)),
            .init("connections", .number(Int64(parts.connections.count))),
            .init("followers_connected", .number(Int64(parts.connections.followerCount))),
            .init("unanswered_bytes", .number(Int64(parts.budget.usedBytes))),
        ]
        items += parts.context.limits.figures
        for follower in journal.followers {
            let durable = follower.progress.durablePosition
            let lag = extent.headPosition - min(durable, extent.headPosition)
            items += [
                .init("follower", .text(follower.name)),
                .init("follower_durable_position", .number(Int64(clamping: durable))),
                .init(
                    "follower_backed_up_position",
                    .number(Int64(clamping: follower.progress.backedUpPosition))),
                .init("follower_lag_entries", .number(Int64(clamping: lag))),
            ]
        }
        return StatusReport(items: items)
    }
}
