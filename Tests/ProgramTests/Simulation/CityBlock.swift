/// The elements of a form that are told apart alike, as SQL over an export's table: a row for each report and option, in
/// its own period and in those that its stocks stand in.
struct CityBlock {
    /// A number of a row, and how those of several periods become one.
    struct Column {
        let name: String
        /// Over a cell of the form.
        let expression: String
        let kind: CityElement.Kind
        /// Of events: which date says when it counts.
        let date: String
        /// So many periods after its own it no longer stands; nil: as long as the form says.
        var reach: Int?
        /// It counts only where all of a rate stands for the unit and option in the last of so many periods; nil: always.
        var stands: (rate: CityRate, periods: Int)?

        var isLast: Bool { kind == .stock || kind == .yearToDate }
    }

    let form: CityForm
    let part: CityForm.Part
    /// Those whose elements all stand here.
    let rates: [CityRate]
    private(set) var columns: [Column] = []

    init(_ form: CityForm, _ part: CityForm.Part) {
        self.form = form
        self.part = part
        let codes = Set(part.elements.map(\.code))
        rates = CityRate.all.filter { rate in rate.terms.allSatisfy { codes.contains($0.element) } }
        for element in part.elements {
            let expression = element.expression ?? element.code
            if case .mean(let weight) = element.kind {
                add("\(element.code)_sum", "\(expression) * \(weight)", element)
                add(
                    "\(element.code)_weight", "CASE WHEN \(expression) IS NOT NULL THEN \(weight) END",
                    element)
            } else {
                add(element.code, expression, element)
            }
        }
        for rate in rates {
            for (index, term) in rate.terms.enumerated() {
                guard let element = part.elements.first(where: { $0.code == term.element }),
                    column(rate, index) != element.code
                else { continue }
                let masked =
                    "CASE WHEN \(condition(rate, term)) THEN \(element.expression ?? element.code) END"
                add(column(rate, index), masked, element)
                // Where what happened stands beside what stands, a report counts in both or in neither.
                guard isMixed(rate) else { continue }
                for months in [1, 3, 6, 12] where months % form.months == 0 {
                    add(column(rate, index, months: months), masked, element)
                    if element.kind == .stock {
                        columns[columns.count - 1].reach = months / form.months
                    } else {
                        columns[columns.count - 1].stands = (rate, months / form.months)
                    }
                }
            }
        }
    }

    private mutating func add(_ name: String, _ expression: String, _ element: CityElement) {
        columns.append(Column(name: name, expression: expression, kind: element.kind, date: element.date))
    }

    /// Some of a rate over a return stands in later periods and some does not.
    private func isMixed(_ rate: CityRate) -> Bool {
        let kinds = rate.terms.compactMap { term in part.elements.first { $0.code == term.element }?.kind }
        return !form.isEvent && kinds.contains(.stock) && kinds.contains { $0 != .stock }
    }

    func isWhole(_ rate: CityRate) -> Bool { !form.isEvent && rate.terms.contains { $0.only != nil } }

    /// The name of the column that holds a term of a rate: the element's own where it is not narrowed down.
    ///
    /// - Parameter months: of the periods that are asked by, where it matters.
    func column(_ rate: CityRate, _ index: Int, months: Int? = nil) -> String {
        let term = rate.terms[index]
        if let months, isMixed(rate) { return "\(rate.code)_\(index)_\(months)" }
        let isWhole = term.only == nil && form.isEvent
        return isWhole ? term.element : "\(rate.code)_\(index)"
    }

    func condition(_ rate: CityRate, _ term: CityRate.Term) -> String {
        var conditions: [String] = []
        if let only = term.only {
            conditions.append("\(form.isEvent ? only.category : "o") = '\(only.option)'")
        }
        // A rate over a return is made of reports alone that hold all of its elements, cell by cell or, where it narrows
        // one down to an option, anywhere.
        if isWhole(rate) {
            conditions.append("whole_\(rate.code)")
        } else if !form.isEvent {
            conditions += Set(rate.terms.map(\.element)).sorted().map { "\($0) IS NOT NULL" }
        }
        return conditions.joined(separator: " AND ")
    }

    /// The name of its table.
    var name: String { "block_\(form.table)" + (part.category.map { "_\($0)" } ?? "") }

    /// The categories that it can be asked by.
    var categories: [String] { form.isEvent ? form.eventCategories : part.category.map { [$0] } ?? [] }

    /// False where nothing may be added over its options.
    var hasTotal: Bool { !categories.contains(where: CityForm.overlapping.contains) }
}
