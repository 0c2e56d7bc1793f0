internal import Catalogue
internal import Wire

/// The three forms of a made-up city, filled in.
struct SimulatedForms {
    let dataSets: [DataSet]
    private let catalogue: Catalogue
    private let clock: DayClock
    private let domains: [Category.Option]

    init(_ catalogue: Catalogue) throws(ClientError) {
        let codes = ["city-problem", "coverage", "population"]
        dataSets = codes.compactMap { catalogue.dataSet($0) }
        let elements = [
            "CP_FILED", "CP_DUE", "CP_CLOSED", "CP_CLOSED_ONTIME", "CP_MINUTES", "CP_DUE_AT", "CP_CLOSED_AT",
            "COV_TOTAL", "COV_SINGLE", "COV_JOINT", "COV_WORKONLY", "EC_POP", "EC_POP_URBAN",
        ]
        guard dataSets.count == codes.count, elements.allSatisfy({ catalogue.element($0) != nil }) else {
            throw ClientError(
                .input,
                "the made-up city needs the data sets \(codes.joined(separator: ", ")) as the catalogue that is "
                    + "compiled in has them: leave --catalogue out")
        }
        self.catalogue = catalogue
        clock = DayClock(catalogue.timeZone)
        domains = catalogue.category("domain")?.options ?? []
    }

    /// Of one district and year.
    func population(_ unit: UnitCode, _ year: Period, _ numbers: inout RandomNumbers) -> Report {
        let total = numbers.number(in: 250_000...1_200_000)
        let urban = total * numbers.number(in: 55...95) / 100
        return Report(
            dataSet: dataSets[2].id, unit: unit, key: .period(year),
            savedAtMilliseconds: savedAt(after: year, &numbers),
            values: sorted([value("EC_POP", total), value("EC_POP_URBAN", urban)]))
    }

    /// Of one community and month: the form, now and then amended or sent twice.
    func coverage(_ unit: UnitCode, _ month: Period, _ numbers: inout RandomNumbers) -> [Report] {
        var values: [ReportValue] = []
        for domain in domains {
            let total = numbers.number(in: 1...30)
            let single = numbers.number(in: 0...total)
            let joint = numbers.number(in: 0...total - single)
            let work = numbers.number(in: 0...total - single - joint)
            for (code, number) in [
                ("COV_TOTAL", total), ("COV_SINGLE", single), ("COV_JOINT", joint), ("COV_WORKONLY", work),
            ] {
                values.append(value(code, number, options: [domain.id]))
            }
        }
        let first = Report(
            dataSet: dataSets[1].id, unit: unit, key: .period(month),
            savedAtMilliseconds: savedAt(after: month, &numbers),
            values: sorted(values))
        guard numbers.happens(percent: 10) else {
            return numbers.happens(percent: 5) ? [first, first] : [first]
        }
        var amended = first
        amended.savedAtMilliseconds += numbers.number(in: 1...86_400_000)
        amended.values[0].value += 1
        return [first, amended]
    }

    /// What happened in one community and month, as its street reports it; most of it is closed later, by an amendment of the same id.
    func problems(_ unit: UnitCode, _ month: Period, _ numbers: inout RandomNumbers) -> [Report] {
        (0..<numbers.number(in: 0...6)).flatMap { _ in problem(unit, month, &numbers) }
    }

    private func problem(_ unit: UnitCode, _ month: Period, _ numbers: inout RandomNumbers) -> [Report] {
        let opened = clock.seconds(
            day: numbers.number(in: month.days), secondOfDay: numbers.number(in: 7 * 3_600...22 * 3_600))
        let due = opened + numbers.number(in: 3...30) * 86_400
        let id = EventID(high: numbers.next(), low: numbers.next())
        var report = Report(
            dataSet: dataSets[0].id, unit: unit, key: .event(id), savedAtMilliseconds: opened * 1_000,
            occurrence: .instant(opened), options: options(&numbers),
            values: sorted([
                value("CP_FILED", 1), value("CP_DUE", 1), value("CP_CLOSED", 0), value("CP_CLOSED_ONTIME", 0),
                value("CP_DUE_AT", due, kind: .instant),
            ]))
        let open = report
        guard numbers.happens(percent: 80) else { return [open] }
        let closed = opened + numbers.number(in: 1...35) * 86_000
        report.savedAtMilliseconds = closed * 1_000
        report.values = sorted([
            value("CP_FILED", 1), value("CP_DUE", 1), value("CP_CLOSED", 1),
            value("CP_CLOSED_ONTIME", closed <= due ? 1 : 0), value("CP_MINUTES", (closed - opened) / 60),
            value("CP_DUE_AT", due, kind: .instant), value("CP_CLOSED_AT", closed, kind: .instant),
        ])
        return numbers.happens(percent: 5) ? [open, report, open] : [open, report]
    }

    /// One of each category that the form has.
    private func options(_ numbers: inout RandomNumbers) -> [UInt32] {
        guard case .event(let categories) = dataSets[0].form else { return [] }
        var ids: [UInt32] = []
        for code in categories {
            let options = catalogue.category(code)?.options ?? []
            ids.append(options[Int(numbers.number(in: 0...Int64(options.count - 1)))].id)
        }
        return ids.sorted()
    }

    /// Some days after the period has ended.
    private func savedAt(after period: Period, _ numbers: inout RandomNumbers) -> Int64 {
        let day = period.days.upperBound + numbers.number(in: 1...12)
        return clock.seconds(day: day, secondOfDay: numbers.number(in: 8 * 3_600...18 * 3_600)) * 1_000
    }

    private func value(
        _ code: String, _ value: Int64, options: [UInt32] = [], kind: ReportValue.Kind = .integer
    ) -> ReportValue {
        ReportValue(element: catalogue.element(code)?.id ?? 0, options: options, kind: kind, value: value)
    }

    private func sorted(_ values: [ReportValue]) -> [ReportValue] {
        values.sorted {
            $0.element != $1.element
                ? $0.element < $1.element : $0.options.lexicographicallyPrecedes($1.options)
        }
    }
}
