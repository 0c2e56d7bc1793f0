internal import Wire

/// What a frame from a collector means to a sender.
enum CollectorAnswer: Equatable {
    case acknowledged(Ack)
    case goodbye(Failure)
    /// To be answered with a pong that has the same body.
    case ping([UInt8])
    case alive
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
        case .ping: return .ping(body)
        default: return .alive
        }
    }

    private static func plainBody(_ frame: Frame) throws(WireError) -> [UInt8] {
        guard frame.isCompressed else { return frame.body }
        var inflater = Inflater()
        return try frame.plainBody(&inflater)
    }
}
