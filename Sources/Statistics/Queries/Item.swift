import Catalogue
import Wire

/// One thing asked for: an element's column, or the columns of a distribution or an indicator.
final class Item: Sendable {
    enum Shape: Sendable {
        case number(Measure)
        case mean(Measure)
        /// With what counts those that may still come to have a value.
        case distribution(Measure, outOf: Measure?)
        case count(Side)
        case ratio(Side, over: Side)
        /// Of a rate that is told apart by a category behind the question's own dimensions.
        case spread(Side, over: Side, factor: Int64, by: Category, least: Int64)
    }

    let code: String
    let names: Names
    let shape: Shape
    /// Nil for an element.
    let indicator: Indicator?
    /// Says when an indicator is settled.
    let maturity: Side?

    init(_ asked: Measure.Asked) throws(QueryError) {
        let catalogue = asked.catalogue
        code = asked.item
        if let element = catalogue.element(code) {
            names = element.names
            indicator = nil
            maturity = nil
            shape = try Self.shape(element, asked)
        } else if let indicator = catalogue.indicator(code) {
            names = indicator.names
            self.indicator = indicator
            shape = try Self.shape(indicator, asked)
            try Self.checkForms(indicator, asked)
            maturity =
                if case .zero(let sum) = indicator.maturity {
                    try Side(sum, asked, indicator: code)
                } else { nil }
        } else {
            if let form = catalogue.dataSet(code) { throw Self.isForm(form, catalogue) }
            let codes = catalogue.elements.map(\.code) + catalogue.indicators.map(\.code)
            let hint = Nearest.hint(code, among: codes)
            throw QueryError(
                chinese: "没有代码为 \(code) 的数据项或指标，全部代码见目录。\(hint.chinese)",
                english:
                    "\(code): there is no element and no indicator of this code.\(hint.english) The catalogue lists "
                    + "them all")
        }
    }

    private static func isForm(_ form: DataSet, _ catalogue: Catalogue) -> QueryError {
        let elements = Names(
            list: catalogue.elements.filter { $0.dataSet == form.code }.prefix(3).map(\.code))
        return QueryError(
            chinese: "\(form.code) 是报表，不是数据项或指标。可问 completeness、missing，或其数据项，如 \(elements.chinese)",
            english:
                "\(form.code) is a form, no element or indicator. Ask for completeness or missing of it, or for its elements, "
                + "such as \(elements.english)")
    }

    /// A target of a district is of town and country together: what is done in town is no part of it.
    private static func checkForms(_ indicator: Indicator, _ asked: Measure.Asked) throws(QueryError) {
        let elements = indicator.elements
        let forms = Set(elements.compactMap { asked.catalogue.element($0)?.dataSet })
        guard forms.count > 1 else { return }
        let categories =
            asked.dimensions.compactMap { dimension in
                if case .category(let category) = dimension { category.code } else { nil }
            } + asked.filters.map(\.category.code)
        for code in categories {
            let lacking = elements.filter { !asked.catalogue.categories(ofElement: $0).contains(code) }
            // Who reports for everything below tells least apart.
            let whole = lacking.first { element in
                asked.catalogue.element(element).flatMap { asked.catalogue.dataSet($0.dataSet) }?.scope
                    == .subtree
            }
            if let element = whole ?? lacking.first {
                throw QueryError(
                    chinese: "\(asked.item) 取自几张报表，其中 \(element) 不按 \(code) 填报。请不要用 \(code)",
                    english:
                        "\(asked.item) is of several forms, and \(element) is not reported by \(code). Ask without \(code)"
                )
            }
        }
    }

    private static func shape(_ element: Element, _ asked: Measure.Asked) throws(QueryError) -> Shape {
        let measure = try Measure(Expression.Selection(element: element.code), asked)
        switch element.kind {
        case .distribution:
            var outOf: Measure?
            if let code = element.outOf { outOf = try Measure(Expression.Selection(element: code), asked) }
            return .distribution(measure, outOf: outOf)
        case .rate: return .mean(measure)
        default: return .number(measure)
        }
    }

