/// What a progress line says: how much is done, how quickly, and how long the rest takes where that is known.
package enum ProgressText {
    /// Whoever waits less than this needs no line.
    package static let quietMilliseconds: Int64 = 2_000

    /// - Parameters:
    ///   - done: how many of `things` are dealt with, all of them since the command began.
    ///   - total: how many there are; nil where nobody knows yet.
    /// - Returns: nil while it is too early for a line.
    package static func line(
        _ things: String, done: Int, total: Int?, elapsedMilliseconds: Int64
    ) -> String? {
        guard elapsedMilliseconds >= quietMilliseconds else { return nil }
        let perSecond = Int64(done) * 1_000 / elapsedMilliseconds
        var text = "\(done)"
        if let total { text += " of \(total)" }
        text += " \(things), \(perSecond)/s"
        if let total, total > done, perSecond > 0 {
            text += ", \(duration(seconds: (Int64(total - done) + perSecond - 1) / perSecond)) left"
        }
        return text
    }

    /// - Returns: nil while it is too early for a line.
    package static func waiting(_ what: String, elapsedMilliseconds: Int64) -> String? {
        guard elapsedMilliseconds >= quietMilliseconds else { return nil }
        return "\(what), \(duration(seconds: elapsedMilliseconds / 1_000))"
    }

    private static func duration(seconds: Int64) -> String {
        switch seconds {
        case ..<60: "\(seconds) s"
        case ..<3_600: "\(seconds / 60) min \(seconds % 60) s"
        default: "\(seconds / 3_600) h \(seconds % 3_600 / 60) min"
        }
    }
}
