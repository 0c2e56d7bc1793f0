internal import Catalogue
internal import Wire

/// The yearly population return of a district.
struct PopulationForms: Sendable {
    let writer: FormWriter

    init(_ catalogue: Catalogue) throws(ClientError) {
        writer = try FormWriter("population", elements: ["EC_POP", "EC_POP_URBAN"], catalogue)
    }

    /// - Returns: nil where the district misses the year.
    func story(of district: UnitCode, number: UInt64, _ year: Period, seed: UInt64) -> Story? {
        var base = RandomNumbers(seed: seed, number, 4)
        let start = base.number(in: 250_000...1_200_000)
        var numbers = RandomNumbers(seed: seed, number, UInt64(year.index), 5)
        guard !numbers.happens(percent: 10) else { return nil }
        let total = start + numbers.number(in: 0...start / 50)
        let urban = total * base.number(in: 55...95) / 100
        let cells = [FormWriter.Cell("EC_POP", total), FormWriter.Cell("EC_POP_URBAN", urban)]
        let savedAt = writer.savedAtMilliseconds(after: year, &numbers)
        var story = Story(versions: [
            writer.report(of: district, .period(year), savedAtMilliseconds: savedAt, cells)
        ])
        story.facts = cells.map { .stock($0.element, year, $0.value) }
        story.post(&numbers)
        return story
    }
}
