import Catalogue
import Wire

/// What the rows of a backlog are told apart by: the form, and units of a level or options where asked.
struct BacklogDivision {
    /// Texts of the columns; empty where an event has no option of the category.
    struct Place: Hashable, Comparable {
        let texts: [String]

        var values: [ResultTable.Value] { texts.map { $0.isEmpty ? .none : .text($0) } }

        static func < (left: Place, right: Place) -> Bool {
            zip(left.texts, right.texts).first { $0 != $1 }.map {
                $0.utf8.lexicographicallyPrecedes($1.utf8)
            } ?? false
        }
    }

    private let dimensions: [Dimension]
    private let filters: [Filter]
    private let codes: [UInt32: String]

    init(_ query: Query, _ dataSets: [DataSet], _ catalogue: Catalogue) throws(QueryError) {
        var dimensions: [Dimension] = []
        for text in query.by {
            let dimension = try Dimension(text, catalogue)
            if case .period = dimension {
                throw QueryError(
                    chinese: "by \(text)：积案看的是一个时点，即所问最后一期的期末。请按单位或分类分列，逐期查询",
                    english:
                        "by \(text): a backlog is of one moment, the end of the last period asked for. Ask by units or "
                        + "categories, once for each \(text)")
            }
            try dimension.refuse(besides: dimensions, as: text)
            dimensions.append(dimension)
        }
        var filters: [Filter] = []
        for filter in query.filters {
            filters.append(try Filter(category: filter.category, option: filter.option, catalogue))
        }
        let named = filters.map(\.category.code) + dimensions.compactMap(\.category?.code)
        for dataSet in dataSets {
            guard case .event(let categories) = dataSet.form else { continue }
            for code in named where !categories.contains(code) {
                let known = Names(list: categories)
                throw QueryError(
                    chinese: "backlog \(dataSet.code)：案件不按 \(code) 区分，应为 \(known.chinese) 之一",
                    english:
                        "backlog \(dataSet.code): its cases are not told apart by \(code), expected one of "
                        + known.english)
            }
        }
        self.dimensions = dimensions
        self.filters = filters
        codes = Dictionary(
            uniqueKeysWithValues: catalogue.categories.flatMap(\.options).map { ($0.id, $0.code) })
    }

    func checkLevel(below unit: UnitCode?, _ catalogue: Catalogue) throws(QueryError) {
        for case .unit(let level) in dimensions { try Question.check(level, below: unit, catalogue) }
    }

    var columns: [ResultTable.Column] { dimensions.map(\.column) + [ReportTelling.columns[0]] }

    /// nil where a filter leaves the report out.
    func place(_ dataSet: DataSet, _ report: Report) -> Place? {
        guard filters.allSatisfy({ report.options.contains($0.option.id) }) else { return nil }
        let texts = dimensions.map { dimension -> String in
            switch dimension {
            // A unit above the level that reported itself has a row of its own.
            case .unit(let level): (report.unit.prefix(level.length) ?? report.unit).description
            case .category(let category):
                report.options.first { id in category.options.contains { $0.id == id } }.flatMap { codes[$0] }
                    ?? ""
            case .form, .period: ""
            }
        }
        return Place(texts: texts + [dataSet.code])
    }
}

extension Dimension {
    fileprivate var category: Category? {
        if case .category(let category) = self { category } else { nil }
    }
}
