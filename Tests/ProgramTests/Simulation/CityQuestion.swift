/// A question to an aggregator, and the same question to SQL.
struct CityQuestion {
    /// The length of the codes that units are added up to.
    let level: Int
    /// Months of the periods that are asked by.
    let months: Int
    var category: String?
    /// Only what lies below this unit.
    var unit: String?

    static let levels = [2, 4, 6, 9, 12, 16]
    static let years = 2024...2025

    private static let words = [1: "month", 3: "quarter", 6: "half", 12: "year"]

    var arguments: [String] {
        ["--by", "unit:\(level)", "--by", Self.words[months] ?? ""] + (category.map { ["--by", $0] } ?? [])
            + (unit.map { ["--unit", $0] } ?? [])
            + ["--period", "\(Self.years.lowerBound)..\(Self.years.upperBound)"]
    }

    /// The blocks that can be asked so, and of each the items.
    func asked(of blocks: [CityBlock]) -> [(block: CityBlock, elements: [CityElement], rates: [CityRate])] {
        blocks.compactMap { block in
            guard months % block.form.months == 0, level <= CityForm.lowest[block.form.table] ?? level,
                category.map(block.categories.contains) ?? block.hasTotal
            else { return nil }
            let elements = block.part.elements.filter { isAsked($0, block) }
            let codes = Set(elements.map(\.code))
            let rates = block.rates.filter { rate in
                level <= CityRate.lowest[rate.code] ?? level
                    && rate.terms.allSatisfy { codes.contains($0.element) }
            }
            return (block, elements, rates)
        }
    }

    private func isAsked(_ element: CityElement, _ block: CityBlock) -> Bool {
        switch element.kind {
        case .distinct, .mean: months == block.form.months
        case .flow, .stock, .yearToDate: true
        }
    }

    // MARK: The answer, as SQL

    /// Codes of what is asked, in the order of the columns.
    func items(_ blocks: [CityBlock]) -> [String] {
        asked(of: blocks).flatMap { $0.elements.map(\.code) + $0.rates.map(\.code) }
    }

    /// The first line of the answer.
    func header(_ blocks: [CityBlock]) -> String {
        let columns = asked(of: blocks).flatMap { asked in
            asked.elements.map(\.code)
                + asked.rates.flatMap { rate in
                    rate.denominator == nil
                        ? [rate.code] : [rate.code, rate.code + ".numerator", rate.code + ".denominator"]
                }
        }
        let by = ["unit", Self.words[months] ?? ""] + (category.map { [$0] } ?? [])
        return (by + columns).joined(separator: ",")
    }

    /// A statement for the rest of it as one text.
    ///
    /// - Parameter table: the name of a block's table of this level and category.
    func sql(_ blocks: [CityBlock], table: (CityBlock) -> String) -> String {
        let asked = asked(of: blocks)
        let names = asked.flatMap { $0.block.columns.map(\.name) }
        let parts = asked.map { asked in
            let own = Set(asked.block.columns.map(\.name))
            let folded = Dictionary(
                uniqueKeysWithValues: asked.block.columns.map { ($0.name, fold($0, asked.block.form)) })
            let columns = names.map { own.contains($0) ? "\(folded[$0] ?? "") AS \($0)" : "NULL AS \($0)" }
            let perYear = 12 / asked.block.form.months
            let first = (Self.years.lowerBound - 1970) * perYear
            let last = (Self.years.upperBound - 1969) * perYear - 1
            return """
                SELECT u, n / \(months / asked.block.form.months) AS p, o, \(columns.joined(separator: ", "))
                FROM \(table(asked.block)) WHERE n BETWEEN \(first) AND \(last)
                    \(unit.map { "AND substr(u, 1, \($0.count)) = '\($0)'" } ?? "")
                GROUP BY 1, 2, 3
                """
        }
        let joined = names.map { "max(\($0)) AS \($0)" }.joined(separator: ", ")
        let texts = asked.flatMap { asked in
            asked.elements.map(Self.text) + asked.rates.map { text($0, asked.block) }
        }
        let by = ["u", Self.period("p", months: months)] + (category.map { _ in ["ifnull(o, '')"] } ?? [])
        return """
            SELECT group_concat(line, char(10)) FROM (
                SELECT \((by + texts).joined(separator: " || ',' || ")) AS line FROM (
                    SELECT u, p, o, \(joined) FROM (\(parts.joined(separator: " UNION ALL "))) GROUP BY u, p, o)
                WHERE coalesce(\((asked.flatMap { asked in asked.elements.map(Self.presence) } + ["NULL"]).joined(separator: ", "))) IS NOT NULL
                ORDER BY u, p, ifnull(o, ''))
            """
    }

