internal import Wire

/// What one form of one unit comes to in the end, and on which ways it travels there.
struct Story {
    /// The form as it was saved, oldest first; the last one is in force.
    var versions: [Report]
    /// What the form in force says.
    var facts: [Fact]
    /// When each version was first sent, in milliseconds since 1970, and those sent a second time.
    private(set) var postings: [Posting] = []

    struct Posting {
        let atMilliseconds: Int64
        let version: Int
    }

    init(versions: [Report], facts: [Fact]) {
        self.versions = versions
        self.facts = facts
    }

    /// Taken back in the end: it says nothing.
    mutating func retract(_ numbers: inout RandomNumbers) {
        guard let last = versions.last else { return }
        versions.append(
            Report(
                dataSet: last.dataSet, unit: last.unit, key: last.key,
                savedAtMilliseconds: last.savedAtMilliseconds + numbers.number(in: 1...5 * Self.day),
                status: .retracted))
        facts = []
    }

    var isRetracted: Bool { versions.last?.status == .retracted }

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

/// A number that a form in force says of one period, and what becomes of it in others.
struct Fact {
    enum Reach {
        /// Its own period's alone.
        case period
        /// Later periods' too, until the unit's next report and no longer than the form's look-back.
        case lookBack
        /// The same, but not beyond the end of the year.
        case lookBackWithinYear
    }

    /// The code of an element.
    let element: String
    /// Ids of the options that it is told apart by.
    let options: [UInt32]
    let period: Period
    let value: Int64
    /// Of a mean: what it is weighted by.
    var weight: Int64?
    let reach: Reach
}
