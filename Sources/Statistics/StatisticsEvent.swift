/// What the store tells its owner besides answers, for a log.
package enum StatisticsEvent: Hashable, Sendable {
    /// The catalogue counts differently from the one that the rollups were made with, or units open and close on other days:
    /// they are made anew.
    case rebuilding(reports: Int64, of: Int64)
    /// Tried again every second; the fold waits meanwhile, when memory is full. Said once for each reason.
    case storingFailed(String)
    /// What had failed has succeeded.
    case storingAgain
    /// What was stored is safe in the log; the log is brought into the file after the next storing.
    case logNotShortened(String)
}

extension StatisticsEvent {
    package var isTrouble: Bool {
        switch self {
        case .rebuilding, .storingAgain: false
        case .storingFailed, .logNotShortened: true
        }
    }
}

extension StatisticsEvent: CustomStringConvertible {
    package var description: String {
        switch self {
        case .rebuilding(let reports, let total):
            "the catalogue counts differently than before, or units open and close on other days: rollups are made anew, \(reports) of \(total) reports read"
        case .storingFailed(let reason):
            "\(reason). Questions are answered from memory and nothing is lost: it is tried again every second, and "
                + "the journals are read again after a restart"
        case .storingAgain: "the statistics are stored again"
        case .logNotShortened(let reason):
            "the log of the statistics store cannot be brought into its file: \(reason). What was stored is safe in "
                + "the log; it is tried again"
        }
    }
}
