internal import Catalogue
internal import Wire

extension ReturnForm {
    /// What a unit reports of a period.
    ///
    /// - Parameters:
    ///   - first: the first month that the city is told of.
    ///   - tallies: by data set, how many events the unit has in the period.
    /// - Returns: nil where the unit misses the period.
    func story(
        of unit: SimulatedUnit, _ period: Period, first: Period, seed: UInt64, tallies: [String: Int64],
        _ clock: DayClock
    ) -> Story? {
        var numbers = RandomNumbers(
            seed: seed, unit.number, UInt64(dataSet.id), UInt64(period.index), 2)
        guard !numbers.happens(percent: unit.missingPercent) else { return nil }
        let origin = Int64((first.enclosing(type) ?? first).index)
        let sheet = Sheet(form: self, unit: unit, seed: seed, origin: origin, tallies: tallies)
        let values = values(sheet, period, &numbers)
        let facts = facts(values, period)
        let savedAt = savedAtMilliseconds(of: period, clock, &numbers)
        var versions = [report(of: unit, period, savedAt, values)]
        if !values.isEmpty, numbers.happens(percent: 10) {
            // The first number was mistyped at first: the units above notice it too.
            var mistyped = values
            mistyped[0].value += mistyped[0].value < 100 ? 1 : -1
            versions = [report(of: unit, period, savedAt, mistyped)]
            let later = savedAt + numbers.number(in: 1...10 * Story.day)
            versions.append(report(of: unit, period, later, values))
        }
        var story = Story(versions: versions, facts: facts)
        if numbers.happens(percent: 1) { story.retract(&numbers) }
        story.post(&numbers)
        return story
    }

    /// The cells, ascending as a report has them. A few forms are handed in with one element left empty, or one cell of it.
    private func values(_ sheet: Sheet, _ period: Period, _ numbers: inout RandomNumbers) -> [ReportValue] {
        let isPartial = numbers.happens(percent: 2)
        let forgotten = isPartial ? Int(numbers.number(in: 0...Int64(lines.count - 1))) : -1
        let isWhole = numbers.happens(percent: 50)
        var values: [ReportValue] = []
        for (place, line) in lines.enumerated() {
            var once = RandomNumbers(seed: sheet.seed, sheet.unit.number, UInt64(dataSet.id), UInt64(place))
            let isAbsent = once.happens(percent: line.absentPercent)
            let isEmpty = numbers.happens(percent: line.emptyPercent)
            guard let element = line.element, place != forgotten || !isWhole, !isAbsent, !isEmpty else {
                continue
            }
            for option in options(ofLine: place, sheet.unit).dropFirst(place == forgotten ? 1 : 0) {
                values.append(
                    ReportValue(
                        element: element.id, options: line.options[option].map { [$0.id] } ?? [],
                        value: sheet.value(place, option, at: Int64(period.index))))
            }
        }
        return values.sorted {
            $0.element != $1.element
                ? $0.element < $1.element : $0.options.lexicographicallyPrecedes($1.options)
        }
    }

    private func report(
        of unit: SimulatedUnit, _ period: Period, _ savedAtMilliseconds: Int64, _ values: [ReportValue]
    ) -> Report {
        Report(
            dataSet: dataSet.id, unit: unit.code, key: .period(period),
            savedAtMilliseconds: savedAtMilliseconds, values: values)
    }

    /// A mean says nothing without its weight.
    private func facts(_ values: [ReportValue], _ period: Period) -> [Fact] {
        values.compactMap { value in
            guard let element = elements[value.element] else { return nil }
            var fact = Fact(
                element: element.code, options: value.options, period: period, value: value.value,
                reach: Fact.Reach(element.kind))
            if case .rate(let weight) = element.kind {
                let id = elements.values.first { $0.code == weight }?.id
                guard let weight = values.first(where: { $0.element == id && $0.options == value.options })
                else { return nil }
                fact.weight = weight.value
            }
            return fact
        }
    }

    /// Office hours of a day: for most within the due days, for some up to months later.
    private func savedAtMilliseconds(
        of period: Period, _ clock: DayClock, _ numbers: inout RandomNumbers
    ) -> Int64 {
        let begin = dueFrom == .start ? period.days.lowerBound - 1 : period.days.upperBound
        let due = min(Int64(dueDays), Self.latestDays - 1)
        let isLate = numbers.happens(percent: 12)
        let day = begin + numbers.number(in: isLate ? due + 1...Self.latestDays : 1...due)
        return clock.seconds(day: day, secondOfDay: numbers.number(in: 8 * 3_600...18 * 3_600)) * 1_000
    }

    private static let latestDays: Int64 = 75
}

extension Fact.Reach {
    fileprivate init(_ kind: Element.Kind) {
        self =
            switch kind {
            case .stock: .lookBack
            case .cumulative, .target: .lookBackWithinYear
            case .flow, .distinct, .distribution, .rate, .date, .derived, .balance: .period
            }
    }
}
