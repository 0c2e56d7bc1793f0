internal import Catalogue
internal import Wire

/// Fills in one data set's forms by the codes of elements and options.
struct FormWriter: Sendable {
    let dataSet: DataSet
    let clock: DayClock
    private let elements: [String: Element]
    private let options: [String: [Category.Option]]

    /// One cell of a form: an element, perhaps the code of an option, and a value.
    struct Cell {
        let element: String
        let option: String?
        let value: Int64

        init(_ element: String, _ value: Int64, option: String? = nil) {
            self.element = element
            self.option = option
            self.value = value
        }
    }

    /// - Throws: `ClientError` where the catalogue has no such form with these elements.
    init(_ code: String, elements codes: [String], _ catalogue: Catalogue) throws(ClientError) {
        guard let dataSet = catalogue.dataSet(code), Set(codes).isSubset(of: dataSet.elements) else {
            throw ClientError(
                .input,
                "the made-up city needs a data set \(code) with the elements \(codes.joined(separator: ", ")), as "
                    + "the catalogue that is compiled in has it: leave --catalogue out")
        }
        self.dataSet = dataSet
        clock = DayClock(catalogue.timeZone)
        elements = Dictionary(
            uniqueKeysWithValues: dataSet.elements.compactMap { code in
                catalogue.element(code).map { (code, $0) }
            })
        options = Dictionary(uniqueKeysWithValues: catalogue.categories.map { ($0.code, $0.options) })
    }

    /// The categories of an event's options, or of a return's cells.
    var categories: [String] {
        if case .event(let categories) = dataSet.form { return categories }
        return dataSet.elements.compactMap { elements[$0]?.categories }.first { !$0.isEmpty } ?? []
    }

    func options(_ category: String) -> [Category.Option] { options[category] ?? [] }

    func values(_ cells: [Cell]) -> [ReportValue] {
        let values = cells.compactMap { cell -> ReportValue? in
            guard let element = elements[cell.element] else { return nil }
            let ids = element.categories.flatMap { options($0) }.filter { $0.code == cell.option }.map(\.id)
            return ReportValue(
                element: element.id, options: ids, kind: element.kind == .date ? .instant : .integer,
                value: cell.value)
        }
        return values.sorted {
            $0.element != $1.element
                ? $0.element < $1.element : $0.options.lexicographicallyPrecedes($1.options)
        }
    }

    func report(
        of unit: UnitCode, _ key: Report.Key, savedAtMilliseconds: Int64, _ cells: [Cell]
    ) -> Report {
        Report(
            dataSet: dataSet.id, unit: unit, key: key, savedAtMilliseconds: savedAtMilliseconds,
            values: values(cells))
    }

    /// Office hours of a day after a period has ended: for most within a fortnight, for some months later.
    func savedAtMilliseconds(after period: Period, _ numbers: inout RandomNumbers) -> Int64 {
        let late = numbers.happens(percent: 10)
        let day = period.days.upperBound + numbers.number(in: late ? 13...75 : 1...12)
        return clock.seconds(day: day, secondOfDay: numbers.number(in: 8 * 3_600...18 * 3_600)) * 1_000
    }

    func month(ofSeconds seconds: Int64) -> Period {
        Period(containing: clock.day(ofSeconds: seconds), type: .monthly)
    }
}
