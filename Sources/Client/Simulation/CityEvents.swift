internal import Catalogue
internal import Wire

/// The three forms of what happens in a city.
struct CityEvents: Sendable {
    let problems: EventForm
    let requests: EventForm
    let papers: EventForm
    private let map: CityMap
    private let seed: UInt64

    /// - Parameter last: the month after which nothing is told.
    init(_ map: CityMap, last: Period, seed: UInt64, _ catalogue: Catalogue) throws(ClientError) {
        self.map = map
        self.seed = seed
        problems = try EventForm("city-problem", elements: ProblemCase.elements, last: last, catalogue)
        requests = try EventForm("service-request", elements: ServiceRequest.elements, last: last, catalogue)
        papers = try EventForm("meeting-paper", elements: MeetingPaper.elements, last: last, catalogue)
    }

    /// Everything that begins in a month: around each unit the more the larger it is.
    func stories(_ month: Period, place: Int) -> [Story] {
        var stories: [Story] = []
        for unit in map.reporters where unit.months.contains(place) {
            stories += happenings(problems, around: unit, month, perSize: 2, stream: 6) {
                ProblemCase(filedIn: month, problems, &$0)
            }
            stories += happenings(requests, around: unit, month, perSize: 1, stream: 8) {
                ServiceRequest(dispatchedIn: month, requests, &$0)
            }
        }
        return stories + meetings(month)
    }

    private func happenings<Kind: Happening>(
        _ form: EventForm, around unit: SimulatedUnit, _ month: Period, perSize: Double, stream: UInt64,
        _ make: (inout RandomNumbers) -> Kind
    ) -> [Story] {
        var numbers = RandomNumbers(seed: seed, unit.number, UInt64(month.index), stream)
        let most = Swift.max(1, Int64(unit.size * perSize))
        return (0..<numbers.number(in: 0...most)).compactMap { _ in
            // Streets report most of what they see, districts and the city itself some.
            let level = numbers.number(in: 1...100)
            guard let reporter = unit.code.prefix(level <= 1 ? 4 : level <= 6 ? 6 : 9) else { return nil }
            return form.story(make(&numbers), of: reporter, &numbers)
        }
    }

    private func meetings(_ month: Period) -> [Story] {
        var numbers = RandomNumbers(seed: seed, UInt64(month.index), 9)
        let units = map.units.map(\.code).filter { papers.isReported(by: $0, in: map.city) }
        return (0..<numbers.number(in: 1...2)).flatMap { _ in
            let meeting = MeetingPaper.Meeting(in: month, papers.clock, &numbers)
            return units.map { unit in
                papers.story(MeetingPaper(meeting, papers, &numbers), of: unit, &numbers)
            }
        }
    }
}
