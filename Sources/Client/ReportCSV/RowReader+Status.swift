internal import CSV
internal import Wire

extension RowReader {
    func status(_ row: RecordReader, _ column: Int?) throws(RowError) -> RowStatus {
        guard let column, !isEmpty(row, column) else { return .values }
        switch text(row, column) {
        case "retracted": return .retracted
        case "no_change" where plan.isEvent:
            throw RowError(
                .wrongForm,
                chinese: "status `no_change`：`\(plan.code)` 是事件，只有定期报表可以无变化，应留空或为 `retracted`",
                english:
                    "status `no_change`: `\(plan.code)` is an event, and only a return can stay as it was; "
                    + "expected nothing or `retracted`")
        case "no_change": return .noChange
        case let other:
            let expected = plan.isEvent ? ["retracted"] : ["retracted", "no_change"]
            throw RowError(
                .malformed,
                chinese: "status `\(other)`：应留空或为 \(expected.map { "`\($0)`" }.joined(separator: "、"))",
                english: "status `\(other)`: expected nothing or "
                    + expected.map { "`\($0)`" }.joined(separator: " or "))
        }
    }

    /// A row that says that nothing changed says nothing else.
    func checkNoValues(_ row: RecordReader) throws(RowError) {
        for column in plan.values where !isEmpty(row, column.column) {
            let cell = "\(header.names[column.column]) `\(text(row, column.column))`"
            throw RowError(
                .malformed, chinese: "\(cell)：status 为 no_change 的行不带数值，请清空此格，或清空 status",
                english: "\(cell): a row with status no_change has no values; empty this cell, or the status")
        }
    }
}
