import Catalogue
import Journal
import RawConnections
import Seeds
import Specification
import Testing
import Transport
import Wire

@testable import Collector

/// Every message that a collector reads, with one thing wrong with it, in every state: to the session alone, and over
/// sockets beside a neighbour who is served meanwhile.
struct BadMessageTests {
    private static let catalogue = CatalogueMark(version: 999, digest: [UInt8](repeating: 4, count: 32))
    private static let journal = JournalID(high: 1, low: 2)

    enum State: CaseIterable {
        case unknown, sender, follower, following, asker

        /// The frames that belong here beside status, ping, pong and goaway.
        var expected: Set<FrameType> {
            switch self {
            case .unknown: [.hello]
            case .sender: [.batch]
            case .follower: [.follow]
            case .following: [.progress]
            case .asker: []
            }
        }
    }

    private static func session(_ state: State) -> Session {
        let context = SessionContext(catalogue: catalogue, limits: Limits(), software: "tests")
        var session = Session(context, at: .zero)
        let role: Hello.Role
        switch state {
        case .unknown: return session
        case .sender: role = .sender
        case .follower, .following: role = .follower
        case .asker: role = .operator
        }
        let hello = Hello(role: role, clientID: Array(1...16), catalogue: catalogue)
        _ = receive(&session, .hello, hello.body)
        _ = session.greeted(
            Greeting(
                journal: .init(id: journal, oldestPosition: 1, headPosition: 9), mismatched: [],
                clockMilliseconds: 0))
        if state == .following {
            _ = receive(&session, .follow, Follow(name: "a", mark: nil).body)
            let following = Following(journal: journal, nextPosition: 1, headPosition: 9, continues: true)
            _ = session.positioned(following, isListed: true)
        }
        return session
    }

    private static func receive(
        _ session: inout Session, _ type: FrameType, _ body: [UInt8]
    ) -> [SessionAction] {
        let frame = Frame(type, body)
        session.arrived(frame.wireBytes, at: .zero)
        return session.received(frame, wireBytes: frame.wireBytes, at: .zero)
    }

    /// The message that a service reads of that name.
    private static let types: [String: FrameType] = [
        "hello": .hello, "follow": .follow, "progress": .progress, "ping": .ping, "pong": .pong,
        "goaway": .goAway,
    ]

    @Test(arguments: State.allCases)
    func `A message with one thing wrong is refused with its code in every state, and ends it once [L1]`(
        state: State
    ) throws {
        let model = try FieldModel()
        for (message, type) in Self.types {
            for vector in try Vectors.valid(message) {
                let body = Array(hex: vector.bytes)
                let mutations =
                    vector.fields == nil
                    ? Mutations.ofBytes(body) : Mutations(model).all(of: body, as: message)
                for mutation in mutations {
                    var session = Self.session(state)
                    let actions = Self.receive(&session, type, mutation.bytes)
                    let what = "\(state) \(message), \(vector.name), \(mutation): \(actions)"
                    let isBad = vector.fields != nil && !model.accepts(mutation.bytes, as: message)
                    Self.expect(actions, &session, type, isBad: isBad, state, what)
                }
            }
        }
    }

    private static func expect(
        _ actions: [SessionAction], _ session: inout Session, _ type: FrameType, isBad: Bool, _ state: State,
        _ what: String
    ) {
        #expect(actions.count <= 1, "\(what)")
        let failure: Failure? = if case .goAway(let failure) = actions.last { failure } else { nil }
        switch type {
        case .goAway: #expect(actions == [.close], "\(what)")
        case .ping where state != .unknown, .pong where state != .unknown: break
        case _ where !state.expected.contains(type):
            #expect(failure?.outcome == .unexpectedMessage, "\(what)")
        case _ where isBad: #expect(failure?.outcome == .malformed, "\(what)")
        case .hello:
            // What is well formed may still offer other versions.
            #expect(failure == nil || failure?.outcome == .unsupportedVersion, "\(what)")
        case .follow, .progress:
            // A name that is no name, a position that was not sent.
            #expect(failure == nil || failure?.outcome == .malformed, "\(what)")
        default: #expect(failure == nil, "\(what)")
        }
        #expect((failure?.message.utf8.count ?? 0) <= 512, "\(what)")
        guard failure != nil || type == .goAway else { return }
        let isClosed = session.isClosed
        let held = session.heldBytes
        #expect(isClosed && held == 0, "\(what)")
        let after = receive(&session, .ping, []) + session.tick(at: .seconds(1_000)) + session.drain()
        #expect(after.isEmpty, "\(what)")
    }

