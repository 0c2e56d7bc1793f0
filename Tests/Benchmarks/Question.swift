internal import Wire

/// What operators ask most.
enum Question: String, CaseIterable {
    case rates = "query: rate by district and month"
    case street = "query: one street's year"
    case quantiles = "query: p50, p90 by district and type"

    var query: Query {
        let year = Query.Periods(first: "202401", last: "202412")
        return switch self {
        case .rates: Query(items: ["CP_ONTIME_RATE"], by: ["unit:district", "month"], periods: year)
        case .street: Query(items: ["CP_FILED"], unit: "510110010", by: ["month"], periods: year)
        case .quantiles: Query(items: ["CP_MINUTES"], by: ["unit:district", "type"], periods: year)
        }
    }

    /// The shortest question, of which only the position matters.
    static func reached(_ position: JournalPosition) -> Query {
        Query(items: ["CP_FILED"], atLeast: [position], waitMilliseconds: 600_000)
    }
}
