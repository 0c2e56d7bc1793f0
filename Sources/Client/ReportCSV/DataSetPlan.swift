internal import Catalogue
internal import Wire

/// What a file's columns mean for one data set, worked out once: a row then takes no look-up by name.
///
/// Plain numbers wherever possible, since columns are copied for each row.
struct DataSetPlan {
    let dataSet: UInt32
    let code: String
    let isEvent: Bool
    let options: [OptionColumn]
    /// In the canonical order of a report's values.
    let values: [ValueColumn]
    /// Columns of other data sets, which must be empty.
    let foreign: [ForeignColumn]

    struct OptionColumn {
        let column: Int
        let choices: [(code: [UInt8], id: UInt32)]
    }

    struct ValueColumn {
        let column: Int
        let element: UInt32
        let options: [UInt32]
        let isDate: Bool
        let scale: Int
        let bounds: ClosedRange<Int64>
    }

    struct ForeignColumn {
        let column: Int
        let isCategory: Bool
    }

    init(_ dataSet: DataSet, _ header: ReportHeader) {
        var options: [OptionColumn] = []
        var values: [ValueColumn] = []
        var foreign: [ForeignColumn] = []
        let categories: [String]
        (isEvent, categories) =
            if case .event(let codes) = dataSet.form { (true, codes) } else { (false, []) }
        for (index, column) in header.columns.enumerated() {
            switch column {
            case .category(let category) where categories.contains(category.code):
                let choices = category.options.map { (Array($0.code.utf8), $0.id) }
                options.append(OptionColumn(column: index, choices: choices))
            case .category: foreign.append(ForeignColumn(column: index, isCategory: true))
            case .value(let element, let options) where element.dataSet == dataSet.code:
                values.append(
                    ValueColumn(
                        column: index, element: element.id, options: options, isDate: element.kind == .date,
                        scale: element.scale, bounds: element.bounds))
            case .value: foreign.append(ForeignColumn(column: index, isCategory: false))
            case .dataSet, .unit, .period, .id, .savedAt, .status, .rejection: break
            }
        }
        self.dataSet = dataSet.id
        code = dataSet.code
        self.options = options
        self.foreign = foreign
        self.values = values.sorted {
            $0.element != $1.element
                ? $0.element < $1.element : $0.options.lexicographicallyPrecedes($1.options)
        }
    }
}
