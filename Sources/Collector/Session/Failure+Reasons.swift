internal import Catalogue
internal import Wire

// What a collector says before it closes a connection: what was wrong, where, what is expected, what to do.
extension Failure {
    /// Bytes that are not what the specification says.
    static func notUnderstood(_ error: WireError, frame: UInt64, what: String) -> Failure {
        let place = "frame \(frame) of this connection\(what.isEmpty ? "" : " (\(what))")"
        switch error {
        case .notGrassroots:
            return Failure(
                outcome: .notGrassroots,
                message:
                    "This is a Grassroots collector, and what came is not its protocol: \(place) does not begin "
                    + "with the bytes 47 52 53 31 (GRS1). HTTP, TLS and text are not understood here. "
                    + "Send reports with: grassroots send FILE.csv")
        case .unsupportedVersion:
            return Failure(outcome: .unsupportedVersion, message: "\(place): \(error)")
        case .tooLarge:
            return Failure(
                outcome: .tooLarge,
                message: "\(place): \(error). The welcome names the limits.")
        default:
            return Failure(outcome: .malformed, message: "\(place): \(error)")
        }
    }

    static func versions(_ offered: ClosedRange<UInt64>) -> Failure {
        Failure(
            outcome: .unsupportedVersion,
            message:
                "hello: versions \(offered.lowerBound) to \(offered.upperBound) are offered, this collector "
                + "speaks version 1. Update whichever of the two is older.")
    }

    static func catalogueConflict(_ hello: Hello, ours: CatalogueMark) -> Failure {
        let (theirs, here) = (hello.catalogue.digest.hexadecimal, ours.digest.hexadecimal)
        let message = Names(
            chinese: "目录第 \(ours.version) 版有两种内容：贵方的摘要为 \(theirs)，本采集服务的为 \(here)。改过的目录须用更高的版本号；请两边使用同一文件",
            english:
                "hello: catalogue version \(ours.version) has two contents: yours has the digest \(theirs), this "
                + "collector's \(here). A changed catalogue needs a higher version; use the same file on both sides."
        )
        return Failure(
            outcome: .catalogueConflict, message: message.sentences(hello.messageLanguages))
    }

    static func helloExpected(_ type: FrameType) -> Failure {
        Failure(
            outcome: .unexpectedMessage,
            message: "the first frame is of type \(type), expected is a hello that says who is calling")
    }

    static func unexpected(_ type: FrameType, role: Hello.Role) -> Failure {
        if type == .query || type == .export {
            return Failure(
                outcome: .unexpectedMessage,
                message: "a collector keeps reports and does not answer questions. Ask the aggregator "
                    + "(its port is 7401 by default).")
        }
        let expected =
            switch role {
            case .sender: "batches"
            case .follower: "one follow, then progress"
            case .operator: "status and catalogue"
            }
        return Failure(
            outcome: .unexpectedMessage,
            message:
                "a frame of type \(type) is not expected here: the hello's role is \(role), from which come \(expected)"
        )
    }

    static func batchNumber(_ number: UInt64, expected: UInt64) -> Failure {
        Failure(
            outcome: .malformed,
            message:
                "batch number \(number) came where \(expected) was expected: batches count 1, 2, 3… on each "
                + "connection. Nothing of it was taken; send it again on a new connection.")
    }

    static func followerName(_ name: String) -> Failure {
        Failure(
            outcome: .malformed,
            message:
                "follow: the follower's name has \(name.utf8.count) bytes or holds control characters, expected "
                + "are 1 to 64 bytes of printable text")
    }

    static func followers(_ limit: Int) -> Failure {
        Failure(
            outcome: .notPermitted,
            message:
                "follow: this collector already lists \(limit) followers by name, and no more are permitted")
    }

    static func progress(_ progress: Progress, head: UInt64) -> Failure {
        Failure(
            outcome: .malformed,
            message:
                "progress: positions \(progress.durablePosition) (durable) and \(progress.backedUpPosition) "
                + "(backed up) are beyond what this connection has sent, which ends at \(head)")
    }

    static func timedOut(_ what: String) -> Failure { Failure(outcome: .timedOut, message: what) }

    static func draining(_ languages: [Language]) -> Failure {
        let message = Names(
            chinese: "本采集服务正在停止。已确认的不会丢失；其余请等它恢复后再发，或发往别的采集服务",
            english:
                "this collector is stopping. What it acknowledged is safe; send the rest again when it is back, or to "
                + "another one.")
        return Failure(
            outcome: .draining, message: message.sentences(languages), waitMilliseconds: 1_000)
    }

    static func tooManyConnections(_ limit: Int) -> Failure {
        Failure(
            outcome: .tooManyConnections,
            message: "this collector has \(limit) connections, as many as it takes. Try again later.",
            waitMilliseconds: 5_000)
    }
}

extension [UInt8] {
    fileprivate var hexadecimal: String {
        map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
