import Journal
import Testing
import Wire

@testable import Collector

/// The session alone: events in, actions out, times as arguments.
struct SessionTests {
    private static let catalogue = CatalogueMark(version: 4, digest: [UInt8](repeating: 4, count: 32))
    private static let journal = JournalID(high: 1, low: 2)
    private static let context = SessionContext(catalogue: catalogue, limits: Limits(), software: "tests")
    private static let greeting = Greeting(
        journal: Welcome.Journal(id: journal, oldestPosition: 1, headPosition: 9), mismatched: [journal],
        clockMilliseconds: 77)

    private static func hello(_ role: Hello.Role, catalogue: CatalogueMark = catalogue) -> Hello {
        Hello(role: role, clientID: Array(1...16), catalogue: catalogue)
    }

    private static func receive(
        _ session: inout Session, _ frame: Frame, at now: Duration = .zero
    ) -> [SessionAction] {
        session.arrived(frame.wireBytes, at: now)
        return session.received(frame, wireBytes: frame.wireBytes, at: now)
    }

    private static func greeted(_ role: Hello.Role) -> Session {
        var session = Session(context, at: .zero)
        _ = receive(&session, Frame(.hello, hello(role).body))
        _ = session.greeted(greeting)
        return session
    }

    private static func batch(_ number: UInt64, bytes: Int = 10) -> Frame {
        Frame(.batch, [UInt8](repeating: UInt8(number), count: bytes))
    }

    private static func read(_ number: UInt64, reports: Int = 2, refused: Int = 0) -> Judgement {
        Judgement(
            frame: batch(number),
            verdict: .read(
                number: number, reportCount: reports,
                refusals: (0..<refused).map { Refusal(index: $0, outcome: .outOfBounds, message: "m") }),
            receivedAtMilliseconds: 5)
    }

    private static func mark(_ position: UInt64) -> ChainMark {
        ChainMark(at: JournalPosition(journal: journal, position: position), digest: [])
    }

    private static func outcome(_ actions: [SessionAction]) -> Outcome? {
        guard case .goAway(let failure) = actions.last else { return nil }
        return failure.outcome
    }

    // MARK: Hello

    @Test func `A hello is looked up, then welcomed with limits, journal and clock [A2]`() {
        var session = Session(Self.context, at: .zero)
        let hello = Self.hello(.sender)
        #expect(Self.receive(&session, Frame(.hello, hello.body)) == [.greet(hello)])
        let welcome = Welcome(
            catalogue: Self.catalogue, clockMilliseconds: 77,
            limits: Welcome.Limits(
                bodyBytes: 1 << 20, inflatedBytes: 8 << 20, reportsPerBatch: 10_000, unansweredBytes: 4 << 20,
                idleMilliseconds: 60_000),
            journal: Self.greeting.journal, mismatched: [Self.journal], software: "tests")
        #expect(session.greeted(Self.greeting) == [.welcome(welcome)])
        #expect(session.peerCatalogueIsNewer == false)
    }

    @Test(arguments: [0...1, 1...1, 1...9, 0...UInt64.max])
    func `Of the versions offered the highest that both speak is chosen [V1]`(versions: ClosedRange<UInt64>) {
        var session = Session(Self.context, at: .zero)
        var hello = Self.hello(.sender)
        hello.versions = versions
        #expect(Self.receive(&session, Frame(.hello, hello.body)) == [.greet(hello)])
        guard case .welcome(let welcome) = session.greeted(Self.greeting).first else {
            Issue.record("no welcome")
            return
        }
        #expect(welcome.version == 1)
    }

    @Test func `A hello with another catalogue of the same version is refused, both digests named [A3]`() {
        var session = Session(Self.context, at: .zero)
        let other = CatalogueMark(version: 4, digest: [UInt8](repeating: 0xAB, count: 32))
        let actions = Self.receive(&session, Frame(.hello, Self.hello(.sender, catalogue: other).body))
        guard case .goAway(let failure) = actions.last else {
            Issue.record("it was not refused")
            return
        }
        #expect(failure.outcome == .catalogueConflict)
        for byte in ["ab", "04"] {
            #expect(failure.message.contains(String(repeating: byte, count: 32)), "\(failure.message)")
        }
    }

