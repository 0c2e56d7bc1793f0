import Catalogue
import Wire

/// One element, perhaps of certain options only, as an answer needs it summed.
struct Measure: Hashable, Sendable {
    /// How values of several base periods become one.
    enum OverTime: Hashable, Sendable {
        case sum
        /// The last base period of each output period.
        case last
        /// Not at all.
        case refused(reason: Names)
    }

    let element: Element
    /// The element's place in the catalogue.
    let place: Int
    let dataSet: DataSet
    let base: PeriodType
    let overTime: OverTime
    /// Ids of the options that a cell must have.
    let options: [UInt32]

    /// Everything else follows from these two, and hashing the element's definitions for each cell of an answer took
    /// most of its time.
    static func == (left: Measure, right: Measure) -> Bool {
        left.place == right.place && left.options == right.options
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(place)
        hasher.combine(options)
    }
}

extension Measure {
    /// - Parameter item: what was asked for, for messages; an indicator's name where the element is a term of it.
    init(
        _ element: Element, item: String, filters: [Filter], dimensions: [Dimension], _ catalogue: Catalogue
    ) throws(QueryError) {
        guard let dataSet = catalogue.dataSet(element.dataSet),
            let place = catalogue.elements.firstIndex(where: { $0.id == element.id })
        else { throw QueryError("\(item): the catalogue has no data set \(element.dataSet)") }
        if element.kind == .date {
            throw QueryError(
                "\(item): \(element.code) is a date and is never added. It says which month other elements of "
                    + "\(dataSet.code) are counted in: ask for one of those")
        }
        self.element = element
        self.place = place
        self.dataSet = dataSet
        base =
            switch dataSet.form {
            case .event: .monthly
            case .periodic(let type, _, _, _): type
            }
        overTime = OverTime(element.kind)
        options = filters.map(\.option.id)
        try check(item, filters, dimensions, catalogue.categories(ofElement: element.code), catalogue)
    }

    private func check(
        _ item: String, _ filters: [Filter], _ dimensions: [Dimension], _ categories: [String],
        _ catalogue: Catalogue
    ) throws(QueryError) {
        let name = item == element.code ? item : "\(item) (\(element.code))"
        let has = categories.isEmpty ? "no category" : categories.joined(separator: ", ")
        var told = Set(filters.map(\.category.code))
        for filter in filters where !categories.contains(filter.category.code) {
            throw QueryError(
                "\(name) is not reported by \(filter.category.code), so it cannot be asked where "
                    + "\(filter.category.code)=\(filter.option.code). It has \(has)")
        }
        for dimension in dimensions {
            switch dimension {
            case .unit: break
            case .category(let category):
                guard categories.contains(category.code) else {
                    throw QueryError("\(name) is not reported by \(category.code). It has \(has)")
                }
                told.insert(category.code)
            case .period(let type, let text): try checkNesting(type, text, name)
            }
        }
        for code in categories where !told.contains(code) && catalogue.category(code)?.hasTotal == false {
            throw QueryError(
                "\(name): the options of \(code) overlap, so that their sum counts something twice. Ask by \(code), "
                    + "or where \(code)=OPTION",
                chinese: "\(name)：\(code) 的选项互有重叠，相加会重复计数。请按 \(code) 分列，或限定 \(code)=选项")
        }
    }

    private func checkNesting(_ type: PeriodType, _ text: String, _ name: String) throws(QueryError) {
        guard Period(type: base, index: 0).enclosing(type) == nil else { return }
        let possible = Dimension.periodNames.filter {
            Period(type: base, index: 0).enclosing($0.type) != nil
        }
        throw QueryError(
            "\(name) is counted by \(base.word), which lies in no \(text). Ask by "
                + possible.map(\.name).joined(separator: " or "))
    }
}

extension Measure.OverTime {
    fileprivate init(_ kind: Element.Kind) {
        self =
            switch kind {
            case .flow, .derived, .distribution, .date: .sum
            case .stock, .cumulative, .target: .last
            case .distinct:
                .refused(
                    reason: Names(
                        chinese: "同一人可能在几期中都被计数", english: "the same person may be counted in several of them"
                    ))
            case .rate:
                .refused(
                    reason: Names(
                        chinese: "几期的均值需要时间上的权重", english: "a mean of several periods needs weights over time"
                    ))
            }
    }
}

extension PeriodType {
    /// As it is named in `by`.
    var word: String { Dimension.periodNames.first { $0.type == self }?.name ?? "\(self)" }
}

/// Cells of one option only.
struct Filter: Hashable, Sendable {
    let category: Category
    let option: Category.Option

    init(category code: String, option text: String, _ catalogue: Catalogue) throws(QueryError) {
        guard let category = catalogue.category(code) else {
            let codes = catalogue.categories.map(\.code)
            throw QueryError(
                "where \(code)=\(text): there is no category \(code). Categories are "
                    + "\(codes.joined(separator: ", ")).\(Nearest.hint(code, among: codes))")
        }
        guard let option = category.options.first(where: { $0.code == text }) else {
            let codes = category.options.map(\.code)
            throw QueryError(
                "where \(code)=\(text): \(code) has no option \(text). Options are "
                    + "\(codes.joined(separator: ", ")).\(Nearest.hint(text, among: codes))")
        }
        self.category = category
        self.option = option
    }
}
