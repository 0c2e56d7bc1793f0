internal import Wire

/// What a frame from a collector means to a sender.
enum CollectorAnswer {
    case acknowledged(Ack)
    case goodbye(Failure)
    case alive(wantsPong: Bool)
    case notUnderstood(WireError)

    init(_ frame: Frame) {
        do throws(WireError) {
            self = try Self.read(frame)
        } catch {
            self = .notUnderstood(error)
        }
    }

    private static func read(_ frame: Frame) throws(WireError) -> CollectorAnswer {
        let body = try plainBody(frame)
        switch frame.type {
        case .ack: return .acknowledged(try Ack(body: body.span))
        case .goAway: return .goodbye(try GoAway(body: body.span).failure)
        default: return .alive(wantsPong: frame.type == .ping)
        }
    }

    private static func plainBody(_ frame: Frame) throws(WireError) -> [UInt8] {
        guard frame.isCompressed else { return frame.body }
        var inflater = Inflater()
        return try frame.plainBody(&inflater)
    }
}
