import Catalogue
import Foundation
import Statistics
import Testing
import Wire

/// A store that counts by the catalogue that is shipped, with reports that name its codes.
struct ShippedStore {
    let catalogue: Catalogue
    let store: StatisticsStore
    private let folder = TemporaryFolder()
    private var sending = BatchSource(seed: 1)
    private var events: UInt64 = 0

    /// - Parameters:
    ///   - units: a units file's header and rows; nil: nobody is registered.
    ///   - catalogue: nil: the shipped one.
    init(units: String? = nil, catalogue: Catalogue? = nil) throws {
        self.catalogue = try catalogue ?? .shipped()
        store = try StatisticsStore(
            folder: folder.path, catalogue: self.catalogue,
            units: try units.map { [catalogue = self.catalogue] in try Self.registry($0, catalogue) },
            nowMilliseconds: TestClock.early)
    }

    private static func registry(_ text: String, _ catalogue: Catalogue) throws -> UnitRegistry {
        let path = FileManager.default.temporaryDirectory.path + "/units-\(UUID().uuidString).csv"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return try UnitRegistry.load(path: path, catalogue: catalogue)
    }

    func close() throws {
        try store.close()
        folder.remove()
    }

    mutating func apply(_ report: Report) throws {
        try store.apply([sending.batch([report].groups)], nowMilliseconds: TestClock.early)
    }

    /// A return; values by `ELEMENT` or `ELEMENT:option`.
    mutating func report(_ form: String, _ unit: String, _ period: String, _ values: [String: Int64]) throws {
        try apply(filled(form, unit, period, values))
    }

    /// An event of a day such as `20250131`, with the codes of its options and its dates as days.
    mutating func event(
        _ form: String, _ unit: String, _ day: String, _ values: [String: Int64], options: [String] = [],
        dates: [String: String] = [:]
    ) throws {
        try apply(happened(form, unit, day, values, options: options, dates: dates))
    }

    func filled(
        _ form: String, _ unit: String, _ period: String, _ values: [String: Int64]
    ) throws -> Report {
        var report = Report(
            dataSet: try #require(catalogue.dataSet(form)).id, unit: try #require(UnitCode(unit)),
            key: .period(try #require(Period(text: period))), savedAtMilliseconds: 1_000)
        report.values = try values.map { try value($0, $1) }.sorted(by: Self.order)
        return report
    }

    mutating func happened(
        _ form: String, _ unit: String, _ day: String, _ values: [String: Int64], options: [String] = [],
        dates: [String: String] = [:]
    ) throws -> Report {
        events += 1
        var report = Report(
            dataSet: try #require(catalogue.dataSet(form)).id, unit: try #require(UnitCode(unit)),
            key: .event(EventID(high: 1, low: events)), savedAtMilliseconds: 1_000,
            occurrence: .day(try Self.day(day)))
        report.options = try options.map(option).sorted()
        report.values = try values.map { try value($0, $1) }
        for (code, day) in dates {
            let element = try #require(catalogue.element(code)).id
            report.values.append(ReportValue(element: element, kind: .day, value: try Self.day(day)))
        }
        report.values.sort(by: Self.order)
        return report
    }

    /// Days since 1970.
    static func day(_ text: String) throws -> Int64 { Int64(try #require(Period(text: text)).index) }

    private func value(_ name: String, _ number: Int64) throws -> ReportValue {
        let parts = name.split(separator: ":").map(String.init)
        let element = try #require(catalogue.element(parts[0]), "\(name)")
        return ReportValue(
            element: element.id, options: try parts.dropFirst().map(option).sorted(), value: number)
    }

    /// Of whichever category has it first; `CATEGORY=option` where several have.
    private func option(_ text: String) throws -> UInt32 {
        let parts = text.split(separator: "=").map(String.init)
        let found = catalogue.categories.filter { parts.count == 1 || $0.code == parts[0] }
            .flatMap(\.options).first { $0.code == parts.last }
        return try #require(found, "\(text)").id
    }

    private static func order(_ left: ReportValue, _ right: ReportValue) -> Bool {
        left.element != right.element
            ? left.element < right.element : left.options.lexicographicallyPrecedes(right.options)
    }

    /// - Parameter day: on which it is asked; noon in Shanghai.
    func ask(
        _ items: [String], _ answer: String? = nil, unit: String? = nil, by: [String] = [],
        period: String? = nil, filters: [String: String] = [:], on day: String = "20260115",
        isExplained: Bool = false, languages: [Language] = [.english]
    ) throws -> ResultTable {
        let ends = period.map { $0.components(separatedBy: "..") }
        return try store.answer(
            Query(
                items: items, unit: unit, by: by,
                periods: ends.map { .init(first: $0[0], last: $0[$0.count - 1]) },
                filters: filters.map { .init(category: $0, option: $1) }, answer: answer,
                isExplained: isExplained), subtree: nil,
            nowMilliseconds: try Self.day(day) * 86_400_000 + 4 * 3_600_000, languages: languages)
    }

    /// A question that is refused with all of these words.
    func expectRefusal(
        _ words: [String], _ items: [String], _ answer: String? = nil, by: [String] = [],
        period: String? = nil, filters: [String: String] = [:],
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let error = #expect(throws: QueryError.self, sourceLocation: sourceLocation) {
            try ask(items, answer, by: by, period: period, filters: filters)
        }
        for word in words {
            #expect(
                error?.message.english.contains(word) == true, "\(String(describing: error))",
                sourceLocation: sourceLocation)
        }
    }
}

extension ResultTable {
    /// Some columns of each row as people read them, joined by blanks; `-` where a cell is undefined.
    func figures(_ names: String...) -> [String] {
        rows.map { row in
            names.map { name in
                guard let index = columns.firstIndex(where: { $0.name == name }) else { return "?" }
                return Self.text(row[index], columns[index].kind)
            }.joined(separator: " ")
        }
    }

    private static func text(_ value: Value, _ kind: Column.Kind) -> String {
        switch (value, kind) {
        case (.none, _): "-"
        case (.text(let text), _): text
        case (.number(let number), .decimal(let scale, _)): DecimalText.text(number, scale: Int(scale))
        case (.number(let number), _): "\(number)"
        }
    }
}
