internal import Catalogue
internal import Wire

/// The monthly coverage return of a community or a site: stocks that grow slowly, and what changed in the month.
struct CoverageForms: Sendable {
    let writer: FormWriter
    private let domains: [String]

    init(_ catalogue: Catalogue) throws(ClientError) {
        let writer = try FormWriter(
            "coverage",
            elements: [
                "COV_TOTAL", "COV_ELIGIBLE", "COV_ELIGIBLE_BUILT", "COV_SINGLE", "COV_JOINT", "COV_WORKONLY",
                "COV_BLANK_FOUND", "COV_BLANK_FILLED", "COV_BLANK_GONE", "COV_BLANK_EMERGING",
            ], catalogue)
        self.writer = writer
        domains = writer.categories.flatMap { writer.options($0) }.map(\.code)
    }

    /// - Returns: nil where the unit misses the month.
    func story(of unit: SimulatedUnit, _ month: Period, place: Int, seed: UInt64) -> Story? {
        var numbers = RandomNumbers(seed: seed, unit.number, UInt64(month.index), 2)
        guard unit.months.contains(place), !numbers.happens(percent: unit.missingPercent) else { return nil }
        var cells = unit.domains(of: domains).flatMap { domain in
            self.cells(of: unit, domain, place: place, seed: seed, &numbers)
        }
        let savedAt = writer.savedAtMilliseconds(after: month, &numbers)
        var versions = [
            writer.report(of: unit.code, .period(month), savedAtMilliseconds: savedAt, cells)
        ]
        if numbers.happens(percent: 10) {
            // A total was too small by one; the units above it notice, not only the one that mends it.
            cells[0] = FormWriter.Cell(cells[0].element, cells[0].value + 1, option: cells[0].option)
            let later = savedAt + numbers.number(in: 1...10 * Story.day)
            versions.append(
                writer.report(of: unit.code, .period(month), savedAtMilliseconds: later, cells))
        }
        var story = Story(versions: versions)
        story.facts = cells.map { cell in
            Self.flows.contains(cell.element)
                ? .flow(cell.element, month, cell.value) : .stock(cell.element, month, cell.value)
        }
        story.post(&numbers)
        return story
    }

    private static let flows: Set = ["COV_BLANK_FOUND", "COV_BLANK_FILLED", "COV_BLANK_GONE"]

    private func cells(
        of unit: SimulatedUnit, _ domain: String, place: Int, seed: UInt64, _ numbers: inout RandomNumbers
    ) -> [FormWriter.Cell] {
        var base = RandomNumbers(seed: seed, unit.number, 3)
        let start = Int64(unit.size * Double(base.number(in: 5...30)))
        let total = start + Int64(place) * start / 100 + numbers.number(in: 0...2)
        let single = total * Swift.min(80, base.number(in: 10...40) + Int64(place)) / 100
        let joint = numbers.number(in: 0...(total - single) / 2)
        let work = numbers.number(in: 0...total - single - joint)
        let blank = total - single - joint - work
        let eligible = single + joint + numbers.number(in: 0...blank)
        return [
            ("COV_TOTAL", total), ("COV_ELIGIBLE", eligible), ("COV_ELIGIBLE_BUILT", single + joint),
            ("COV_SINGLE", single), ("COV_JOINT", joint), ("COV_WORKONLY", work),
            ("COV_BLANK_FOUND", numbers.number(in: 0...3)), ("COV_BLANK_FILLED", numbers.number(in: 0...2)),
            ("COV_BLANK_GONE", numbers.number(in: 0...1)),
            ("COV_BLANK_EMERGING", numbers.number(in: 0...blank)),
        ].map { FormWriter.Cell($0, $1, option: domain) }
    }
}

extension SimulatedUnit {
    /// The domains that it has something of.
    fileprivate func domains(of all: [String]) -> [String] {
        all.isEmpty ? [] : (0..<domains).map { all[(firstDomain + $0) % all.count] }
    }
}