    @Test func `Only a higher catalogue version makes an unknown id retryable [O4]`() {
        for (version, isNewer) in [(3, false), (4, false), (5, true)] as [(UInt64, Bool)] {
            var session = Session(Self.context, at: .zero)
            let digest = version == 4 ? Self.catalogue.digest : [UInt8](repeating: 9, count: 32)
            let hello = Self.hello(.sender, catalogue: CatalogueMark(version: version, digest: digest))
            _ = Self.receive(&session, Frame(.hello, hello.body))
            #expect(session.peerCatalogueIsNewer == isNewer)
        }
    }

    @Test(arguments: FrameType.allCases.filter { $0 != .hello && $0 != .goAway })
    func `Nothing comes before a hello [A1]`(type: FrameType) {
        var session = Session(Self.context, at: .zero)
        #expect(Self.outcome(Self.receive(&session, Frame(type))) == .unexpectedMessage)
        #expect(session.isClosed == true)
    }

    @Test func `Each role may say what belongs to it [A21]`() {
        let allowed: [Hello.Role: Set<FrameType>] = [
            .sender: [.batch, .status, .catalogue, .ping, .pong, .goAway],
            .follower: [.follow, .status, .catalogue, .ping, .pong, .goAway],
            .operator: [.status, .catalogue, .ping, .pong, .goAway],
        ]
        for (role, types) in allowed {
            for type in FrameType.allCases {
                var session = Self.greeted(role)
                let body = type == .follow ? Follow(name: "a", mark: nil).body : []
                let outcome = Self.outcome(Self.receive(&session, Frame(type, body)))
                #expect(outcome == (types.contains(type) ? nil : .unexpectedMessage), "\(role) \(type)")
            }
        }
    }

    // MARK: Batches

