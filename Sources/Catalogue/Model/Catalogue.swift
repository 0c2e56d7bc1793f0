package import Foundation

/// The versioned file that says which forms exist, what may be sent and what can be asked.
///
/// Every code that one part names in another is known to exist once a catalogue is loaded.
package struct Catalogue: Sendable {
    package let version: UInt32
    /// SHA-256 of `source`.
    package let digest: [UInt8]
    /// The file as it was read.
    package let source: [UInt8]
    package let names: Names
    /// Days and months are counted in it.
    package let timeZone: TimeZone
    /// Ascending by length.
    package let levels: [Level]
    package let categories: [Category]
    package let dataSets: [DataSet]
    package let elements: [Element]
    /// Names of what elements are counted in; may be none.
    package let unitsOfMeasure: [UnitOfMeasure]
    /// In the order of the file; may be none.
    package let subjects: [Subject]
    package let indicators: [Indicator]
    /// What must hold within a report; may be none.
    package let rules: [Rule]

    private let dataSetByCode: [String: DataSet]
    private let dataSetByID: [UInt32: DataSet]
    private let elementByCode: [String: Element]
    private let elementByID: [UInt32: Element]
    private let categoryByCode: [String: Category]
    private let indicatorByCode: [String: Indicator]
    private let categoryByOption: [UInt32: Category]
    private let optionByID: [UInt32: Category.Option]

    /// A level of the hierarchy of units: the codes of its length.
    package struct Level: Hashable, Sendable {
        package let length: Int
        package let code: String
        package let names: Names
    }

    /// The parts must agree with each other; the loader sees to it.
    init(
        version: UInt32, digest: [UInt8], source: [UInt8], names: Names, timeZone: TimeZone, levels: [Level],
        categories: [Category],
        dataSets: [DataSet], elements: [Element], unitsOfMeasure: [UnitOfMeasure], subjects: [Subject],
        indicators: [Indicator], rules: [Rule]
    ) {
        self.version = version
        self.digest = digest
        self.source = source
        self.names = names
        self.timeZone = timeZone
        self.levels = levels
        self.categories = categories
        self.dataSets = dataSets
        self.elements = elements
        self.unitsOfMeasure = unitsOfMeasure
        self.subjects = subjects
        self.indicators = indicators
        self.rules = rules
        dataSetByCode = Dictionary(uniqueKeysWithValues: dataSets.map { ($0.code, $0) })
        dataSetByID = Dictionary(uniqueKeysWithValues: dataSets.map { ($0.id, $0) })
        elementByCode = Dictionary(uniqueKeysWithValues: elements.map { ($0.code, $0) })
        elementByID = Dictionary(uniqueKeysWithValues: elements.map { ($0.id, $0) })
        categoryByCode = Dictionary(uniqueKeysWithValues: categories.map { ($0.code, $0) })
        indicatorByCode = Dictionary(uniqueKeysWithValues: indicators.map { ($0.code, $0) })
        let options = categories.flatMap { category in category.options.map { ($0, category) } }
        categoryByOption = Dictionary(uniqueKeysWithValues: options.map { ($0.0.id, $0.1) })
        optionByID = Dictionary(uniqueKeysWithValues: options.map { ($0.0.id, $0.0) })
    }

    package func dataSet(_ code: String) -> DataSet? { dataSetByCode[code] }
    package func dataSet(id: UInt32) -> DataSet? { dataSetByID[id] }
    package func element(_ code: String) -> Element? { elementByCode[code] }
    package func element(id: UInt32) -> Element? { elementByID[id] }
    package func category(_ code: String) -> Category? { categoryByCode[code] }
    package func indicator(_ code: String) -> Indicator? { indicatorByCode[code] }
    package func option(id: UInt32) -> Category.Option? { optionByID[id] }
    /// The category that an option belongs to.
    package func category(ofOption id: UInt32) -> Category? { categoryByOption[id] }
    /// What an element is counted in, as it is written where the catalogue does not name it.
    package func unitNames(_ element: Element) -> Names {
        unitsOfMeasure.first { $0.code == element.unit }?.names ?? Names(element.unit)
    }
    /// A level by its code (`district`) or its code length (`6`).
    package func level(_ text: String) -> Level? {
        levels.first { $0.code == text || String($0.length) == text }
    }
}
