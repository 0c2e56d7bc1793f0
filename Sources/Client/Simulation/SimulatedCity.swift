package import Catalogue
package import Wire

/// A plausible city: the same reports for the same numbers, whatever the clock says.
///
/// Communities and sites return their coverage each month, streets report their problems as they happen, districts their
/// population each year. Sizes are skewed; some units open late, close early or miss months; forms come late, twice,
/// amended, or after the version that replaces them. What the statistics must be is known: `totals`.
package struct SimulatedCity: Sendable {
    private let units: [SimulatedUnit]
    private let districts: [UnitCode]
    private let months: [Period]
    private let seed: UInt64
    private let catalogue: Catalogue
    private let coverage: CoverageForms
    private let population: PopulationForms
    private let problems: ProblemCases

    /// - Parameters:
    ///   - city: the code that all units begin with.
    ///   - months: how many, the last being 2025-12.
    package init(catalogue: Catalogue, city: UnitCode, units: Int, months: Int, seed: UInt64)
        throws(ClientError)
    {
        coverage = try CoverageForms(catalogue)
        population = try PopulationForms(catalogue)
        problems = try ProblemCases(catalogue)
        self.units = SimulatedUnit.all(city: city, count: units, seed: seed, months: months)
        districts = SimulatedUnit.districts(city, units: units)
        let end = Int64(Self.lastMonth.index) + 1
        self.months = (Swift.max(0, end - Int64(months))..<end).map {
            Period(type: .monthly, index: UInt32($0))
        }
        self.seed = seed
        self.catalogue = catalogue
    }

    /// 2025-12.
    private static let lastMonth = Period(type: .monthly, index: 55 * 12 + 11)

    /// The columns that its reports would have in a file.
    package var columns: [String] {
        ReportWriting.columns(
            [problems.writer.dataSet, coverage.writer.dataSet, population.writer.dataSet], catalogue)
    }

    var monthCount: Int { months.count }

    /// Everything that begins in a month: its cases, its returns, and in the last month of a year the year's.
    func stories(inMonth place: Int) -> [Story] {
        let month = months[place]
        var stories: [Story] = []
        for unit in units {
            if let form = coverage.story(of: unit, month, place: place, seed: seed) { stories.append(form) }
            stories += problems.stories(of: unit, month, seed: seed)
        }
        if month.index % 12 == 11, let year = month.enclosing(.yearly) {
            for (number, district) in districts.enumerated() {
                let form = population.story(of: district, number: UInt64(number), year, seed: seed)
                if let form { stories.append(form) }
            }
        }
        return stories
    }

    /// What the statistics of all reports must be, however they travelled.
    ///
    /// - Throws: `CancellationError` where the task is cancelled before all is counted.
    package func totals() throws -> KnownTotals {
        var totals = KnownTotals(
            lookBacks: [.monthly: Self.lookBack(coverage), .yearly: Self.lookBack(population)],
            last: months.last ?? Self.lastMonth, levels: catalogue.levels.map(\.length))
        for place in months.indices {
            try Task.checkCancellation()
            for story in stories(inMonth: place) { totals.add(story) }
        }
        return totals
    }

    private static func lookBack(_ forms: CoverageForms) -> UInt32 { lookBack(forms.writer.dataSet) }
    private static func lookBack(_ forms: PopulationForms) -> UInt32 { lookBack(forms.writer.dataSet) }

    private static func lookBack(_ dataSet: DataSet) -> UInt32 {
        if case .periodic(_, _, _, let lookBack) = dataSet.form { UInt32(lookBack) } else { 0 }
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
