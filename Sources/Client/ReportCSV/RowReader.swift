internal import CSV
internal import Catalogue
internal import Wire

/// Reads the cells of rows as those of a certain data set.
final class RowReader {
    let plan: DataSetPlan
    private let header: ReportHeader
    private let clock: DayClock

    init(_ plan: DataSetPlan, _ header: ReportHeader, _ clock: DayClock) {
        self.plan = plan
        self.header = header
        self.clock = clock
    }

    private func isEmpty(_ row: RecordReader, _ column: Int) -> Bool { row.cells[column].text.isEmpty }

    private func text(_ row: RecordReader, _ column: Int) -> String {
        String(decoding: row.bytes(of: row.cells[column]), as: UTF8.self)
    }

    /// Lends a cell's bytes. Codes, numbers and dates hold no quotes: a doubled one is left in and fails there.
    private func read<Value>(_ row: RecordReader, _ column: Int, _ body: (Span<UInt8>) -> Value) -> Value {
        body(row.buffer.span.extracting(row.cells[column].text))
    }

    func unit(_ row: RecordReader, _ column: Int) throws(RowError) -> UnitCode {
        guard let unit = read(row, column, { UnitCode(bytes: $0) }) else {
            throw RowError(
                .badUnitCode, "unit `\(text(row, column))`: expected a code of 1 to 16 characters of 0-9A-Z")
        }
        return unit
    }

    /// Whether the row is one of this data set, as it is usually written.
    func reads(_ row: RecordReader, _ column: Int) -> Bool {
        read(row, column) { $0.holds(plan.code.utf8.span) }
    }

    func isRetracted(_ row: RecordReader, _ column: Int?) throws(RowError) -> Bool {
        guard let column, !isEmpty(row, column) else { return false }
        switch text(row, column) {
        case "retracted": return true
        case "no_change":
            throw RowError(
                .malformed,
                "status `no_change` cannot be sent yet: give the stocks again and zero for the flows")
        case let other: throw RowError(.malformed, "status `\(other)`: expected nothing or `retracted`")
        }
    }

    /// When an event happened; nil for returns.
    func occurrence(_ row: RecordReader, _ column: Int, isRetracted: Bool) throws(RowError) -> Report
        .Occurrence?
    {
        guard plan.isEvent, !(isRetracted && isEmpty(row, column)) else { return nil }
        guard let occurrence = read(row, column, { DateText.occurrence($0, clock) }) else {
            throw RowError(
                .badOccurrence,
                "period `\(text(row, column))`: expected when it happened, such as 2026-03-15 or 2026-03-15T08:30:00Z"
            )
        }
        return occurrence
    }

    func key(_ row: RecordReader, period: Int, id: Int?) throws(RowError) -> Report.Key {
        guard plan.isEvent else {
            if let id, !isEmpty(row, id) {
                throw RowError(
                    .wrongForm,
                    "id `\(text(row, id))`: `\(plan.code)` is a return and has no id, leave it empty")
            }
            guard let key = read(row, period, { Period(text: $0) }) else {
                throw RowError(
                    .badPeriod,
                    "period `\(text(row, period))`: expected a period such as 202603, 2026Q1, 2026")
            }
            return .period(key)
        }
        guard let id, !isEmpty(row, id) else {
            throw RowError(
                .malformed,
                "no id: `\(plan.code)` is an event and needs one, unique for each happening")
        }
        if let uuid = read(row, id, { EventID(uuid: $0) }) { return .event(uuid) }
        return .event(EventID(hashing: row.bytes(of: row.cells[id]), dataSet: plan.code))
    }

    /// Nil where the row has none.
    func savedAt(_ row: RecordReader, _ column: Int?) throws(RowError) -> Int64? {
        guard let column, !isEmpty(row, column) else { return nil }
        guard let savedAt = read(row, column, { DateText.milliseconds($0) }) else {
            throw RowError(
                .malformed,
                "saved_at `\(text(row, column))`: expected ISO 8601 in UTC, such as 2026-03-15T08:30:00Z")
        }
        return savedAt
    }

    func checkForeignColumns(_ row: RecordReader) throws(RowError) {
        for foreign in plan.foreign where !isEmpty(row, foreign.column) {
            throw RowError(
                foreign.isCategory ? .optionsNotPermitted : .elementNotInDataSet,
                "\(header.names[foreign.column]) does not belong to `\(plan.code)`, expected an empty cell"
            )
        }
    }

    /// Ids of the event's options, ascending.
    func options(_ row: RecordReader) throws(RowError) -> [UInt32] {
        var ids: [UInt32] = []
        ids.reserveCapacity(plan.options.count)
        for column in plan.options where !isEmpty(row, column.column) {
            guard let id = read(row, column.column, column.option) else {
                let known = column.choices.map { String(decoding: $0.code, as: UTF8.self) }
                throw RowError(
                    .unknownOption,
                    "\(header.names[column.column]) `\(text(row, column.column))`: expected one of "
                        + known.joined(separator: ", "))
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
                throw wrong(row, column, "a date such as 2026-03-15T08:30:00")
            }
            return ReportValue(element: column.element, kind: date.kind, value: date.value)
        }
        switch read(row, column.column, { ScaledNumber.read($0, scale: column.scale) }) {
        case .value(let value):
            return ReportValue(element: column.element, options: column.options, value: value)
        case .notANumber: throw wrong(row, column, column.scale == 0 ? "a whole number" : "a number")
        case .tooFine: throw wrong(row, column, "a number with at most \(column.scale) decimals")
        case .tooLarge:
            throw RowError(
                .outOfBounds,
                "\(header.names[column.column]) `\(text(row, column.column))`: expected "
                    + "\(ScaledNumber.text(column.bounds.lowerBound, scale: column.scale)) to "
                    + ScaledNumber.text(column.bounds.upperBound, scale: column.scale))
        }
    }

    private func wrong(_ row: RecordReader, _ column: DataSetPlan.ValueColumn, _ expected: String) -> RowError
    {
        RowError(
            .wrongValueKind,
            "\(header.names[column.column]) `\(text(row, column.column))`: expected \(expected)")
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