    /// Several periods of the form in one that is asked by.
    private func fold(_ column: CityBlock.Column, _ form: CityForm) -> String {
        let count = months / form.months
        return column.isLast
            ? "sum(\(column.name)) FILTER (WHERE n % \(count) = \(count - 1))" : "sum(\(column.name))"
    }

    /// The text of a period by its number since 1970.
    static func period(_ number: String, months: Int) -> String {
        let (perYear, year) = (12 / months, "1970 + \(number) / \(12 / months)")
        return switch months {
        case 1: "printf('%04d%02d', \(year), \(number) % 12 + 1)"
        case 12: "printf('%04d', \(year))"
        default: "printf('%04d\(months == 3 ? "Q" : "S")%d', \(year), \(number) % \(perYear) + 1)"
        }
    }

    private static func presence(_ element: CityElement) -> String {
        if case .mean = element.kind { return "\(element.code)_weight" }
        return element.code
    }

    private static func text(_ element: CityElement) -> String {
        if case .mean = element.kind {
            let (sum, weight) = ("\(element.code)_sum", "\(element.code)_weight")
            return "(CASE WHEN \(weight) > 0 THEN (2 * \(sum) + \(weight)) / (2 * \(weight)) ELSE '' END)"
        }
        let finer = [1_000, 100][max(0, min(element.scale - 1, 1))]
        return element.scale == 0
            ? "ifnull(\(element.code), '')" : decimal("\(element.code) * \(finer)")
    }

    /// Four decimals of a number of ten-thousandths; nothing where it is absent.
    private static func decimal(_ number: String) -> String {
        """
        ifnull((SELECT CASE WHEN r < 0 THEN '-' ELSE '' END || (abs(r) / 10000) || '.' || printf('%04d', abs(r) % 10000)
            FROM (SELECT \(number) AS r) WHERE r IS NOT NULL), '')
        """
    }

    /// The rate in per cent, rounded to four decimals with halves away from zero, then both its sums.
    private func text(_ rate: CityRate, _ block: CityBlock) -> String {
        let upper = sum(rate, 0..<rate.numerator.count, block)
        guard let denominator = rate.denominator else { return "ifnull(\(upper), '')" }
        let lower = sum(rate, rate.numerator.count..<rate.numerator.count + denominator.count, block)
        let quotient = "(2000000 * abs(\(upper)) + abs(\(lower))) / (2 * abs(\(lower)))"
        let signed = "CASE WHEN (\(upper) < 0) = (\(lower) < 0) THEN 1 ELSE -1 END * \(quotient)"
        return Self.decimal(signed) + " || ',' || ifnull(\(upper), '') || ',' || ifnull(\(lower), '')"
    }

    /// A sum that lacks a part is none; but events are counted one by one, and of those that there are what is not said
    /// is 0.
    private func sum(_ rate: CityRate, _ range: Range<Int>, _ block: CityBlock) -> String {
        let terms = range.map { index in
            let name = block.column(rate, index, months: months)
            return
                "\(rate.terms[index].sign < 0 ? "-" : "+") \(block.form.isEvent ? "ifnull(\(name), 0)" : name)"
        }
        let sum = "(0 \(terms.joined(separator: " ")))"
        guard block.form.isEvent else { return sum }
        let all = rate.terms.indices.map { block.column(rate, $0, months: months) } + ["NULL"]
        return "(CASE WHEN coalesce(\(all.joined(separator: ", "))) IS NOT NULL THEN \(sum) END)"
    }
}
