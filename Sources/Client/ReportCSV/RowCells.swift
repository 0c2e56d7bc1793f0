internal import Catalogue
internal import Wire

/// One row's cells, read as a certain data set's.
struct RowCells {
    let records: RecordReader
    let header: ReportHeader
    let plan: DataSetPlan
    let clock: DayClock

    func isEmpty(_ column: Int) -> Bool { records.cells[column].text.isEmpty }

    func text(_ column: Int) -> String {
        String(decoding: records.bytes(of: records.cells[column]), as: UTF8.self)
    }

    /// Lends a cell's bytes. Codes, numbers and dates hold no quotes: a doubled one is left in and fails there.
    func read<Value>(_ column: Int, _ body: (Span<UInt8>) -> Value) -> Value {
        body(records.buffer.span.extracting(records.cells[column].text))
    }

    func unit(_ column: Int) throws(RowError) -> UnitCode {
        guard let unit = read(column, { UnitCode(bytes: $0) }) else {
            throw RowError(
                .badUnitCode, "unit `\(text(column))`: expected a code of 1 to 16 characters of 0-9A-Z")
        }
        return unit
    }

    func isRetracted(_ column: Int?) throws(RowError) -> Bool {
        guard let column, !isEmpty(column) else { return false }
        switch text(column) {
        case "retracted": return true
        case "no_change":
            throw RowError(
                .malformed,
                "status `no_change` cannot be sent yet: give the stocks again and zero for the flows")
        case let other: throw RowError(.malformed, "status `\(other)`: expected nothing or `retracted`")
        }
    }

    /// When an event happened; nil for returns.
    func occurrence(_ column: Int, isRetracted: Bool) throws(RowError) -> Report.Occurrence? {
        guard plan.isEvent, !(isRetracted && isEmpty(column)) else { return nil }
        guard let occurrence = read(column, { DateText.occurrence($0, clock) }) else {
            throw RowError(
                .badOccurrence,
                "period `\(text(column))`: expected when it happened, such as 2026-03-15 or 2026-03-15T08:30:00Z"
            )
        }
        return occurrence
    }

    func key(period: Int, id: Int?) throws(RowError) -> Report.Key {
        guard plan.isEvent else {
            if let id, !isEmpty(id) {
                throw RowError(
                    .wrongForm,
                    "id `\(text(id))`: `\(plan.dataSet.code)` is a return and has no id, leave it empty")
            }
            guard let key = read(period, { Period(text: $0) }) else {
                throw RowError(
                    .badPeriod, "period `\(text(period))`: expected a period such as 202603, 2026Q1, 2026")
            }
            return .period(key)
        }
        guard let id, !isEmpty(id) else {
            throw RowError(
                .malformed,
                "no id: `\(plan.dataSet.code)` is an event and needs one, unique for each happening")
        }
        if let uuid = read(id, { EventID(uuid: $0) }) { return .event(uuid) }
        return .event(EventID(hashing: records.bytes(of: records.cells[id]), dataSet: plan.dataSet.code))
    }

    /// Nil where the row has none.
    func savedAt(_ column: Int?) throws(RowError) -> Int64? {
        guard let column, !isEmpty(column) else { return nil }
        guard let savedAt = read(column, { DateText.milliseconds($0) }) else {
            throw RowError(
                .malformed,
                "saved_at `\(text(column))`: expected ISO 8601 in UTC, such as 2026-03-15T08:30:00Z")
        }
        return savedAt
    }

    func checkForeignColumns() throws(RowError) {
        for foreign in plan.foreign where !isEmpty(foreign.column) {
            throw RowError(
                foreign.isCategory ? .optionsNotPermitted : .elementNotInDataSet,
                "\(header.names[foreign.column]) does not belong to `\(plan.dataSet.code)`, expected an empty cell"
            )
        }
    }

    /// Ids of the event's options, ascending.
    func options() throws(RowError) -> [UInt32] {
        var ids: [UInt32] = []
        ids.reserveCapacity(plan.options.count)
        for column in plan.options where !isEmpty(column.column) {
            let code = records.buffer[records.cells[column.column].text]
            guard let choice = column.choices.first(where: { code.elementsEqual($0.code) }) else {
                let known = column.category.options.map(\.code)
                throw RowError(
                    .unknownOption,
                    "\(column.category.code) `\(text(column.column))`: expected one of "
                        + known.joined(separator: ", "))
            }
            ids.append(choice.id)
        }
        return ids.sorted()
    }

    func values() throws(RowError) -> [ReportValue] {
        var values: [ReportValue] = []
        values.reserveCapacity(plan.values.count)
        for column in plan.values where !isEmpty(column.column) { values.append(try value(column)) }
        return values
    }

    private func value(_ column: DataSetPlan.ValueColumn) throws(RowError) -> ReportValue {
        let element = column.element
        if column.isDate {
            guard let date = read(column.column, { DateText.value($0, clock) }) else {
                throw wrong(column, "a date such as 2026-03-15T08:30:00")
            }
            return ReportValue(element: element.id, kind: date.kind, value: date.value)
        }
        switch read(column.column, { ScaledNumber.read($0, scale: element.scale) }) {
        case .value(let value): return ReportValue(element: element.id, options: column.options, value: value)
        case .notANumber: throw wrong(column, element.scale == 0 ? "a whole number" : "a number")
        case .tooFine: throw wrong(column, "a number with at most \(element.scale) decimals")
        case .tooLarge:
            throw RowError(
                .outOfBounds,
                "\(header.names[column.column]) `\(text(column.column))`: expected "
                    + "\(ScaledNumber.text(element.bounds.lowerBound, scale: element.scale)) to "
                    + ScaledNumber.text(element.bounds.upperBound, scale: element.scale))
        }
    }

    private func wrong(_ column: DataSetPlan.ValueColumn, _ expected: String) -> RowError {
        RowError(
            .wrongValueKind, "\(header.names[column.column]) `\(text(column.column))`: expected \(expected)")
    }
}
