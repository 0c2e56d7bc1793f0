internal import CSV
internal import Catalogue
internal import Wire

/// Reads the cells of rows as those of a certain data set.
final class RowReader {
    let plan: DataSetPlan
    let header: ReportHeader
    private let clock: DayClock

    init(_ plan: DataSetPlan, _ header: ReportHeader, _ clock: DayClock) {
        self.plan = plan
        self.header = header
        self.clock = clock
    }

    func isEmpty(_ row: RecordReader, _ column: Int) -> Bool { row.cells[column].text.isEmpty }

    func text(_ row: RecordReader, _ column: Int) -> String {
        String(decoding: row.bytes(of: row.cells[column]), as: UTF8.self)
    }

    /// Lends a cell's bytes. Codes, numbers and dates hold no quotes: a doubled one is left in and fails there.
    private func read<Value>(_ row: RecordReader, _ column: Int, _ body: (Span<UInt8>) -> Value) -> Value {
        body(row.buffer.span.extracting(row.cells[column].text))
    }

    func unit(_ row: RecordReader, _ column: Int) throws(RowError) -> UnitCode {
        guard let unit = read(row, column, { UnitCode(bytes: $0) }) else {
            let text = text(row, column)
            throw RowError(
                .badUnitCode, chinese: "unit `\(text)`：应为 1 至 16 位由 0-9A-Z 组成的代码",
                english: "unit `\(text)`: expected a code of 1 to 16 characters of 0-9A-Z")
        }
        return unit
    }

    /// Whether the row is one of this data set, as it is usually written.
    func reads(_ row: RecordReader, _ column: Int) -> Bool {
        read(row, column) { $0.holds(plan.code.utf8.span) }
    }

    /// When an event happened; nil for returns.
    func occurrence(
        _ row: RecordReader, _ column: Int, status: RowStatus
    ) throws(RowError) -> Report.Occurrence? {
        guard plan.isEvent, !(status == .retracted && isEmpty(row, column)) else { return nil }
        guard let occurrence = read(row, column, { DateText.occurrence($0, clock) }) else {
            let text = text(row, column)
            throw RowError(
                .badOccurrence, chinese: "period `\(text)`：应为发生时间，如 2026-03-15 或 2026-03-15T08:30:00Z",
                english:
                    "period `\(text)`: expected when it happened, such as 2026-03-15 or 2026-03-15T08:30:00Z")
        }
        return occurrence
    }

    func key(_ row: RecordReader, period: Int, id: Int?) throws(RowError) -> Report.Key {
        guard plan.isEvent else {
            if let id, !isEmpty(row, id) {
                let text = text(row, id)
                throw RowError(
                    .wrongForm, chinese: "id `\(text)`：`\(plan.code)` 是定期报表，没有编号，请留空",
                    english: "id `\(text)`: `\(plan.code)` is a return and has no id, leave it empty")
            }
            guard let key = read(row, period, { Period(text: $0) }) else {
                let text = text(row, period)
                throw RowError(
                    .badPeriod, chinese: "period `\(text)`：应为报告期，如 202603、2026Q1、2026",
                    english: "period `\(text)`: expected a period such as 202603, 2026Q1, 2026")
            }
            return .period(key)
        }
        guard let id, !isEmpty(row, id) else {
            throw RowError(
                .malformed, chinese: "没有 id：`\(plan.code)` 是事件，每件须有唯一编号",
                english: "no id: `\(plan.code)` is an event and needs one, unique for each happening")
        }
        if let uuid = read(row, id, { EventID(uuid: $0) }) { return .event(uuid) }
        return .event(EventID(hashing: row.bytes(of: row.cells[id]), dataSet: plan.code))
    }

