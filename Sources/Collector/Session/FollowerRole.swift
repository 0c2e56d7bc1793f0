internal import Journal
internal import Wire

/// The conversation with a follower: one follow, then entries to it and progress from it.
struct FollowerRole: Equatable {
    /// Nil until it says follow.
    private var name: String?
    /// The last entry that it was sent, or had before.
    private var sentThrough: UInt64 = 0

    enum Message {
        case follow(Follow)
        case progress(Progress)
    }

    var hasFollowed: Bool { name != nil }

    /// - Throws: why the connection ends.
    mutating func received(_ message: Message) throws(Failure) -> [SessionAction] {
        switch message {
        case .follow(let follow): try received(follow)
        case .progress(let progress): try received(progress)
        }
    }

    private mutating func received(_ follow: Follow) throws(Failure) -> [SessionAction] {
        let isPrintable = follow.name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
        guard (1...64).contains(follow.name.utf8.count), isPrintable else { throw .followerName(follow.name) }
        name = follow.name
        return [.position(follow)]
    }

    mutating func positioned(_ following: Following) -> [SessionAction] {
        sentThrough = following.nextPosition - 1
        return [.following(following), .stream(from: following.nextPosition)]
    }

    mutating func streamed(through position: UInt64) { sentThrough = position }

    private func received(_ progress: Progress) throws(Failure) -> [SessionAction] {
        guard max(progress.durablePosition, progress.backedUpPosition) <= sentThrough else {
            throw .progress(progress, head: sentThrough)
        }
        return [.store(FollowerPosition(name: name ?? "", progress: progress))]
    }
}
