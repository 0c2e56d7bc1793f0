package import Catalogue
package import Wire

/// A plausible city: the same reports for the same numbers, whatever the clock says.
///
/// Every form of the catalogue is reported by whom it names. Sizes are skewed; some units open late, close early or miss
/// periods, one is split, two are merged; forms come late, twice, partial, amended, retracted, or after the version that
/// replaces them. What the statistics must be is known: `totals`.
package struct SimulatedCity: Sendable {
    private let map: CityMap
    private let months: [Period]
    private let seed: UInt64
    private let catalogue: Catalogue
    private let clock: DayClock
    private let events: CityEvents
    private let returns: [Returning]

    /// A form, and who of the map's units reports it.
    private struct Returning: Sendable {
        let form: ReturnForm
        let units: [SimulatedUnit]
    }

    /// - Parameters:
    ///   - city: the code that all units begin with.
    ///   - months: how many, the last being 2025-12.
    package init(catalogue: Catalogue, city: UnitCode, units: Int, months: Int, seed: UInt64)
        throws(ClientError)
    {
        let end = Int64(Self.lastMonth.index) + 1
        self.months = (Swift.max(0, end - Int64(months))..<end).map {
            Period(type: .monthly, index: UInt32($0))
        }
        let map = CityMap(city: city, units: units, seed: seed, months: self.months.count)
        self.map = map
        self.seed = seed
        self.catalogue = catalogue
        clock = DayClock(catalogue.timeZone)
        events = try CityEvents(map, last: Self.lastMonth, seed: seed, catalogue)
        var returns: [Returning] = []
        for design in FormDesign.returns {
            let form = try ReturnForm(design, catalogue)
            let units = map.units.filter {
                form.isReported(by: $0.code, in: city) && $0.mustReport(form.dataSet.code)
            }
            returns.append(Returning(form: form, units: units))
        }
        self.returns = returns
    }

    /// 2025-12.
    private static let lastMonth = Period(type: .monthly, index: 55 * 12 + 11)

    /// The columns that its reports would have in a file.
    package var columns: [String] {
        let happen = [events.problems, events.requests, events.papers].map(\.dataSet)
        return ReportWriting.columns(happen + returns.map(\.form.dataSet), catalogue)
    }

    var monthCount: Int { months.count }

    /// Everything that begins in a month: what happens in it, and the returns of all periods that end with it, or begin
    /// with it where they are due from their beginning.
    func stories(inMonth place: Int) -> [Story] {
        let month = months[place]
        var stories = events.stories(month, place: place)
        let tallies = Self.tallies(stories, catalogue)
        for returning in returns {
            guard let period = returning.form.period(with: month) else { continue }
            for unit in returning.units where unit.months.contains(place) {
                let story = returning.form.story(
                    of: unit, period, first: months[0], seed: seed, tallies: tallies[unit.code] ?? [:], clock)
                if let story { stories.append(story) }
            }
        }
        return stories
    }

    /// How many events of each data set stand under each unit.
    private static func tallies(_ stories: [Story], _ catalogue: Catalogue) -> [UnitCode: [String: Int64]] {
        var tallies: [UnitCode: [String: Int64]] = [:]
        for story in stories where !story.isRetracted {
            guard let report = story.versions.last, let dataSet = catalogue.dataSet(id: report.dataSet) else {
                continue
            }
            tallies[report.unit, default: [:]][dataSet.code, default: 0] += 1
        }
        return tallies
    }

    /// What the statistics of all reports must be, however they travelled.
    ///
    /// - Parameter isRegistered: whether the aggregator is given the units file; what closed units had does not stand
    ///   beyond their closing then.
    /// - Throws: `CancellationError` where the task is cancelled before all is counted.
    package func totals(isRegistered: Bool) throws -> KnownTotals {
        let file = UnitsFile(map: map, months: months)
        var closings: [UnitCode: Int64] = [:]
        if isRegistered { for unit in map.units { closings[unit.code] = file.closing(of: unit) } }
        var totals = KnownTotals(catalogue, last: Self.lastMonth, closings: closings)
        for place in months.indices {
            try Task.checkCancellation()
            for story in stories(inMonth: place) { totals.add(story) }
        }
        totals.finish()
        return totals
    }

    /// Its units as a file for an aggregator's --units.
    package func writeUnits(_ write: ([UInt8]) throws -> Void) rethrows {
        try UnitsFile(map: map, months: months).write(write)
    }
}

extension SimulatedCity: Sequence {
    package func makeIterator() -> Iterator { Iterator(city: self) }

    /// The reports in the order in which they are sent. Only what is under way is in memory.
    package struct Iterator: IteratorProtocol {
        private let city: SimulatedCity
        private var place = 0
        private var underWay: [Sending] = []
        /// In descending order: the next one is last.
        private var ready: [Sending] = []

        private struct Sending {
            let atMilliseconds: Int64
            let report: Report
        }

        fileprivate init(city: SimulatedCity) { self.city = city }

        package mutating func next() -> Report? {
            while ready.isEmpty, place < city.monthCount || !underWay.isEmpty { advance() }
            return ready.popLast()?.report
        }

        /// Makes up one month more; what is sent by its end is ready, after the last month everything.
        private mutating func advance() {
            var end = Int64.max
            if place < city.monthCount {
                for story in city.stories(inMonth: place) {
                    underWay += story.postings.map {
                        Sending(atMilliseconds: $0.atMilliseconds, report: story.versions[$0.version])
                    }
                }
                end = (city.months[place].days.upperBound + 1) * Story.day
                place += 1
            }
            let split = underWay.partition { $0.atMilliseconds < end }
            ready = underWay[split...].sorted { $0.atMilliseconds > $1.atMilliseconds }
            underWay.removeSubrange(split...)
        }
    }
}
