import Testing
import Wire

@testable import Client

@Suite struct SenderTests {
    private static let journal = JournalID(high: 1, low: 2)
    private let a = StoredBatch(id: 1, reports: 3, bodyBytes: 100)
    private let b = StoredBatch(id: 2, reports: 2, bodyBytes: 100)

    private static func welcome(unanswered: UInt64 = 10_000, reports: UInt64 = 500) -> Welcome {
        Welcome(
            catalogue: CatalogueMark(version: 1, digest: [UInt8](repeating: 0, count: 32)),
            clockMilliseconds: 0,
            limits: .init(
                bodyBytes: 5_000, inflatedBytes: 5_000, reportsPerBatch: reports, unansweredBytes: unanswered,
                idleMilliseconds: 1_000))
    }

    private static func mark(_ position: UInt64) -> ChainMark {
        ChainMark(
            at: JournalPosition(journal: journal, position: position),
            digest: [UInt8](repeating: 1, count: 32))
    }

    private static func ack(_ batch: UInt64, _ result: Ack.Result) -> Sender.Event {
        .acknowledged(Ack(batch: batch, result: result, clockMilliseconds: 0))
    }

    /// A sender that is connected, with what was sent.
    private func open(
        _ batches: [StoredBatch], _ welcome: Welcome = welcome()
    ) -> (sender: Sender, actions: [Sender.Action]) {
        var sender = Sender(timeout: .seconds(30))
        #expect(sender.handle(.stored(batches), now: .zero) == [.connect(0)])
        #expect(sender.handle(.connected(welcome), now: .zero) == [.takeBack(welcome)])
        let actions = sender.handle(.takenBack([]), now: .zero)
        return (sender, actions)
    }

    @Test func `Batches go out together and answers come in any order [A23]`() {
        var (sender, actions) = open([a, b])
        #expect(actions == [.send(a, number: 1), .send(b, number: 2)])
        #expect(sender.handle(.inputEnded, now: .zero) == [])
        let second = sender.handle(Self.ack(2, .taken(mark: Self.mark(7), refusals: [])), now: .zero)
        #expect(second == [.settle(Settlement(batch: b, mark: Self.mark(7)))])
        let first = sender.handle(Self.ack(1, .taken(mark: Self.mark(6), refusals: [])), now: .zero)
        #expect(first == [.settle(Settlement(batch: a, mark: Self.mark(6))), .finish(.complete)])
        #expect(sender.summary == Sender.Counts(accepted: 5, refused: 0, waiting: 0))
        #expect(sender.positions == [Self.journal: 7])
    }

    @Test func `No more is under way than the collector takes`() {
        var (sender, actions) = open([a, b], Self.welcome(unanswered: 200))
        #expect(actions == [.send(a, number: 1)])
        let next = sender.handle(Self.ack(1, .taken(mark: Self.mark(1), refusals: [])), now: .zero)
        #expect(next.last == .send(b, number: 2))
    }

    @Test func `A batch larger than the collector's is cut`() {
        let (_, actions) = open([a], Self.welcome(reports: 2))
        #expect(actions == [.split(a, limit: 2)])
    }

    @Test func `What was sent and not answered is sent again on the next connection [A8]`() {
        var (sender, _) = open([a])
        var doubtful = a
        doubtful.wentUnanswered = true
        let lost = sender.handle(
            .disconnected(reason: "gone", isRetryable: true, waitMilliseconds: 0), now: .seconds(1))
        #expect(lost == [.markUnanswered([a])])
        #expect(sender.summary.waiting == 3)
        #expect(sender.handle(.tick, now: .seconds(2)) == [.connect(0)])
        _ = sender.handle(.connected(Self.welcome()), now: .seconds(2))
        #expect(sender.handle(.takenBack([]), now: .seconds(2)) == [.send(doubtful, number: 1)])
    }

