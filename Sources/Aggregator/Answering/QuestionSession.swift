internal import Catalogue
internal import Wire

/// An operator's connection as the aggregator sees it, without I/O: a greeting, then questions one after the other.
///
/// It owns the order of messages and what is refused; it does not own how a question is answered.
struct QuestionSession: Sendable {
    enum Action: Equatable, Sendable {
        case welcome
        case answer(Query)
        case export(Export)
        case status
        case catalogue
        case pong([UInt8])
        case ignore
        /// Say goaway with this, and close.
        case part(Failure)
        /// Close without a word: the other side has parted.
        case close
    }

    private let catalogue: CatalogueMark
    private var isGreeted = false
    /// In which answers and refusals are said.
    private(set) var languages = [Language.english]

    init(catalogue: CatalogueMark) { self.catalogue = catalogue }

    /// - Parameter body: the frame's body, inflated.
    mutating func received(_ type: FrameType, _ body: [UInt8]) -> Action {
        do throws(WireError) {
            guard isGreeted else { return try greet(type, body) }
            switch type {
            case .query: return .answer(try Query(body: body.span))
            case .export: return .export(try Export(body: body.span))
            case .status: return .status
            case .catalogue: return .catalogue
            case .ping: return .pong(try Ping(body: body).body)
            case .pong: return .ignore
            case .goAway: return .close
            case .hello, .welcome, .batch, .ack, .follow, .following, .entry, .progress, .result, .reports:
                return unexpected(type)
            }
        } catch {
            return .part(Failure(error))
        }
    }

    private mutating func greet(_ type: FrameType, _ body: [UInt8]) throws(WireError) -> Action {
        guard type == .hello else { return unexpected(type) }
        let hello = try Hello(body: body.span)
        guard hello.versions.contains(1) else {
            return .part(
                Failure(
                    outcome: .unsupportedVersion,
                    message:
                        "versions \(hello.versions.lowerBound) to \(hello.versions.upperBound) are offered, "
                        + "this service speaks version 1"))
        }
        guard hello.catalogue.version != catalogue.version || hello.catalogue.digest == catalogue.digest
        else {
            return .part(Failure(conflict: hello, with: catalogue))
        }
        guard hello.role == .operator else {
            return .part(
                Failure(
                    outcome: .unexpectedMessage,
                    message: "an aggregator answers operators; senders and followers connect to a collector"))
        }
        isGreeted = true
        languages = hello.messageLanguages
        return .welcome
    }

    private func unexpected(_ type: FrameType) -> Action {
        .part(
            Failure(
                outcome: .unexpectedMessage,
                message: isGreeted
                    ? "a frame of type \(type) is not expected from an operator: expected query, export, status or ping"
                    : "the first frame must be a hello, it was \(type)"))
    }
}

extension Failure {
    /// What is answered to bytes that are not understood.
    init(_ error: WireError) { self.init(outcome: error.outcome, message: error.description) }

    /// The same version with another digest is another catalogue: what one side calls an id the other may not.
    fileprivate init(conflict hello: Hello, with ours: CatalogueMark) {
        func hexadecimal(_ digest: [UInt8]) -> String {
            digest.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        }
        let (here, there) = (hexadecimal(ours.digest), hexadecimal(hello.catalogue.digest))
        let message = Names(
            chinese: "目录第 \(ours.version) 版在本服务的摘要为 \(here)，贵方的为 \(there)：请使用同一文件，或给改过的目录新的版本号",
            english:
                "catalogue version \(ours.version) has digest \(here) here and \(there) there: use the same file, or give "
                + "the changed one a new version")
        self.init(outcome: .catalogueConflict, message: message.sentences(hello.messageLanguages))
    }
}
