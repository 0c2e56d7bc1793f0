internal import Catalogue
internal import Wire

/// What a file's columns mean for one data set, worked out once: a row then takes no look-up by name.
struct DataSetPlan {
    let code: [UInt8]
    let dataSet: DataSet
    let options: [OptionColumn]
    /// In the canonical order of a report's values.
    let values: [ValueColumn]
    /// Columns of other data sets, which must be empty.
    let foreign: [ForeignColumn]

    struct OptionColumn {
        let column: Int
        let category: Category
        let choices: [(code: [UInt8], id: UInt32)]
    }

    struct ValueColumn {
        let column: Int
        let element: Element
        let options: [UInt32]
        let isDate: Bool
    }

    struct ForeignColumn {
        let column: Int
        let isCategory: Bool
    }

    var isEvent: Bool {
        if case .event = dataSet.form { true } else { false }
    }

    init(_ dataSet: DataSet, _ header: ReportHeader) {
        var options: [OptionColumn] = []
        var values: [ValueColumn] = []
        var foreign: [ForeignColumn] = []
        let categories: [String] = if case .event(let codes) = dataSet.form { codes } else { [] }
        for (index, column) in header.columns.enumerated() {
            switch column {
            case .category(let category) where categories.contains(category.code):
                let choices = category.options.map { (Array($0.code.utf8), $0.id) }
                options.append(OptionColumn(column: index, category: category, choices: choices))
            case .category: foreign.append(ForeignColumn(column: index, isCategory: true))
            case .value(let element, let options) where element.dataSet == dataSet.code:
                values.append(
                    ValueColumn(
                        column: index, element: element, options: options, isDate: element.kind == .date))
            case .value: foreign.append(ForeignColumn(column: index, isCategory: false))
            case .dataSet, .unit, .period, .id, .savedAt, .status, .rejection: break
            }
        }
        code = Array(dataSet.code.utf8)
        self.dataSet = dataSet
        self.options = options
        self.foreign = foreign
        self.values = values.sorted {
            $0.element.id != $1.element.id
                ? $0.element.id < $1.element.id : $0.options.lexicographicallyPrecedes($1.options)
        }
    }
}
