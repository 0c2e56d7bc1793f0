internal import Catalogue
internal import Transport
internal import Wire

/// Carries out what the `Sender` decides: spool, connection, clock.
final class Delivery {
    /// What happens while rows are delivered.
    enum News: Sendable {
        case sender(Sender.Event)
        /// Of a certain connection; what comes of an earlier one is stale.
        case link(Int, CollectorLink.News)
        case failed(ClientError)
    }

    private let spool: Spool
    private let collectors: [Endpoint]
    private let languages: [Language]
    /// The collector that is connected to, or was last.
    private var endpoint: Endpoint
    private let catalogue: CatalogueMark
    private let rejected: RejectedRows
    private let start = ContinuousClock.now
    private let news: AsyncStream<News>
    let inbox: AsyncStream<News>.Continuation
    private var sender: Sender
    private var deflater = Deflater()
    private var link: (number: Int, connection: CollectorLink)?
    private var linkCount = 0
    private var hasConnected = false
    private var settling: Settling
    /// Why the input broke off; what came before it is delivered all the same.
    private(set) var inputError: ClientError?
    /// As they change; for whoever shows them.
    private let progress: @Sendable (SendingProgress) -> Void
    private let share: InputShare

    init(
        spool: Spool, collectors: [Endpoint], languages: [Language], catalogue: Catalogue,
        rejected: RejectedRows, sender: Sender, share: InputShare,
        progress: @escaping @Sendable (SendingProgress) -> Void
    ) {
        self.spool = spool
        self.collectors = collectors
        self.languages = languages
        endpoint = collectors[0]
        self.catalogue = catalogue.mark
        self.rejected = rejected
        settling = Settling(spool: spool, rejected: rejected, languages: languages)
        self.sender = sender
        self.share = share
        self.progress = progress
        (news, inbox) = AsyncStream.makeStream()
    }

    /// Until everything is acknowledged or the sender gives up.
    func run() async throws(ClientError) -> (ending: Sender.Ending, sender: Sender) {
        let inbox = inbox
        let ticker = Task {
            while !Task.isCancelled {
                try await Task.sleep(for: .milliseconds(50))
                inbox.yield(.sender(.tick))
            }
        }
        defer {
            ticker.cancel()
            link?.connection.close()
        }
        for await item in news {
            if let ending = try take(item) {
                try settling.settle(at: endpoint)
                if hasConnected { try spool.noteSendingEnded() }
                return (ending, sender)
            }
        }
        return (.interrupted, sender)
    }

    private func take(_ item: News) throws(ClientError) -> Sender.Ending? {
        switch item {
        case .failed(let error):
            guard error.kind == .input else { throw error }
            inputError = error
            return try tell(.inputEnded)
        case .sender(let event):
            if case .tick = event {
                try settling.settle(at: endpoint)
                progress(
                    SendingProgress(sender, rejectedByClient: rejected.countByClient, share))
            }
            return try tell(event)
        case .link(let number, let news):
            guard number == link?.number else { return nil }
            return try take(news)
        }
    }

    private func take(_ news: CollectorLink.News) throws(ClientError) -> Sender.Ending? {
        switch news {
        case .connected(let welcome):
            if !hasConnected { try spool.noteSending() }
            hasConnected = true
            return try tell(.connected(welcome))
        case .closed(let reason, let isRetryable, let wait):
            link = nil
            return try tell(.disconnected(reason: reason, isRetryable: isRetryable, waitMilliseconds: wait))
        case .frame(let frame): return try take(frame)
        }
    }

    private func take(_ frame: Frame) throws(ClientError) -> Sender.Ending? {
        switch CollectorAnswer(frame) {
        case .acknowledged(let ack): return try tell(.acknowledged(ack))
        case .ping(let body):
            link?.connection.send(Frame(.pong, body))
            return try tell(.heard)
        case .alive: return try tell(.heard)
        case .goodbye(let failure):
            closeLink()
            return try tell(
                .disconnected(
                    reason:
                        "\(endpoint) said goodbye: \(failure.outcome.text(languages)): \(failure.message)",
                    isRetryable: failure.outcome.isRetryable, waitMilliseconds: failure.waitMilliseconds))
        case .notUnderstood(let error):
            closeLink()
            return try tell(
                .disconnected(
                    reason: "\(endpoint) sent an answer that is not understood: \(error)", isRetryable: false,
                    waitMilliseconds: 0))
        }
    }
}

extension Delivery {
    private func tell(_ event: Sender.Event) throws(ClientError) -> Sender.Ending? {
        var ending: Sender.Ending?
        for action in sender.handle(event, now: start.duration(to: .now)) {
            ending = try perform(action) ?? ending
        }
        return ending
    }

    private func perform(_ action: Sender.Action) throws(ClientError) -> Sender.Ending? {
        switch action {
        case .connect(let collector): try connect(collectors[collector])
        case .disconnect: closeLink()
        case .send(let batch, let number):
            let body = try spool.body(of: batch)
            link?.connection.send(Frame(.batch, Self.numbered(body, number), deflater: &deflater))
        case .split(let batch, let limit): return try tell(.stored(try spool.split(batch, limit: limit)))
        case .settle(let settlement):
            settling.add(settlement)
            if settling.isDue { try settling.settle(at: endpoint) }
        case .markUnanswered(let batches): try spool.markUnanswered(batches)
        case .takeBack(let welcome): return try takeBack(welcome)
        case .finish(let ending): return ending
        }
        return nil
    }

    private func connect(_ collector: Endpoint) throws(ClientError) {
        // What was answered belongs to the address that answered, and the hello names it.
        try settling.settle(at: endpoint)
        endpoint = collector
        linkCount += 1
        let number = linkCount
        let hello = Hello(
            role: .sender, clientID: spool.clientID, catalogue: catalogue, knownJournals: try spool.marks(),
            software: Software.name("grassroots"), languages: languages)
        let connection = CollectorLink(endpoint: endpoint, hello: hello) { [inbox] news in
            inbox.yield(.link(number, news))
        }
        link = (number, connection)
    }

    private func closeLink() {
        link?.connection.close()
        link = nil
    }

    /// A collector that lost what it had acknowledged gets it again.
    private func takeBack(_ welcome: Welcome) throws(ClientError) -> Sender.Ending? {
        try settling.settle(at: endpoint)
        var lost = welcome.mismatched
        if let journal = welcome.journal {
            lost += try spool.journals(at: endpoint.description, otherThan: journal.id)
        }
        return try tell(.takenBack(lost.isEmpty ? [] : try spool.takeBack(from: lost), from: lost))
    }

    /// Bodies are kept with the number 1, one byte.
    private static func numbered(_ body: [UInt8], _ number: UInt64) -> [UInt8] {
        var numbered: [UInt8] = []
        numbered.reserveCapacity(body.count + 9)
        numbered.appendVarint(number)
        numbered.append(contentsOf: body.dropFirst())
        return numbered
    }
}
