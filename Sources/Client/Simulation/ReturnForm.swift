internal import Catalogue
internal import Wire

/// A form as designed, with the catalogue's elements and options for codes.
struct ReturnForm: Sendable {
    struct Line: Sendable {
        /// Nil where the quantity stands in no report.
        let element: Element?
        let category: String?
        /// Of its category; one nil where it has none.
        let options: [Category.Option?]
        let step: Step
        let emptyPercent: Int64
        let absentPercent: Int64
    }

    /// A recipe with places of lines for codes.
    enum Step: Sendable {
        case level(ClosedRange<Int64>, growthPercent: Int64)
        case share([Int], percent: ClosedRange<Int64>, risingPoints: Int64)
        case sum([Int])
        case rest(of: Int, without: [Int])
        case count(ClosedRange<Int64>)
        case left(Int, extra: ClosedRange<Int64>)
        case came(Int, left: [Int])
        case times(Int, ClosedRange<Int64>)
        case sinceJanuary(Int)
        case tally(String, wrongPercent: Int64)
    }

    let dataSet: DataSet
    let type: PeriodType
    let dueDays: Int
    let dueFrom: DataSet.DueFrom
    let lookBack: Int
    let lines: [Line]
    /// By id.
    let elements: [UInt32: Element]

    /// - Throws: `ClientError` where the catalogue has no such form with these elements.
    init(_ design: FormDesign, _ catalogue: Catalogue) throws(ClientError) {
        guard let dataSet = catalogue.dataSet(design.dataSet),
            case .periodic(let type, let dueDays, let dueFrom, let lookBack) = dataSet.form
        else { throw Self.unknown(design.dataSet) }
        self.dataSet = dataSet
        (self.type, self.dueDays, self.dueFrom, self.lookBack) = (type, dueDays, dueFrom, lookBack)
        let places = Dictionary(uniqueKeysWithValues: zip(design.lines.map(\.code), 0...))
        var lines: [Line] = []
        for line in design.lines {
            guard let step = Step(line.recipe, places) else { throw Self.unknown(design.dataSet) }
            let element = dataSet.elements.contains(line.code) ? catalogue.element(line.code) : nil
            // Codes of elements are written large; a small one is that of a quantity beside them.
            guard element != nil || line.code == line.code.lowercased() else {
                throw Self.unknown(design.dataSet)
            }
            let category = line.category ?? element?.categories.first
            let options = category.flatMap { catalogue.category($0) }?.options
            lines.append(
                Line(
                    element: element, category: category, options: options ?? [nil], step: step,
                    emptyPercent: line.emptyPercent, absentPercent: line.absentPercent))
        }
        self.lines = lines
        elements = Dictionary(
            uniqueKeysWithValues: lines.compactMap { line in line.element.map { ($0.id, $0) } })
    }

    private static func unknown(_ code: String) -> ClientError {
        ClientError(
            .input,
            "the made-up city needs the data set \(code) with the elements that the catalogue that is compiled in has: "
                + "leave --catalogue out")
    }

    /// Whether a unit reports it, be it open or not: the units that the catalogue names shut out everything below them.
    func isReported(by unit: UnitCode, in city: UnitCode) -> Bool {
        dataSet.reporters.units.contains(city)
            ? unit == city : dataSet.reporters.lengths.contains(unit.length)
    }

    /// The period that ends with a month, or begins with it where the form is due from its beginning; nil where none does.
    func period(with month: Period) -> Period? {
        guard let period = month.enclosing(type) else { return nil }
        let isWith =
            dueFrom == .start
            ? period.days.lowerBound == month.days.lowerBound
            : period.days.upperBound == month.days.upperBound
        return isWith ? period : nil
    }

    /// Places of a line's options that a unit fills in: all of them, but of the domains only those that it has.
    func options(ofLine line: Int, _ unit: SimulatedUnit) -> [Int] {
        let all = lines[line].options
        switch lines[line].category {
        case "domain" where unit.code.length >= 12:
            return all.indices.filter { unit.domains.contains(all[$0]?.code ?? "") }
        case "organiser": return all.indices.filter { all[$0]?.code == unit.domains.first }
        default: return Array(all.indices)
        }
    }
}

extension ReturnForm.Step {
    /// Nil where a recipe names what the form has no line for.
    fileprivate init?(_ recipe: Recipe, _ places: [String: Int]) {
        func all(_ codes: [String]) -> [Int]? {
            let found = codes.compactMap { places[$0] }
            return found.count == codes.count ? found : nil
        }
        switch recipe {
        case .level(let range, let growth): self = .level(range, growthPercent: growth)
        case .share(let whole, let percent, let rising):
            guard let whole = all(whole) else { return nil }
            self = .share(whole, percent: percent, risingPoints: rising)
        case .sum(let parts):
            guard let parts = all(parts) else { return nil }
            self = .sum(parts)
        case .rest(let whole, let parts):
            guard let whole = places[whole], let parts = all(parts) else { return nil }
            self = .rest(of: whole, without: parts)
        case .count(let range): self = .count(range)
        case .left(let stock, let extra):
            guard let stock = places[stock] else { return nil }
            self = .left(stock, extra: extra)
        case .came(let stock, let left):
            guard let stock = places[stock], let left = all(left) else { return nil }
            self = .came(stock, left: left)
        case .times(let stock, let times):
            guard let stock = places[stock] else { return nil }
            self = .times(stock, times)
        case .sinceJanuary(let persons):
            guard let persons = places[persons] else { return nil }
            self = .sinceJanuary(persons)
        case .tally(let dataSet, let wrong): self = .tally(dataSet, wrongPercent: wrong)
        }
    }
}
