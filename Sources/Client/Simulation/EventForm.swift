internal import Catalogue
internal import Wire

/// The form of one data set of events.
struct EventForm: Sendable {
    let dataSet: DataSet
    let clock: DayClock
    private let elements: [String: Element]
    private let categories: [Category]
    /// The month after which nothing is told.
    private let last: Period

    /// - Parameter codes: of the elements that happenings say something of.
    /// - Throws: `ClientError` where the catalogue has no such form with these elements.
    init(
        _ code: String, elements codes: [String], last: Period, _ catalogue: Catalogue
    ) throws(ClientError) {
        guard let dataSet = catalogue.dataSet(code), case .event(let categories) = dataSet.form,
            Set(codes).isSubset(of: dataSet.elements)
        else {
            throw ClientError(
                .input,
                "the made-up city needs the events \(code) with the elements that the catalogue that is compiled in "
                    + "has: leave --catalogue out")
        }
        self.dataSet = dataSet
        self.last = last
        clock = DayClock(catalogue.timeZone)
        elements = Dictionary(
            uniqueKeysWithValues: dataSet.elements.compactMap { code in
                catalogue.element(code).map { (code, $0) }
            })
        self.categories = categories.compactMap { catalogue.category($0) }
    }

    func isReported(by unit: UnitCode, in city: UnitCode) -> Bool {
        dataSet.reporters.units.contains(city)
            ? unit == city : dataSet.reporters.lengths.contains(unit.length)
    }

    /// Any option of each category, of some none: not everything is told apart by everything.
    func anyOptions(_ numbers: inout RandomNumbers) -> [UInt32] {
        categories.compactMap { category -> UInt32? in
            guard !numbers.happens(percent: 10) else { return nil }
            return category.options[Int(numbers.number(in: 0...Int64(category.options.count - 1)))].id
        }.sorted()
    }

    /// The ids of options by their codes, ascending.
    func options(_ codes: [String: String]) -> [UInt32] {
        categories.compactMap { category in category.options.first { $0.code == codes[category.code] }?.id }
            .sorted()
    }

    /// What came of something in the end, all its steps being reported.
    func story(
        _ happening: some Happening, of unit: UnitCode, _ numbers: inout RandomNumbers
    ) -> Story {
        var state = happening
        var versions = [report(state, of: unit)]
        while let next = state.advanced(&numbers) {
            state = next
            versions.append(report(state, of: unit))
        }
        var story = Story(versions: versions, facts: facts(state))
        // A few were reported by mistake.
        if numbers.happens(percent: 1) { story.retract(&numbers) }
        story.post(&numbers)
        return story
    }

    private func report(_ happening: some Happening, of unit: UnitCode) -> Report {
        let values = happening.cells.compactMap { cell -> ReportValue? in
            guard let element = elements[cell.element] else { return nil }
            return ReportValue(
                element: element.id, kind: element.kind == .date ? .instant : .integer, value: cell.value)
        }
        let at = happening.happenedAt
        return Report(
            dataSet: dataSet.id, unit: unit, key: .event(happening.id),
            savedAtMilliseconds: happening.savedAtMilliseconds,
            occurrence: happening.isDatedByDay ? .day(clock.day(ofSeconds: at)) : .instant(at),
            options: happening.options, values: values.sorted { $0.element < $1.element })
    }

    // MARK: What it says

    private func facts(_ happening: some Happening) -> [Fact] {
        let cells = happening.cells
        var facts = cells.compactMap { cell -> Fact? in
            guard let element = elements[cell.element], element.kind != .date else { return nil }
            var at = happening.happenedAt
            if let date = element.datedBy {
                guard let dated = cells.first(where: { $0.element == date }) else { return nil }
                at = dated.value
            }
            // Of a distribution it is known how many values it has.
            let value = element.kind == .distribution ? 1 : cell.value
            return fact(cell.element, month(at), value, happening)
        }
        for consequence in happening.consequences {
            switch consequence {
            case .counted(let element, let at, let value):
                facts.append(fact(element, month(at), value, happening))
            case .standing(let element, let from, let until):
                let first = month(from)
                let end = until.map { Swift.min(month($0).index, last.index + 1) } ?? last.index + 1
                guard first.index < end else { continue }
                for index in first.index..<end {
                    facts.append(fact(element, Period(type: .monthly, index: index), 1, happening))
                }
            }
        }
        return facts
    }

    private func fact(
        _ element: String, _ month: Period, _ value: Int64, _ happening: some Happening
    ) -> Fact {
        Fact(element: element, options: happening.options, period: month, value: value, reach: .period)
    }

    private func month(_ seconds: Int64) -> Period {
        Period(containing: clock.day(ofSeconds: seconds), type: .monthly)
    }
}