    @Test func `Refusals for good become dead letters, others stay and are tried again`() {
        var (sender, _) = open([a])
        let dead = Refusal(index: 0, outcome: .outOfBounds, message: "x")
        let later = Refusal(index: 2, outcome: .clockAhead, message: "y")
        let actions = sender.handle(
            Self.ack(1, .taken(mark: Self.mark(1), refusals: [dead, later])), now: .zero)
        #expect(actions == [.settle(Settlement(batch: a, mark: Self.mark(1), refused: [dead], kept: [2]))])
        #expect(
            sender.summary == Sender.Counts(accepted: 1, refused: 1, waiting: 1, waitingForClock: 1))
        var rest = a
        rest.reports = 1
        #expect(sender.handle(.tick, now: .milliseconds(999)) == [])
        #expect(sender.handle(.tick, now: .seconds(1)) == [.send(rest, number: 2)])
        // The collector's clock has come near enough.
        _ = sender.handle(Self.ack(2, .taken(mark: Self.mark(2), refusals: [])), now: .seconds(1))
        #expect(sender.summary == Sender.Counts(accepted: 2, refused: 1))
    }

    @Test func `Nothing but later for the whole timeout ends with the rows in the spool`() {
        var (sender, _) = open([a])
        _ = sender.handle(.inputEnded, now: .zero)
        let busy = Failure(outcome: .retryAfter, message: "disk full", waitMilliseconds: 100)
        var sent: [Duration] = []
        var ending: Sender.Ending?
        var number: UInt64 = 1
        var actions = sender.handle(Self.ack(1, .refused(busy)), now: .zero)
        for step in 1...400 where ending == nil {
            let now = Duration.milliseconds(step * 100)
            actions = sender.handle(.tick, now: now)
            for action in actions {
                if case .send = action {
                    sent.append(now)
                    number += 1
                    _ = sender.handle(Self.ack(number, .refused(busy)), now: now)
                }
                if case .finish(let end) = action { ending = end }
            }
        }
        #expect(sent == [1, 3, 7, 15].map { .seconds($0) })
        #expect(ending == .gaveUp(reason: "RETRY_AFTER: disk full"))
        #expect(sender.summary == Sender.Counts(accepted: 0, refused: 0, waiting: 3))
    }

    @Test func `Giving up waits until the file is read into the spool`() {
        var sender = Sender(timeout: .seconds(2))
        _ = sender.handle(.stored([a]), now: .zero)
        _ = sender.handle(.disconnected(reason: "away", isRetryable: true, waitMilliseconds: 0), now: .zero)
        #expect(sender.handle(.tick, now: .seconds(2)) == [])
        #expect(sender.handle(.stored([b]), now: .seconds(3)) == [])
        #expect(sender.handle(.inputEnded, now: .seconds(4)) == [.finish(.gaveUp(reason: "away"))])
        #expect(sender.summary.waiting == 5)
    }

    @Test func `A collector that refuses for good ends the command [O7]`() {
        var sender = Sender(timeout: .seconds(30))
        _ = sender.handle(.stored([a]), now: .zero)
        _ = sender.handle(.inputEnded, now: .zero)
        let actions = sender.handle(
            .disconnected(reason: "CATALOGUE_CONFLICT", isRetryable: false, waitMilliseconds: 0), now: .zero)
        #expect(actions == [.finish(.refused(reason: "CATALOGUE_CONFLICT"))])
    }

    @Test func `A batch refused for good is a dead letter for each report`() {
        var (sender, _) = open([b])
        let failure = Failure(outcome: .malformed, message: "bad")
        let refusals = (0..<2).map { Refusal(index: $0, outcome: .malformed, message: "bad") }
        let actions = sender.handle(Self.ack(1, .refused(failure)), now: .zero)
        #expect(actions == [.settle(Settlement(batch: b, mark: nil, refused: refusals))])
    }

    @Test func `Nothing to send needs no collector`() {
        var sender = Sender(timeout: .seconds(30))
        #expect(sender.handle(.inputEnded, now: .zero) == [.finish(.complete)])
    }

    @Test func `What a collector lost is sent again and not counted again [A12]`() {
        var old = a
        old.isCounted = false
        var sender = Sender(timeout: .seconds(30), greeting: [0])
        #expect(sender.handle(.inputEnded, now: .zero) == [.connect(0)])
        let welcome = Self.welcome()
        #expect(sender.handle(.connected(welcome), now: .zero) == [.takeBack(welcome)])
        #expect(sender.handle(.takenBack([old]), now: .zero) == [.send(old, number: 1)])
        _ = sender.handle(Self.ack(1, .taken(mark: Self.mark(1), refusals: [])), now: .zero)
        #expect(sender.summary == Sender.Counts(accepted: 0, refused: 0, resent: 3, waiting: 0))
    }

    @Test func `When a collector goes away the next takes over, with what was not answered`() {
        var sender = Sender(timeout: .seconds(30), collectors: 3)
        #expect(sender.handle(.stored([a, b]), now: .zero) == [.connect(0)])
        let gone = Sender.Event.disconnected(reason: "gone", isRetryable: true, waitMilliseconds: 0)
        #expect(sender.handle(gone, now: .zero) == [.connect(1)])
        _ = sender.handle(.connected(Self.welcome()), now: .zero)
        #expect(sender.handle(.takenBack([]), now: .zero) == [.send(a, number: 1), .send(b, number: 2)])
        _ = sender.handle(Self.ack(1, .taken(mark: Self.mark(1), refusals: [])), now: .zero)
        #expect(sender.handle(gone, now: .zero) == [.markUnanswered([b]), .connect(2)])
        // All have been tried: the one that has been left alone longest is next, after its wait.
        #expect(sender.handle(gone, now: .milliseconds(10)) == [])
        #expect(sender.handle(.tick, now: .milliseconds(49)) == [])
        #expect(sender.handle(.tick, now: .milliseconds(50)) == [.connect(0)])
    }

    @Test func `A collector whose disk is full is left for another`() {
        var sender = Sender(timeout: .seconds(30), collectors: 2)
        _ = sender.handle(.stored([a, b]), now: .zero)
        _ = sender.handle(.connected(Self.welcome()), now: .zero)
        _ = sender.handle(.takenBack([]), now: .zero)
        let full = Failure(outcome: .retryAfter, message: "disk full", waitMilliseconds: 100)
        #expect(
            sender.handle(Self.ack(1, .refused(full)), now: .zero)
                == [.disconnect, .markUnanswered([b]), .connect(1)])
        _ = sender.handle(.connected(Self.welcome()), now: .zero)
        var doubtful = b
        doubtful.wentUnanswered = true
        #expect(
            sender.handle(.takenBack([]), now: .zero) == [.send(doubtful, number: 1), .send(a, number: 2)])
    }

    @Test func `One collector that refuses for good leaves the others, the last one ends the command`() {
        var sender = Sender(timeout: .seconds(30), collectors: 2)
        _ = sender.handle(.stored([a]), now: .zero)
        _ = sender.handle(.inputEnded, now: .zero)
        let refused = Sender.Event.disconnected(reason: "conflict", isRetryable: false, waitMilliseconds: 0)
        #expect(sender.handle(refused, now: .zero) == [.connect(1)])
        #expect(sender.handle(refused, now: .zero) == [.finish(.refused(reason: "conflict"))])
    }

    @Test func `Every collector that is to be greeted is, one after the other`() {
        var sender = Sender(timeout: .seconds(30), collectors: 3, greeting: [0, 1, 2])
        #expect(sender.handle(.inputEnded, now: .zero) == [.connect(0)])
        _ = sender.handle(.connected(Self.welcome()), now: .zero)
        #expect(sender.handle(.takenBack([]), now: .zero) == [.disconnect, .connect(1)])
        let gone = Sender.Event.disconnected(reason: "gone", isRetryable: true, waitMilliseconds: 0)
        #expect(sender.handle(gone, now: .zero) == [.connect(2)])
        _ = sender.handle(.connected(Self.welcome()), now: .zero)
        var old = a
        old.isCounted = false
        #expect(sender.handle(.takenBack([old], from: [Self.journal]), now: .zero) == [.send(old, number: 1)])
        let end = sender.handle(Self.ack(1, .taken(mark: Self.mark(4), refusals: [])), now: .zero)
        #expect(end == [.settle(Settlement(batch: old, mark: Self.mark(4))), .finish(.complete)])
        #expect(sender.summary == Sender.Counts(accepted: 0, refused: 0, resent: 3, waiting: 0))
    }

    @Test func `What a restored journal had acknowledged gets its new position`() {
        var (sender, _) = open([a])
        _ = sender.handle(Self.ack(1, .taken(mark: Self.mark(9), refusals: [])), now: .zero)
        let gone = Sender.Event.disconnected(reason: "gone", isRetryable: true, waitMilliseconds: 0)
        _ = sender.handle(gone, now: .zero)
        _ = sender.handle(.stored([b]), now: .seconds(1))
        _ = sender.handle(.connected(Self.welcome()), now: .seconds(1))
        _ = sender.handle(.takenBack([a], from: [Self.journal]), now: .seconds(1))
        #expect(sender.positions.isEmpty)
        _ = sender.handle(Self.ack(1, .taken(mark: Self.mark(2), refusals: [])), now: .seconds(1))
        #expect(sender.positions == [Self.journal: 2])
    }

    @Test func `A collector that says nothing is left for the next, before its welcome and after it`() {
        var sender = Sender(timeout: .seconds(30), collectors: 2)
        #expect(sender.handle(.stored([a]), now: .zero) == [.connect(0)])
        #expect(sender.handle(.tick, now: .seconds(9)) == [])
        #expect(sender.handle(.tick, now: .seconds(10)) == [.disconnect, .connect(1)])
        _ = sender.handle(.connected(Self.welcome()), now: .seconds(11))
        #expect(sender.handle(.takenBack([]), now: .seconds(11)) == [.send(a, number: 1)])
        // A ping shows that it lives.
        #expect(sender.handle(.heard, now: .seconds(20)) == [])
        #expect(sender.handle(.tick, now: .seconds(29)) == [])
        let left = sender.handle(.tick, now: .seconds(30))
        #expect(left == [.disconnect, .markUnanswered([a]), .connect(0)])
    }

    @Test func `The only collector may come to itself, and why nothing was delivered is said as it is`() {
        var (sender, _) = open([a])
        #expect(sender.handle(.tick, now: .seconds(29)) == [])
        let end = sender.handle(.inputEnded, now: .seconds(30))
        guard case .finish(.gaveUp(let reason)) = end.last else {
            Issue.record("\(end)")
            return
        }
        #expect(reason.contains("does not answer"))
    }

    @Test func `A collector that is only to be greeted is not waited for`() {
        var sender = Sender(timeout: .seconds(30), greeting: [0])
        #expect(sender.handle(.inputEnded, now: .zero) == [.connect(0)])
        #expect(sender.handle(.tick, now: .seconds(10)) == [.disconnect, .finish(.complete)])
    }

    @Test func `An interruption leaves everything in the spool`() {
        var (sender, _) = open([a])
        let actions = sender.handle(.interrupted, now: .zero)
        #expect(actions == [.disconnect, .markUnanswered([a]), .finish(.interrupted)])
        #expect(sender.summary.waiting == 3)
    }

    @Test func `The last line and the exit code say how it ended`() {
        let place = JournalPosition(journal: Self.journal, position: 9)
        func summary(_ rejected: Int, _ ending: Sender.Ending, _ places: [JournalPosition] = []) -> Summary {
            Summary(accepted: 1, rejected: rejected, spooled: 0, positions: places, ending: ending)
        }
        #expect(summary(0, .complete).line == "accepted 1, rejected 0, spooled 0, position -")
        #expect(
            summary(2, .complete, [place, place]).line
                == "accepted 1, rejected 2, spooled 0, position \(place)+\(place)")
        #expect(PositionToken.read("\(place)+\(place)") == [place, place])
        #expect(PositionToken.read("-") == [])
        #expect(PositionToken.read("x") == nil)
        #expect(
            [summary(0, .complete), summary(1, .complete), summary(1, .gaveUp(reason: ""))].map(\.exitCode)
                == [0, 3, 4])
    }
}
