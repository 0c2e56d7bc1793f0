package import Wire

/// How far a follower is.
extension Session {
    mutating func received(
        _ frame: Frame, _ type: FrameType, from follower: FollowerRole
    ) throws(WireError) -> [SessionAction] {
        var follower = follower
        let message: FollowerRole.Message
        switch (type, follower.hasFollowed) {
        case (.follow, false): message = .follow(try Follow(body: frame.body.span))
        case (.progress, true): message = .progress(try Progress(body: frame.body.span))
        default: return end(.unexpected(type, role: .follower))
        }
        do throws(Failure) {
            let actions = try follower.received(message)
            phase = .follower(follower)
            return actions
        } catch {
            return end(error)
        }
    }

    /// Where the follower goes on. `isListed`: its name is known here, or there is room for another.
    package mutating func positioned(_ following: Following, isListed: Bool) -> [SessionAction] {
        guard case .follower(var follower) = phase else { return [] }
        guard isListed else { return end(.followers(context.limits.followers)) }
        let actions = follower.positioned(following)
        phase = .follower(follower)
        return actions
    }

    /// The follower was sent the entries up to this position.
    package mutating func streamed(through position: UInt64) {
        guard case .follower(var follower) = phase else { return }
        follower.streamed(through: position)
        phase = .follower(follower)
    }
}