    private static func shape(_ indicator: Indicator, _ asked: Measure.Asked) throws(QueryError) -> Shape {
        try checkLevel(indicator, asked)
        switch indicator.figure {
        case .count(let sum): return .count(try Side(sum, asked, indicator: indicator.code))
        case .rate(let numerator, let denominator):
            return .ratio(
                try Side(numerator, asked, indicator: indicator.code),
                over: try Side(denominator, asked, indicator: indicator.code))
        case .spread(let code, let category):
            guard let rate = asked.catalogue.indicator(code),
                let category = asked.catalogue.category(category),
                case .rate(let numerator, let denominator) = rate.figure
            else {
                throw QueryError(
                    chinese: "\(asked.item)：目录中没有率 \(code)",
                    english: "\(asked.item): the catalogue has no rate \(code)")
            }
            if asked.dimensions.contains(where: { $0.column.name == category.code })
                || asked.filters.contains(where: { $0.category.code == category.code })
            {
                throw QueryError(
                    chinese:
                        "\(asked.item) 比较的就是 \(category.code) 的各选项，不能再按它分列。请按 \(category.code) 查询 \(code)",
                    english:
                        "\(asked.item) compares the options of \(category.code), so it cannot be told apart by it. Ask for "
                        + "\(code) by \(category.code)")
            }
            try checkUnitCategory(category, code, asked)
            return .spread(
                try Side(numerator, asked, indicator: code, alsoBy: category),
                over: try Side(denominator, asked, indicator: code, alsoBy: category), factor: rate.factor,
                by: category, least: rate.minimumDenominator ?? 1)
        }
    }

    /// What only the registry tells apart needs one.
    private static func checkUnitCategory(
        _ category: Category, _ rate: String, _ asked: Measure.Asked
    ) throws(QueryError) {
        let elements = asked.catalogue.indicator(rate)?.elements ?? []
        let isReported = elements.allSatisfy {
            asked.catalogue.categories(ofElement: $0).contains(category.code)
        }
        guard !isReported, !asked.unitCategories.contains(category.code) else { return }
        throw QueryError(
            chinese:
                "\(asked.item)：\(rate) 只能依登记单位的 \(category.code) 分列，而没有登记单位。请用 grassroots-aggregator --units FILE 登记，"
                + "其中 \(category.code) 一列说明类别",
            english:
                "\(asked.item): \(rate) is told apart by \(category.code) only as units are registered, and none are: start "
                + "grassroots-aggregator with --units FILE, whose column \(category.code) says it")
    }

    private static func checkLevel(_ indicator: Indicator, _ asked: Measure.Asked) throws(QueryError) {
        guard let lowest = indicator.lowestLevel else { return }
        for case .unit(let level) in asked.dimensions where level.length > lowest {
            let valid = asked.catalogue.levels.filter { $0.length <= lowest }.map { "unit:\($0.length)" }
            throw QueryError(
                chinese: "\(asked.item) 只算到\(lowest)位代码的单位。请用 by \(valid.joined(separator: " 或 "))",
                english: "\(asked.item) says nothing below units of \(lowest) characters. Ask by "
                    + valid.joined(separator: " or "))
        }
    }

    var sides: [Side] {
        let own: [Side] =
            switch shape {
            case .number, .mean, .distribution: []
            case .count(let side): [side]
            case .ratio(let upper, let lower), .spread(let upper, let lower, _, _, _): [upper, lower]
            }
        return own + (maturity.map { [$0] } ?? [])
    }

    /// All that must be read for it, but counted units.
    var measures: [Measure] {
        switch shape {
        case .number(let measure), .mean(let measure): [measure]
        case .distribution(let measure, let outOf): [measure] + (outOf.map { [$0] } ?? [])
        case .count, .ratio, .spread: sides.flatMap(\.measures)
        }
    }

    var unitCounts: [UnitCount] {
        sides.compactMap { if case .units(let count) = $0 { count } else { nil } }
    }

    /// Codes of the forms whose reports are counted; nil: all.
    var reportCounts: [String?] {
        sides.compactMap { if case .reports(_, let form) = $0 { .some(form) } else { nil } }
    }

    var dataSets: Set<DataSet> { Set(measures.map(\.dataSet)).union(sides.flatMap(\.dataSets)) }
}
