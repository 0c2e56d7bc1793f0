internal import NIOCore
internal import Wire

/// The operators that are connected: how many there may be, and whom to tell when the service stops.
actor OpenConnections {
    private let limit: Int
    private var channels: [ObjectIdentifier: any Channel] = [:]
    private var isClosed = false

    var count: Int { channels.count }

    init(limit: Int) { self.limit = limit }

    /// False where there are too many, or the service is stopping.
    func add(_ channel: any Channel) -> Bool {
        guard !isClosed, channels.count < limit else { return false }
        channels[ObjectIdentifier(channel)] = channel
        return true
    }

    func remove(_ channel: any Channel) { channels[ObjectIdentifier(channel)] = nil }

    /// Tells everybody why and closes; nobody's answer is waited for.
    func close(sayingGoAway failure: Failure) {
        isClosed = true
        for channel in channels.values {
            channel.writeAndFlush(Frame(.goAway, GoAway(failure).body)).whenComplete { _ in
                channel.close(promise: nil)
            }
        }
    }
}
