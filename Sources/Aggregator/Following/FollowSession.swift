internal import Wire

/// A follower's side of one connection, without I/O: where the journal continues, and whether what comes is it.
///
/// It owns the chain: each entry must be the next position, and its digest must follow from the digest before it. It
/// does not own what is done with an entry, nor when to connect again.
struct FollowSession: Sendable {
    enum Action: Equatable, Sendable {
        /// Ask for the journal from behind this mark.
        case follow(ChainMark?)
        /// Entries come from here on; `again` where what was read before is not of this journal as it is now.
        case begin(JournalPosition, again: Bool)
        case fold(EntryContent, ChainMark)
        case pong([UInt8])
        case ignore
        /// Part, because of what the other side said or did.
        case part(Reason)
    }

    enum Reason: Equatable, Sendable {
        /// Not a collector: it has no journal.
        case noJournal
        case goAway(Failure)
        case unexpected(FrameType)
        case notUnderstood(WireError)
        /// An entry's position is not the next one.
        case gap(expected: UInt64, got: UInt64)
        /// An entry's digest does not follow from the one before.
        case brokenChain(position: UInt64)
    }

    private let journal: JournalID
    private let mark: ChainMark?
    /// What the next entry must follow; its digest is nil where the entry before it is no longer kept anywhere.
    private var next: (position: UInt64, digestBefore: [UInt8]?)?
    private(set) var headPosition: UInt64
    private let hash: @Sendable ([UInt8]) -> [UInt8]

    /// - Parameters:
    ///   - marks: what is held of every journal ever followed.
    ///   - hash: SHA-256.
    /// - Returns: nil where the welcome names no journal.
    init?(_ welcome: Welcome, holding marks: [ChainMark], hash: @escaping @Sendable ([UInt8]) -> [UInt8]) {
        guard let journal = welcome.journal else { return nil }
        self.journal = journal.id
        self.mark = marks.first { $0.at.journal == journal.id }
        self.headPosition = journal.headPosition
        self.hash = hash
    }

    /// The first thing to say after the welcome.
    var opening: Action { .follow(mark) }

    mutating func received(_ frame: Frame) -> Action {
        do throws(WireError) {
            switch frame.type {
            case .following: return begin(try Following(body: frame.body.span))
            case .entry: return take(try Entry(body: frame.body.span))
            case .ping: return .pong(frame.body)
            case .pong, .status: return .ignore
            case .goAway: return .part(.goAway(try GoAway(body: frame.body.span).failure))
            case .hello, .welcome, .batch, .ack, .follow, .progress, .query, .result, .export, .reports,
                .catalogue:
                return .part(.unexpected(frame.type))
            }
        } catch {
            return .part(.notUnderstood(error))
        }
    }

    private mutating func begin(_ following: Following) -> Action {
        guard next == nil, following.journal == journal, following.nextPosition >= 1 else {
            return .part(.unexpected(.following))
        }
        headPosition = following.headPosition
        let zeros = [UInt8](repeating: 0, count: ChainMark.digestBytes)
        let digestBefore = following.continues ? mark?.digest : following.nextPosition == 1 ? zeros : nil
        if following.continues, let mark, following.nextPosition != mark.at.position + 1 {
            return .part(.gap(expected: mark.at.position + 1, got: following.nextPosition))
        }
        next = (following.nextPosition, digestBefore ?? (following.nextPosition == 1 ? zeros : nil))
        return .begin(
            JournalPosition(journal: journal, position: following.nextPosition),
            again: mark != nil && !following.continues)
    }

    private mutating func take(_ entry: Entry) -> Action {
        guard let (expected, digestBefore) = next else { return .part(.unexpected(.entry)) }
        do throws(WireError) {
            let content = try EntryContent(bytes: entry.content.span)
            guard content.position == expected else {
                return .part(.gap(expected: expected, got: content.position))
            }
            if let digestBefore, hash(digestBefore + entry.content) != entry.digest {
                return .part(.brokenChain(position: expected))
            }
            next = (expected + 1, entry.digest)
            headPosition = max(entry.headPosition, expected)
            let at = JournalPosition(journal: journal, position: expected)
            return .fold(content, ChainMark(at: at, digest: entry.digest))
        } catch {
            return .part(.notUnderstood(error))
        }
    }
}

extension FollowSession.Reason: CustomStringConvertible {
    var description: String {
        switch self {
        case .noJournal: "it has no journal: is it a collector?"
        case .goAway(let failure): "it said \(failure.outcome): \(failure.message)"
        case .unexpected(let type): "it sent a frame \(type) that does not belong here"
        case .notUnderstood(let error): "it sent what is not understood: \(error)"
        case .gap(let expected, let got): "it sent entry \(got) where \(expected) was expected"
        case .brokenChain(let position): "the digest of entry \(position) does not follow from the one before"
        }
    }
}