    @Test func `A batch is judged, journaled and acknowledged [A7]`() {
        var session = Self.greeted(.sender)
        let frame = Self.batch(1)
        #expect(Self.receive(&session, frame) == [.judge(frame)])
        #expect(session.heldBytes == 34)
        let entry = PendingEntry(
            sender: Array(1...16), receivedAtMilliseconds: 5, catalogueVersion: 4,
            refusals: [Refusal(index: 0, outcome: .outOfBounds, message: "m")], batch: frame)
        #expect(
            session.judged(Self.read(1, refused: 1), clockMilliseconds: 6) == [
                .journal(batch: 1, entry: entry)
            ])
        #expect(session.heldBytes == 34)
        let ack = Ack(
            batch: 1, result: .taken(mark: Self.mark(8), refusals: entry.refusals), clockMilliseconds: 9)
        #expect(
            session.journaled(1, .success(Self.mark(8)), clockMilliseconds: 9) == [.ack(ack, reports: 2)])
        #expect(session.heldBytes == 0)
    }

    @Test func `A batch of refused reports alone is answered without the journal`() {
        var session = Self.greeted(.sender)
        _ = Self.receive(&session, Self.batch(1))
        let judgement = Self.read(1, refused: 2)
        guard case .read(_, _, let refusals) = judgement.verdict else { return }
        let ack = Ack(batch: 1, result: .taken(mark: nil, refusals: refusals), clockMilliseconds: 6)
        #expect(session.judged(judgement, clockMilliseconds: 6) == [.ack(ack, reports: 2)])
        #expect(session.heldBytes == 0)
    }

    @Test(arguments: [0, 1, 3] as [UInt64])
    func `Batches count without gaps [A5]`(second: UInt64) {
        var session = Self.greeted(.sender)
        for _ in 1...2 { _ = Self.receive(&session, Self.batch(1)) }
        _ = session.judged(Self.read(1), clockMilliseconds: 0)
        #expect(Self.outcome(session.judged(Self.read(second), clockMilliseconds: 0)) == .malformed)
        #expect(session.journaled(1, .success(Self.mark(1)), clockMilliseconds: 0).isEmpty)
    }

    @Test func `Reading stops at the limit of unanswered bytes and goes on with the answer`() {
        var limits = Limits()
        limits.unansweredBytes = 100
        var session = Session(
            SessionContext(catalogue: Self.catalogue, limits: limits, software: ""), at: .zero)
        _ = Self.receive(&session, Frame(.hello, Self.hello(.sender).body))
        _ = session.greeted(Self.greeting)
        for number in 1...3 as ClosedRange<UInt64> {
            #expect(session.mayRead == (number < 4))
            _ = Self.receive(&session, Self.batch(number))
            _ = session.judged(Self.read(number), clockMilliseconds: 0)
        }
        #expect(session.heldBytes == 102)
        #expect(session.mayRead == false)
        _ = session.journaled(1, .success(Self.mark(1)), clockMilliseconds: 0)
        #expect(session.mayRead == true)
        session.arrived(40, at: .zero)
        #expect(session.mayRead == false)
    }

    @Test func `What a closed connection still has in the journal's queue counts until it is written`() {
        var session = Self.greeted(.sender)
        for number in 1...2 as ClosedRange<UInt64> { _ = Self.receive(&session, Self.batch(number)) }
        _ = session.judged(Self.read(1), clockMilliseconds: 0)
        session.disconnected()
        #expect(session.heldBytes == 68)
        #expect(session.judged(Self.read(2), clockMilliseconds: 0).isEmpty)
        #expect(session.heldBytes == 34)
        #expect(session.journaled(1, .success(Self.mark(1)), clockMilliseconds: 0).isEmpty)
        #expect(session.heldBytes == 0)
    }

    // MARK: Draining

    @Test func `Draining answers what came, then says goodbye`() {
        var session = Self.greeted(.sender)
        for number in 1...2 as ClosedRange<UInt64> { _ = Self.receive(&session, Self.batch(number)) }
        _ = session.judged(Self.read(1), clockMilliseconds: 0)
        #expect(session.drain().isEmpty)
        #expect(Self.receive(&session, Self.batch(3)).isEmpty)
        _ = session.judged(Self.read(2), clockMilliseconds: 0)
        #expect(session.journaled(1, .success(Self.mark(1)), clockMilliseconds: 0).count == 1)
        let last = session.journaled(2, .success(Self.mark(2)), clockMilliseconds: 0)
        #expect(last.count == 2)
        #expect(Self.outcome(last) == .draining)
        #expect(session.isClosed == true)
    }

    @Test func `Draining says goodbye at once to whoever waits for nothing`() {
        for role in [.sender, .follower, .operator] as [Hello.Role] {
            var session = Self.greeted(role)
            #expect(Self.outcome(session.drain()) == .draining)
        }
        var silent = Session(Self.context, at: .zero)
        #expect(Self.outcome(silent.drain()) == .draining)
    }

    // MARK: Followers

    @Test(arguments: ["", String(repeating: "a", count: 65), "a\nb", "a\u{7F}"])
    func `A follower's name is short and printable [M3]`(name: String) {
        var session = Self.greeted(.follower)
        #expect(
            Self.outcome(Self.receive(&session, Frame(.follow, Follow(name: name, mark: nil).body)))
                == .malformed)
    }

    @Test func `A follower is positioned once, and its progress stays within what it was sent`() {
        var session = Self.greeted(.follower)
        let progress = Frame(.progress, Progress(durablePosition: 5, backedUpPosition: 1).body)
        let follow = Follow(name: "a", mark: nil)
        #expect(Self.receive(&session, Frame(.follow, follow.body)) == [.position(follow)])
        let following = Following(journal: Self.journal, nextPosition: 4, headPosition: 9, continues: true)
        #expect(
            session.positioned(following, isListed: true) == [.following(following), .stream(from: 4)])
        session.streamed(through: 5)
        let stored = FollowerPosition(name: "a", progress: Progress(durablePosition: 5, backedUpPosition: 1))
        #expect(Self.receive(&session, progress) == [.store(stored)])
        let beyond = Frame(.progress, Progress(durablePosition: 0, backedUpPosition: 6).body)
        #expect(Self.outcome(Self.receive(&session, beyond)) == .malformed)
    }

    @Test func `A second follow and one name too many are refused`() {
        var twice = Self.greeted(.follower)
        let follow = Frame(.follow, Follow(name: "a", mark: nil).body)
        _ = Self.receive(&twice, follow)
        #expect(Self.outcome(Self.receive(&twice, follow)) == .unexpectedMessage)
        var unlisted = Self.greeted(.follower)
        _ = Self.receive(&unlisted, follow)
        let following = Following(journal: Self.journal, nextPosition: 1, headPosition: 0, continues: true)
        #expect(Self.outcome(unlisted.positioned(following, isListed: false)) == .notPermitted)
    }

    // MARK: Time

    @Test func `Whoever says no hello is closed after five seconds`() {
        var session = Session(Self.context, at: .seconds(100))
        session.arrived(30, at: .seconds(101))
        #expect(session.tick(at: .seconds(105)).isEmpty)
        #expect(Self.outcome(session.tick(at: .milliseconds(105_001))) == .timedOut)
    }

    @Test func `A silent peer gets pings and is closed after a minute without a frame [P1]`() {
        var session = Self.greeted(.sender)
        #expect(session.tick(at: .seconds(19)).isEmpty)
        #expect(session.tick(at: .seconds(20)) == [.ping])
        #expect(session.tick(at: .seconds(21)).isEmpty)
        #expect(session.tick(at: .seconds(40)) == [.ping])
        #expect(Self.receive(&session, Frame(.pong), at: .seconds(41)).isEmpty)
        #expect(session.tick(at: .seconds(100)) == [.ping])
        #expect(Self.outcome(session.tick(at: .milliseconds(101_001))) == .timedOut)
    }

    @Test func `A header and then silence is closed once it is slower than the minimum rate`() {
        var session = Self.greeted(.sender)
        session.arrived(24, at: .seconds(1))
        #expect(session.tick(at: .seconds(11)).isEmpty)
        #expect(Self.outcome(session.tick(at: .milliseconds(11_001))) == .timedOut)
    }

    @Test func `A slow frame is taken as long as it keeps the minimum rate`() {
        var session = Self.greeted(.sender)
        // Much longer than a connection may be idle.
        for second in 0..<600 {
            session.arrived(1_100, at: .seconds(second))
            #expect(Self.outcome(session.tick(at: .seconds(second))) == nil)
        }
        _ = session.tick(at: .seconds(600))
        #expect(session.isClosed == false)
        #expect(Self.outcome(session.tick(at: .seconds(650))) == .timedOut)
    }

    @Test func `Neither a frame's rate nor idleness is measured while the collector does not read`() {
        var session = Self.greeted(.sender)
        session.arrived(500, at: .seconds(1))
        session.readingPaused(at: .seconds(2))
        #expect(session.tick(at: .seconds(300)) == [.ping])
        session.readingResumed(at: .seconds(300))
        #expect(Self.outcome(session.tick(at: .seconds(309))) == nil)
        #expect(Self.outcome(session.tick(at: .milliseconds(309_001))) == .timedOut)
    }

    @Test func `Whoever takes nothing for a minute is closed, though it sends`() {
        var session = Self.greeted(.follower)
        session.writable(false, at: .seconds(5))
        session.readingPaused(at: .seconds(5))
        #expect(session.tick(at: .seconds(65)).isEmpty)
        session.writable(false, at: .seconds(65))
        #expect(Self.outcome(session.tick(at: .milliseconds(65_001))) == .timedOut)
    }

    @Test func `A goodbye from the peer closes without a word, and nothing is done after it`() {
        var session = Self.greeted(.sender)
        _ = Self.receive(&session, Self.batch(1))
        let goodbye = GoAway(Failure(outcome: .draining, message: "bye"))
        #expect(Self.receive(&session, Frame(.goAway, goodbye.body)) == [.close])
        #expect(session.judged(Self.read(1), clockMilliseconds: 0).isEmpty)
        #expect(session.tick(at: .seconds(1_000)).isEmpty)
        #expect(session.drain().isEmpty)
        #expect(session.heldBytes == 0)
    }
}
