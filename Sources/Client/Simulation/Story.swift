internal import Wire

/// What one form of one unit comes to in the end, and on which ways it travels there.
struct Story {
    /// The form as it was saved, oldest first; the last one is in force.
    var versions: [Report]
    /// What the form in force adds to the city's statistics.
    var facts: [Fact] = []
    /// When each version was first sent, in milliseconds since 1970, and those sent a second time.
    var postings: [Posting] = []

    struct Posting {
        let atMilliseconds: Int64
        let version: Int
    }

    enum Fact {
        /// Added over units and over time.
        case flow(String, Period, Int64)
        /// Added over units; counts until the unit's next report, no longer than the form's look-back.
        case stock(String, Period, Int64)
    }

    /// Decides when each version is sent. Most are sent as they are saved; some clients have no connection for days, some
    /// send twice, and now and then an old version comes after the one that replaces it.
    mutating func post(_ numbers: inout RandomNumbers) {
        for (index, version) in versions.enumerated() {
            var at = version.savedAtMilliseconds
            if numbers.happens(percent: 5) { at += numbers.number(in: 1...40) * Self.day }
            postings.append(Posting(atMilliseconds: at, version: index))
            if numbers.happens(percent: 4) {
                let again = at + numbers.number(in: 0...20) * Self.day
                postings.append(Posting(atMilliseconds: again, version: index))
            }
        }
    }

    static let day: Int64 = 86_400_000
}
