package import Catalogue
internal import Crypto
internal import NIOCore
package import Transport
package import Wire

/// Questions to a service, one connection each.
package struct Asking: Sendable {
    private let endpoint: Endpoint
    private let flag: String
    private let hello: Hello
    /// Answers take milliseconds; a service that is silent for so long is not answering.
    private static let patience = TimeAmount.seconds(5)
    /// Before an export the aggregator stores everything that it has applied.
    private static let exportPatience = TimeAmount.seconds(60)

    /// - Parameters:
    ///   - flag: which names the endpoint, for messages.
    ///   - languages: in which notes and refusals are wanted.
    package init(
        _ endpoint: Endpoint, flag: String = "--aggregator", catalogue: Catalogue,
        languages: [Language] = [.english]
    ) {
        self.endpoint = endpoint
        self.flag = flag
        // An asker has no spool; its label says so.
        hello = Hello(
            role: .operator, clientID: [UInt8](repeating: 0, count: 16),
            catalogue: catalogue.mark,
            software: Software.name("grassroots"), languages: languages)
    }

    /// Asks as somebody who has no catalogue yet.
    package init(withoutCatalogue endpoint: Endpoint, flag: String, languages: [Language] = [.english]) {
        self.endpoint = endpoint
        self.flag = flag
        hello = Hello(
            role: .operator, clientID: [UInt8](repeating: 0, count: 16),
            catalogue: CatalogueMark(version: 0, digest: [UInt8](repeating: 0, count: 32)),
            software: Software.name("grassroots"), languages: languages)
    }

    /// The catalogue in force at a collector or an aggregator: the file's bytes, its digest verified.
    package func catalogue() async throws -> [UInt8] {
        try await exchange(Frame(.catalogue), silence: Self.patience) { frames in
            let body = try await frames.body(of: .catalogue)
            let file = try CatalogueFile(body: body.span)
            guard Array(SHA256.hash(data: file.bytes)) == file.mark.digest else {
                throw ClientError(
                    .service, "\(endpoint) sent a catalogue that is not what its digest says: try again")
            }
            return file.bytes
        }
    }

    /// The whole answer of an aggregator.
    package func query(_ query: Query) async throws -> ResultTable {
        let wait = query.atLeast.isEmpty ? 0 : Int64(clamping: query.waitMilliseconds)
        return try await exchange(Frame(.query, query.body), silence: Self.patience + .milliseconds(wait)) {
            frames in
            var table: ResultTable?
            while true {
                switch try await frames.result() {
                case .head(let head): table = head
                case .rows(let rows): table?.rows += rows
                case .end:
                    guard let table else {
                        throw ClientError(.service, "\(endpoint) sent an answer without columns")
                    }
                    return table
                case .failure(let failure): throw error(failure)
                }
            }
        }
    }

    /// Single reports of an aggregator, handed over as they come.
    ///
    /// - Parameter take: called for each piece, in order, with how many reports there will be where that is known.
    /// - Returns: as of when the answer is true.
    /// - Throws: `ClientError`, also where the answer ends before it is whole; and what `take` throws.
    package func export(
        _ export: Export, _ take: (ReportsPart.Reports, _ expected: UInt64?) throws -> Void
    ) async throws -> ReportsPart.Head {
        let wait = export.atLeast.isEmpty ? 0 : Int64(clamping: export.waitMilliseconds)
        let silence = Self.exportPatience + .milliseconds(wait)
        return try await exchange(Frame(.export, export.body), silence: silence) { frames in
            var head: ReportsPart.Head?
            var count: UInt64 = 0
            while true {
                switch try await frames.reports() {
                case .head(let first): head = first
                case .reports(let piece):
                    count += UInt64(piece.batch.reportCount)
                    do { try take(piece, head?.expectedCount) } catch { throw TakingError(error: error) }
                case .end(let all):
                    guard let head, all == count else {
                        throw ClientError(
                            .service, "\(endpoint) sent \(count) reports and then said it had been \(all)")
                    }
                    return head
                case .failure(let failure): throw error(failure)
                }
            }
        }
    }

    private func error(_ failure: Failure) -> ClientError {
        ClientError(
            ClientError.Kind(failure),
            "\(endpoint): \(failure.outcome.text(hello.messageLanguages)): \(failure.message)")
    }

    /// What a service says of itself.
    package func status() async throws -> StatusReport {
        try await exchange(Frame(.status), silence: Self.patience) { frames in
            let body = try await frames.body(of: .status)
            return try StatusReport(body: body.span)
        }
    }

    private func exchange<Answer: Sendable>(
        _ question: Frame, silence: TimeAmount, _ read: (inout AnswerFrames) async throws -> Answer
    ) async throws -> Answer {
        do {
            return try await Connection.with(endpoint, hello: hello, silence: silence) {
                _, inbound, outbound in
                try await outbound.write(question)
                var frames = AnswerFrames(endpoint: endpoint, inbound: inbound, outbound: outbound)
                return try await read(&frames)
            }
        } catch let error as TakingError {
            throw error.error
        } catch let error as ClientError {
            throw error
        } catch let error as ConnectionError {
            let languages = hello.messageLanguages
            guard case .unreachable = error else { throw ClientError(.service, error.text(languages)) }
            let message = Names(
                chinese: "\(error.text([.chinese]))。服务在那里运行吗？若在别处，请用 \(flag) 指明",
                english:
                    "\(error). Is the service running there? Where it listens elsewhere, say so with \(flag)")
            throw ClientError(.service, message.sentences(languages))
        } catch {
            throw ClientError(
                .service, "\(endpoint): the connection broke before the answer was whole: \(error)")
        }
    }
}

/// What whoever takes an answer threw: no fault of the connection.
private struct TakingError: Error {
    let error: any Error
}

/// The frames of an answer; pings are answered on the way.
struct AnswerFrames {
    let endpoint: Endpoint
    var inbound: Connection.Inbound
    let outbound: Connection.Outbound
    private var inflater = InflaterBox()

    init(endpoint: Endpoint, inbound: Connection.Inbound, outbound: Connection.Outbound) {
        self.endpoint = endpoint
        self.inbound = inbound
        self.outbound = outbound
    }

    mutating func result() async throws -> ResultPart {
        let body = try await body(of: .result)
        return try ResultPart(body: body.span)
    }

    mutating func reports() async throws -> ReportsPart {
        let body = try await body(of: .reports)
        return try ReportsPart(body: body.span, reportLimit: body.count)
    }

    mutating func body(of type: FrameType) async throws -> [UInt8] {
        while let frame = try await inbound.next(isolation: #isolation) {
            switch frame.type {
            case type: return try inflater.plainBody(frame)
            case .ping: try await outbound.write(Frame(.pong, frame.body))
            case .pong: break
            case .goAway:
                let body = try inflater.plainBody(frame)
                let failure = try GoAway(body: body.span).failure
                throw ConnectionError.refused(endpoint, failure)
            default: throw ConnectionError.unexpected(endpoint, frame.type)
            }
        }
        throw ConnectionError.closed(endpoint)
    }
}

/// Keeps one zlib stream for all frames of an answer.
private final class InflaterBox {
    private var inflater = Inflater()

    func plainBody(_ frame: Frame) throws(WireError) -> [UInt8] { try frame.plainBody(&inflater) }
}