    @Test func `A batch with one thing wrong is read and judged, or refused as a whole with its code [B6]`()
        throws
    {
        let judge = BatchJudge(
            Validator(try Catalogue.shipped()), reportLimit: 100, peerCatalogueIsNewer: false,
            languages: [.english],
            nowMilliseconds: { Samples.now })
        var broken = 0
        for vector in try Vectors.valid("batch") {
            for mutation in Mutations.ofBytes(Array(hex: vector.bytes)) {
                let what = "\(vector.name), \(mutation)"
                switch judge.judge(Frame(.batch, mutation.bytes)).verdict {
                case .broken(let error):
                    broken += 1
                    #expect([.malformed, .tooLarge].contains(error.outcome), "\(what)")
                case .read(_, let count, let refusals):
                    #expect(refusals.allSatisfy { $0.index < count && !$0.message.isEmpty }, "\(what)")
                }
            }
        }
        #expect(broken > 1_000)
    }

    @Test(arguments: [31, 32, 33, 34] as [UInt64])
    func `Random damage to a conversation ends it at most once, and holds nothing afterwards`(seed: UInt64)
        throws
    {
        var random = SeededGenerator(seed: seed)
        let hello = Hello(role: .sender, clientID: Array(1...16), catalogue: Self.catalogue)
        let valid =
            [Frame(.hello, hello.body), Frame(.ping, [1, 2]), Frame(.status), Frame(.pong)]
            + (try Vectors.valid("progress")).map { Frame(.progress, Array(hex: $0.bytes)) }
            + (try Vectors.valid("follow")).map { Frame(.follow, Array(hex: $0.bytes)) }
        var refused = 0
        for _ in 0..<400 {
            var bytes = valid[0].bytes
            for _ in 0..<Int.random(in: 0...6, using: &random) {
                bytes += valid[Int.random(in: valid.indices, using: &random)].bytes
            }
            for _ in 0..<Int.random(in: 0...3, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(
                    in: 0...255, using: &random)
            }
            let goodbyes = Self.converse(bytes, chunk: Int.random(in: 1...90, using: &random))
            #expect(goodbyes <= 1, "seed \(seed): \(bytes.hex)")
            refused += goodbyes
        }
        print("seed \(seed): \(refused) of 400 damaged conversations were ended by the collector")
    }

    /// Feeds bytes as a socket would, and counts goodbyes.
    private static func converse(_ bytes: [UInt8], chunk: Int) -> Int {
        var session = session(.unknown)
        var waiting: [UInt8] = []
        var goodbyes = 0
        func take(_ actions: [SessionAction]) -> [SessionAction] {
            for action in actions { if case .goAway = action { goodbyes += 1 } }
            return actions
        }
        for start in stride(from: 0, to: bytes.count, by: chunk) where !session.isClosed {
            let part = bytes[start..<min(start + chunk, bytes.count)]
            session.arrived(part.count, at: .zero)
            waiting += part
            do throws(WireError) {
                while let header = try FrameHeader(reading: waiting.span, limits: Limits().frame),
                    waiting.count >= FrameHeader.byteCount + header.bodyBytes
                {
                    let end = FrameHeader.byteCount + header.bodyBytes
                    let frame = try Frame(header: header, body: Array(waiting[FrameHeader.byteCount..<end]))
                    waiting.removeFirst(end)
                    for action in take(session.received(frame, wireBytes: end, at: .zero)) {
                        guard case .greet = action else { continue }
                        _ = take(
                            session.greeted(
                                Greeting(
                                    journal: .init(id: journal, oldestPosition: 1, headPosition: 9),
                                    mismatched: [], clockMilliseconds: 0)))
                    }
                }
            } catch {
                _ = take(session.broken(error))
            }
        }
        if session.isClosed { #expect(session.heldBytes == 0) }
        return goodbyes
    }
}
