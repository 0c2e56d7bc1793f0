import Statistics
import Synchronization

/// Keeps what a store reported.
final class Events: Sendable {
    private let events = Mutex<[StatisticsEvent]>([])
    var all: [StatisticsEvent] { events.withLock { $0 } }
    var note: @Sendable (StatisticsEvent) -> Void {
        { event in self.events.withLock { $0.append(event) } }
    }
}
