internal import Catalogue
internal import Wire

/// Cases of city problems: filed, perhaps extended, sent back or deferred, mostly closed, each step an amendment of the
/// same id; a few were filed by mistake and are taken back.
struct ProblemCases: Sendable {
    let writer: FormWriter

    init(_ catalogue: Catalogue) throws(ClientError) {
        writer = try FormWriter(
            "city-problem",
            elements: [
                "CP_FILED", "CP_DUE", "CP_CLOSED", "CP_CLOSED_ONTIME", "CP_DUE_AT", "CP_CLOSED_AT",
                "CP_FELL_DUE",
                "CP_DUE_CLOSED", "CP_DUE_ONTIME", "CP_DEFERRED", "CP_ENDED", "CP_EXTENDED", "CP_REWORK",
                "CP_REPEAT", "CP_MINUTES",
            ], catalogue)
    }

    /// What happened around one unit in one month: the larger it is the more.
    func stories(of unit: SimulatedUnit, _ month: Period, seed: UInt64) -> [Story] {
        var numbers = RandomNumbers(seed: seed, unit.number, UInt64(month.index), 6)
        let most = Swift.max(1, Int64(unit.size * 2))
        return (0..<numbers.number(in: 0...most)).compactMap { _ in
            // Streets report most of what they see, districts and the city itself some.
            let level = numbers.number(in: 1...100)
            let reporter = unit.code.prefix(level <= 1 ? 4 : level <= 6 ? 6 : 9)
            return reporter.map { story(of: $0, month, &numbers) }
        }
    }

    private func story(of unit: UnitCode, _ month: Period, _ numbers: inout RandomNumbers) -> Story {
        var state = ProblemCase(filedIn: month, writer, &numbers)
        var versions = [state.report(of: unit, writer)]
        while let next = state.advanced(&numbers) {
            state = next
            versions.append(state.report(of: unit, writer))
        }
        var story = Story(versions: versions, facts: state.facts(writer))
        if numbers.happens(percent: 1) {
            story.versions.append(state.retraction(of: unit, writer, &numbers))
            story.facts = []
        }
        story.post(&numbers)
        return story
    }
}
