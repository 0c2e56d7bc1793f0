/// Where the columns of a report CSV stand that every form has.
struct FixedColumns {
    var dataSet = 0
    var unit = 0
    var period = 0
    var id: Int?
    var savedAt: Int?
    var status: Int?

    init(_ header: ReportHeader) {
        for (index, column) in header.columns.enumerated() {
            switch column {
            case .dataSet: dataSet = index
            case .unit: unit = index
            case .period: period = index
            case .id: id = index
            case .savedAt: savedAt = index
            case .status: status = index
            case .rejection, .category, .value: break
            }
        }
    }
}