    /// Nil where the row has none.
    func savedAt(_ row: RecordReader, _ column: Int?) throws(RowError) -> Int64? {
        guard let column, !isEmpty(row, column) else { return nil }
        guard let savedAt = read(row, column, { DateText.milliseconds($0) }) else {
            let text = text(row, column)
            throw RowError(
                .malformed, chinese: "saved_at `\(text)`：应为 ISO 8601 格式的 UTC 时间，如 2026-03-15T08:30:00Z",
                english: "saved_at `\(text)`: expected ISO 8601 in UTC, such as 2026-03-15T08:30:00Z")
        }
        return savedAt
    }

    func checkForeignColumns(_ row: RecordReader) throws(RowError) {
        for foreign in plan.foreign where !isEmpty(row, foreign.column) {
            let name = header.names[foreign.column]
            throw RowError(
                foreign.isCategory ? .optionsNotPermitted : .elementNotInDataSet,
                chinese: "\(name) 不属于 `\(plan.code)`，应留空",
                english: "\(name) does not belong to `\(plan.code)`, expected an empty cell")
        }
    }

    /// Ids of the event's options, ascending.
    func options(_ row: RecordReader) throws(RowError) -> [UInt32] {
        var ids: [UInt32] = []
        ids.reserveCapacity(plan.options.count)
        for column in plan.options where !isEmpty(row, column.column) {
            guard let id = read(row, column.column, column.option) else {
                let known = column.choices.map { String(decoding: $0.code, as: UTF8.self) }
                    .joined(separator: ", ")
                let cell = "\(header.names[column.column]) `\(text(row, column.column))`"
                throw RowError(
                    .unknownOption, chinese: "\(cell)：应为以下之一：\(known)",
                    english: "\(cell): expected one of \(known)")
            }
            ids.append(id)
        }
        return ids.sorted()
    }

    func values(_ row: RecordReader) throws(RowError) -> [ReportValue] {
        var values: [ReportValue] = []
        values.reserveCapacity(plan.values.count)
        for column in plan.values where !isEmpty(row, column.column) { values.append(try value(row, column)) }
        return values
    }

    private func value(_ row: RecordReader, _ column: DataSetPlan.ValueColumn) throws(RowError) -> ReportValue
    {
        if column.isDate {
            guard let date = read(row, column.column, { DateText.value($0, clock) }) else {
                throw wrong(row, column, "如 2026-03-15T08:30:00 的日期", "a date such as 2026-03-15T08:30:00")
            }
            return ReportValue(element: column.element, kind: date.kind, value: date.value)
        }
        switch read(row, column.column, { ScaledNumber.read($0, scale: column.scale) }) {
        case .value(let value):
            return ReportValue(element: column.element, options: column.options, value: value)
        case .notANumber where column.scale == 0: throw wrong(row, column, "整数", "a whole number")
        case .notANumber: throw wrong(row, column, "数字", "a number")
        case .tooFine:
            throw wrong(
                row, column, "至多 \(column.scale) 位小数的数字", "a number with at most \(column.scale) decimals")
        case .tooLarge:
            let lowest = ScaledNumber.text(column.bounds.lowerBound, scale: column.scale)
            let highest = ScaledNumber.text(column.bounds.upperBound, scale: column.scale)
            throw wrong(
                row, column, "\(lowest) 至 \(highest)", "\(lowest) to \(highest)", outcome: .outOfBounds)
        }
    }

    private func wrong(
        _ row: RecordReader, _ column: DataSetPlan.ValueColumn, _ chinese: String, _ english: String,
        outcome: Outcome = .wrongValueKind
    ) -> RowError {
        let cell = "\(header.names[column.column]) `\(text(row, column.column))`"
        return RowError(outcome, chinese: "\(cell)：应为\(chinese)", english: "\(cell): expected \(english)")
    }
}

extension DataSetPlan.OptionColumn {
    /// The id of the option with a code.
    func option(_ code: Span<UInt8>) -> UInt32? {
        for choice in choices where code.holds(choice.code.span) { return choice.id }
        return nil
    }
}

extension Span where Element == UInt8 {
    fileprivate func holds(_ other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        for index in indices where self[index] != other[index] { return false }
        return true
    }
}
