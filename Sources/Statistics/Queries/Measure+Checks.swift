import Catalogue
import Wire

extension Measure {
    /// - Parameter filters: the question's and the element's own.
    func check(_ asked: Asked, _ filters: [Filter]) throws(QueryError) {
        let catalogue = asked.catalogue
        let own = catalogue.categories(ofElement: element.code)
        let categories = own + asked.unitCategories.subtracting(own).sorted()
        let name = asked.item == element.code ? asked.item : "\(asked.item) (\(element.code))"
        func has(_ asked: String) -> Names { Self.has(categories, besides: asked) }
        var told = Set(filters.map(\.category.code) + [alsoBy?.code].compactMap { $0 })
        for filter in filters where !categories.contains(filter.category.code) {
            let (code, option) = (filter.category.code, filter.option.code)
            throw QueryError(
                chinese: "\(name) 不按 \(code) 填报，不能限定 \(code)=\(option)。\(has(code).chinese)",
                english:
                    "\(name) is not reported by \(code), so it cannot be asked where \(code)=\(option). \(has(code).english)"
            )
        }
        for dimension in asked.dimensions {
            switch dimension {
            case .form:
                throw QueryError(
                    chinese: "\(name) 只在报表 \(dataSet.code) 中，只有报表份数可按报表分列。请不要用 \(Dimension.formName)",
                    english:
                        "\(name) is of the form \(dataSet.code) alone: only counts of reports are told apart by form. Ask without "
                        + Dimension.formName)
            case .unit(let level): try checkLevel(level, name, catalogue)
            case .category(let category):
                guard categories.contains(category.code) else {
                    throw QueryError(
                        chinese: "\(name) 不按 \(category.code) 填报。\(has(category.code).chinese)",
                        english: "\(name) is not reported by \(category.code). \(has(category.code).english)")
                }
                told.insert(category.code)
            case .period(let type, let text): try checkNesting(type, text, name)
            }
        }
        // Of several forms that is said of all together.
        if jointly == nil, dataSet.scope == .subtree,
            let category = byUnit.first ?? unitFilters.first?.category
        {
            throw QueryError(
                chinese: "\(name) 由填报单位连同下级一并填报，不能按单位的 \(category.code) 区分。请不要用 \(category.code)",
                english:
                    "\(name) is reported for everything below a unit together, so that it is not told apart by the "
                    + "\(category.code) of units. Ask without \(category.code)")
        }
        for code in own where !told.contains(code) && catalogue.category(code)?.hasTotal == false {
            throw QueryError(
                chinese: "\(name)：\(code) 的选项互有重叠，相加会重复计数。请按 \(code) 分列，或限定 \(code)=选项",
                english:
                    "\(name): the options of \(code) overlap, so that their sum counts something twice. Ask by \(code), "
                    + "or where \(code)=OPTION")
        }
    }

    /// What can be asked in place of a category; of what a units file could tell apart, that none is there.
    private static func has(_ categories: [String], besides asked: String) -> Names {
        let has =
            categories.isEmpty
            ? Names(chinese: "它没有分类", english: "It has no category")
            : Names(chinese: "它的分类：", english: "It has ") + Names(list: categories)
        guard Category.ofUnits.contains(asked) else { return has }
        return has
            + Names(
                chinese: "。单位的 \(asked) 由 grassroots-aggregator --units FILE 说明",
                english:
                    ". A units file tells units apart by it: start grassroots-aggregator with --units FILE")
    }

    /// Who reports for everything below leaves nothing to tell apart below.
    private func checkLevel(
        _ level: Catalogue.Level, _ name: String, _ catalogue: Catalogue
    ) throws(QueryError) {
        let longest =
            (dataSet.reporters.lengths + dataSet.reporters.units.map(\.length)).max() ?? level.length
        guard dataSet.scope == .subtree, level.length > longest else { return }
        let valid = catalogue.levels.filter { $0.length <= longest }.map { "unit:\($0.length)" }
        throw QueryError(
            chinese: "\(name) 由\(longest)位代码的单位连同下级一并填报，unit:\(level.length) 一级无数。请用 by "
                + valid.joined(separator: " 或 "),
            english:
                "\(name) is reported by units of \(longest) characters for everything below them, so nothing is known of "
                + "unit:\(level.length). Ask by \(valid.joined(separator: " or "))")
    }

    private func checkNesting(_ type: PeriodType, _ text: String, _ name: String) throws(QueryError) {
        let one = Period(type: base, index: 0)
        // A year's target stands beside each of its months.
        let isWithin = overTime == .target && one.parts(type) != nil
        guard one.enclosing(type) == nil, !isWithin else { return }
        let possible = Dimension.periodNames.filter { one.enclosing($0.type) != nil }.map(\.name)
        throw QueryError(
            chinese:
                "\(name) 按\(base.words.chinese)统计，与\(type.words.chinese)不能对应。请用 by \(possible.joined(separator: " 或 "))",
            english: "\(name) is counted by \(base.word), which lies in no \(text). Ask by "
                + possible.joined(separator: " or "))
    }
}

extension PeriodType {
    /// As it is named in `by`.
    var word: String { words.english }

    /// For messages.
    var words: Names {
        Dimension.periodNames.first { $0.type == self }.map { Names(chinese: $0.chinese, english: $0.name) }
            ?? Names("\(self)")
    }
}
