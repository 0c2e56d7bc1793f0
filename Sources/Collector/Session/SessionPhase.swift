internal import Wire

/// What a connection's conversation has come to.
enum SessionPhase: Equatable {
    case awaitingHello
    /// The journal is being asked about the hello.
    case greeting(Hello)
    case sender(SenderRole)
    case follower(FollowerRole)
    case asker
    /// Something final was said. What of the sender is still being judged or journaled is kept in memory until that
    /// is done, so its bytes count until then.
    case closed(SenderRole?)
}
