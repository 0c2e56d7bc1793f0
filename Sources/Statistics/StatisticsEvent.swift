/// What the store tells its owner besides answers, for a log.
package enum StatisticsEvent: Hashable, Sendable {
    /// The catalogue counts differently from the one that the rollups were made with: they are made anew.
    case rebuilding(reports: Int64, of: Int64)
    /// Tried again every second; the fold waits meanwhile, when memory is full.
    case storingFailed(String)
}
