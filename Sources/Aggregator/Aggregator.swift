package import Catalogue
package import Logging
package import ServiceLifecycle
internal import Statistics
package import Transport
internal import Wire

/// The aggregator: follows collectors, folds what they journal, answers operators.
///
/// ```
///  CollectorFollower ──JournaledBatch──▶ FoldQueue ──▶ FoldLoop ──▶ StatisticsStore ◀── Answerer ◀── QuestionServer
///                                                         └──positions──▶ PositionWatch ◀─────┘
/// ```
package struct Aggregator: Sendable {
    /// In the order in which they start; they stop in reverse.
    package let services: [any Service]

    /// What an aggregator is made with.
    package struct Configuration: Sendable {
        package var collectors: [Endpoint]
        package var listen: Endpoint
        package var dataFolder: String
        package var name = "aggregator"
        /// Nil where nobody registered units.
        package var units: UnitRegistry?
        package var limits = QuestionLimits()
        package var software: String

        package init(collectors: [Endpoint], listen: Endpoint, dataFolder: String, software: String) {
            self.collectors = collectors
            self.listen = listen
            self.dataFolder = dataFolder
            self.software = software
        }
    }

    /// Opens the store, which takes long only where rollups must be computed again.
    ///
    /// - Parameters:
    ///   - milliseconds: the wall clock, since 1970.
    ///   - onListening: told the port once questions can be asked.
    /// - Throws: `StatisticsError`.
    package init(
        _ configuration: Configuration, catalogue: Catalogue, logger: Logger,
        milliseconds: @escaping @Sendable () -> Int64, onListening: @escaping @Sendable (Int) -> Void
    ) throws {
        let store = try StatisticsStore(
            folder: configuration.dataFolder, catalogue: catalogue, units: configuration.units,
            nowMilliseconds: milliseconds()
        ) { event in
            logger.log(level: event.isTrouble ? .error : .info, "\(event)")
        }
        let mark = catalogue.mark
        let queue = FoldQueue()
        let watch = PositionWatch(store.positions)
        let heads = CollectorHeads(configuration.collectors)
        let startedAt = milliseconds()
        let absences = AbsenceNotes(
            heads: heads, clock: DayClock(catalogue.timeZone), startedAtMilliseconds: startedAt)
        let answerer = Answerer(
            store: store, watch: watch, heads: heads, absences: absences,
            unitNames: configuration.units.map(UnitNames.init),
            longestWaitMilliseconds: configuration.limits.waitMilliseconds, milliseconds: milliseconds)
        let hello = Hello(
            role: .follower, clientID: [UInt8](repeating: 0, count: 16), catalogue: mark,
            software: configuration.software)
        let followers = configuration.collectors.map { collector in
            CollectorFollower(
                collector: collector, name: configuration.name, hello: hello, store: store, queue: queue,
                heads: heads, logger: logger, milliseconds: milliseconds)
        }
        let status = AggregatorStatus(
            store: store, heads: heads, limits: configuration.limits, catalogueVersion: mark.version,
            units: configuration.units, startedAtMilliseconds: startedAt,
            milliseconds: milliseconds, software: configuration.software)
        let server = QuestionServer(
            listen: configuration.listen, catalogue: catalogue.file, limits: configuration.limits,
            answerer: answerer,
            status: status, logger: logger, milliseconds: milliseconds, software: configuration.software,
            onListening: onListening)
        services =
            [FoldLoop(queue: queue, store: store, watch: watch, logger: logger, milliseconds: milliseconds)]
            + followers as [any Service]
            + [server]
    }
}
