internal import CSV
internal import Catalogue
internal import Wire

/// The rows of a report CSV file, one report each.
package struct ReportRows {
    package let header: ReportHeader
    private let catalogue: Catalogue
    private let clock: DayClock
    /// Begins the file anew: gives its next piece, empty at its end.
    typealias Opening = () throws(CSVError) -> (() throws(CSVError) -> [UInt8])

    private let open: Opening
    private var records: RecordReader
    /// Rows read, the header left out.
    private var rowCount = 0
    private let places: FixedColumns
    /// One after the other, since a file holds few data sets.
    private var readers: [RowReader] = []
    private var repetitions: KeyRepetitions

    /// Reads the header.
    ///
    /// - Parameters:
    ///   - file: its name, for errors.
    ///   - languages: in which it is said what is wrong with the header.
    ///   - open: called once, and once more where rows with and without a time are mixed.
    init(
        file: String, catalogue: Catalogue, modifiedAtMilliseconds: Int64, languages: [Language] = [.english],
        open: @escaping Opening
    ) throws(ClientError) {
        self.open = open
        do throws(CSVError) {
            records = RecordReader(read: try open())
            guard try records.next() else {
                throw CSVError("is empty, expected a row of column names and a row for each report")
            }
        } catch {
            throw ClientError(.input, "\(file): \(error)")
        }
        if let fault = records.fault { throw ClientError(.input, "\(file): line 1: \(fault)") }
        var names: [String] = []
        for cell in records.cells {
            guard let name = String(validating: records.bytes(of: cell), as: UTF8.self) else {
                throw ClientError(
                    .input, "\(file): line 1: column \(names.count + 1) is not UTF-8: save it as UTF-8")
            }
            names.append(name)
        }
        do throws(HeaderError) {
            header = try ReportHeader(names: names, catalogue: catalogue)
        } catch {
            throw ClientError(.input, "\(file): line 1: \(error.message.sentences(languages))")
        }
        self.catalogue = catalogue
        clock = DayClock(catalogue.timeZone)
        repetitions = KeyRepetitions(firstMilliseconds: modifiedAtMilliseconds)
        places = FixedColumns(header)
    }

    /// The line of the row that `next` read last; from 1.
    package var line: Int { records.line }

    /// The row that `next` read last: its cells as they were written, without those that say why it was rejected.
    package func appendRow(to bytes: inout [UInt8]) {
        guard header.isOfRejectedRows else {
            guard let first = records.cells.first, let last = records.cells.last else { return }
            bytes.append(contentsOf: records.buffer[first.raw.lowerBound..<last.raw.upperBound])
            return
        }
        var isFirst = true
        for (index, cell) in records.cells.enumerated() {
            if index < header.columns.count, case .rejection = header.columns[index] { continue }
            if !isFirst { bytes.append(0x2C) }
            bytes.append(contentsOf: records.buffer[cell.raw])
            isFirst = false
        }
    }

    /// The next row, or why it is no report; nil at the end of the file.
    package mutating func next() throws(ClientError) -> Result<ReportRow, RowError>? {
        do throws(CSVError) {
            guard try records.next() else { return nil }
            rowCount += 1
            if !repetitions.areCounted, lacksTime { try countEarlierRows() }
        } catch {
            throw ClientError(.input, error.description)
        }
        do throws(RowError) {
            return .success(try row())
        } catch {
            return .failure(error)
        }
    }
}

extension ReportRows {
    private var lacksTime: Bool {
        guard records.cells.count == header.names.count else { return false }
        return places.savedAt.map { records.cells[$0].text.isEmpty } ?? true
    }

    /// Reads the file again up to the row before this one.
    private mutating func countEarlierRows() throws(CSVError) {
        repetitions.begin()
        guard rowCount > 1 else { return }
        let current = records
        records = RecordReader(read: try open())
        _ = try records.next()
        for _ in 1..<rowCount {
            guard try records.next() else {
                throw CSVError(
                    line: current.line, "the file changed while it was read: send it again, complete")
            }
            if let row = try? identity() { repetitions.next(row.key) }
        }
        records = current
    }

    /// Whose row it is, as far as that must be right for the row to count.
    private struct Identity {
        let reader: RowReader
        let key: KeyRepetitions.Key
        let occurrence: Report.Occurrence?
        let status: RowStatus

        func report(
            savedAt: Int64, _ status: Report.Status = .values, options: [UInt32] = [],
            values: [ReportValue] = []
        ) -> Report {
            Report(
                dataSet: key.dataSet, unit: key.unit, key: key.key, savedAtMilliseconds: savedAt,
                status: status, occurrence: occurrence, options: options, values: values)
        }
    }

    private mutating func identity() throws(RowError) -> Identity {
        if let fault = records.fault {
            throw RowError(
                .malformed, chinese: "不合 RFC 4180：\(fault)", english: "not RFC 4180: \(fault)")
        }
        guard records.cells.count == header.names.count else {
            let (found, expected) = (records.cells.count, header.names.count)
            throw RowError(
                .malformed, chinese: "有 \(found) 格，应与表头一样为 \(expected) 格",
                english: "\(found) cells, expected \(expected) as in the header")
        }
        let reader = try reader()
        let unit = try reader.unit(records, places.unit)
        let status = try reader.status(records, places.status)
        let occurrence = try reader.occurrence(records, places.period, status: status)
        let key = try reader.key(records, period: places.period, id: places.id)
        return Identity(
            reader: reader, key: KeyRepetitions.Key(dataSet: reader.plan.dataSet, unit: unit, key: key),
            occurrence: occurrence, status: status)
    }

    private mutating func row() throws(RowError) -> ReportRow {
        let row = try identity()
        // Counted whether or not the rest of the row is right: mending a row must not move its neighbours in time.
        let stamp = repetitions.next(row.key)
        let savedAt = try row.reader.savedAt(records, places.savedAt) ?? stamp
        // What the form held before it was taken back means nothing any more.
        guard row.status != .retracted else { return .report(row.report(savedAt: savedAt, .retracted)) }
        try row.reader.checkForeignColumns(records)
        if row.status == .noChange, case .period(let period) = row.key.key {
            try row.reader.checkNoValues(records)
            return .unchanged(
                Unchanged(
                    dataSet: row.key.dataSet, unit: row.key.unit, period: period, savedAtMilliseconds: savedAt
                ))
        }
        let options = try row.reader.options(records)
        return .report(
            row.report(savedAt: savedAt, options: options, values: try row.reader.values(records)))
    }

    /// The reader of the row's data set.
    private mutating func reader() throws(RowError) -> RowReader {
        for reader in readers where reader.reads(records, places.dataSet) { return reader }
        let text = String(decoding: records.bytes(of: records.cells[places.dataSet]), as: UTF8.self)
        guard let dataSet = catalogue.dataSet(text) else {
            let nearest = NameDistance.nearest(to: text, among: catalogue.dataSets.map(\.code))
                .joined(separator: ", ")
            throw RowError(
                .unknownDataSet, chinese: "目录中没有 data_set `\(text)`，相近的有：\(nearest)",
                english: "data_set `\(text)` is not in the catalogue; nearest: \(nearest)")
        }
        let reader = RowReader(DataSetPlan(dataSet, header), header, clock)
        readers.append(reader)
        return reader
    }
}
