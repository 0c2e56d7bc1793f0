/// What the forms of a city hold, written down by hand from their definitions: nothing of it comes from our catalogue.
struct CityForm {
    /// As the table of an export is named.
    let table: String
    /// Months in a period of the form; events are counted by month.
    let months: Int
    /// For how many periods a stock counts after its own.
    let lookBack: Int
    /// Elements that are told apart alike; of events all of them.
    let parts: [Part]
    /// Of events: the categories that each may have an option of.
    var eventCategories: [String] = []

    struct Part {
        /// The category that a return's cells are told apart by.
        let category: String?
        let elements: [CityElement]

        init(by category: String? = nil, _ elements: [CityElement]) {
            self.category = category
            self.elements = elements
        }
    }

    /// - Parameter parts: of a return.
    init(_ table: String, months: Int, lookBack: Int, _ parts: [Part]) {
        (self.table, self.months, self.lookBack, self.parts) = (table, months, lookBack, parts)
    }

    init(event table: String, by categories: [String], _ elements: [CityElement]) {
        (self.table, months, lookBack, parts) = (table, 1, 0, [Part(elements)])
        eventCategories = categories
    }

    var isEvent: Bool { !eventCategories.isEmpty }
}

struct CityElement {
    enum Kind: Equatable {
        /// Added over time.
        case flow
        /// Told by the last period.
        case stock
        /// The same, and never told by a report of another year.
        case yearToDate
        /// Never added over time.
        case distinct
        /// Weighted by another element.
        case mean(weight: String)
    }

    let code: String
    let kind: Kind
    /// Decimals of the numbers that the export holds as integers.
    var scale = 0
    /// Of events: the column whose date says when it counts.
    var date = "period"
    /// Of events, where it is no column: what it is, by other columns.
    var expression: String?

    static func flows(_ codes: String, by date: String = "period") -> [CityElement] {
        codes.split(separator: " ").map { CityElement(code: String($0), kind: .flow, date: date) }
    }

    static func stocks(_ codes: String) -> [CityElement] {
        codes.split(separator: " ").map { CityElement(code: String($0), kind: .stock) }
    }

    static func distinct(_ code: String) -> [CityElement] { [CityElement(code: code, kind: .distinct)] }

    static func flow(_ code: String, scale: Int) -> [CityElement] {
        [CityElement(code: code, kind: .flow, scale: scale)]
    }

    static func derived(_ code: String, by date: String, _ expression: String) -> [CityElement] {
        [CityElement(code: code, kind: .flow, date: date, expression: expression)]
    }
}
