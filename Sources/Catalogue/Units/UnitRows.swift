import CSV

/// The cells of a units file, row by row. Columns that it does not know are not looked at.
struct UnitRows {
    struct Row {
        let line: Int
        let code: [UInt8]
        let name: [UInt8]
        /// Those of the optional cells that are not empty.
        let details: [(column: Column, text: String)]
    }

    /// The columns that may be left out.
    enum Column: String, CaseIterable {
        case opened, closed, domain, area, reports, successors
        case reportedBy = "reported_by"

        /// What looks like it and is not: left unread, a misspelt `closed` would keep every unit open for ever.
        func isNearly(_ name: String) -> Bool {
            !Column.allCases.contains { $0.rawValue == name } && abs(name.count - rawValue.count) <= 2
                && name.lowercased().hasPrefix(rawValue.prefix(4))
        }
    }

    private var records: RecordReader
    private var columns = (code: 0, name: 0)
    private var details: [(column: Column, place: Int)] = []
    private var count = 0

    /// Reads the header.
    init(read: @escaping () throws(CSVError) -> [UInt8]) throws(CSVError) {
        records = RecordReader(read: read)
        guard try records.next() else {
            throw CSVError("is empty, expected the columns code and name and a row for each unit")
        }
        let names = records.cells.map { String(decoding: records.bytes(of: $0), as: UTF8.self) }
        guard let code = names.firstIndex(of: "code"), let name = names.firstIndex(of: "name") else {
            let missing = ["code", "name"].filter { !names.contains($0) }.joined(separator: " and ")
            throw CSVError(
                line: records.line,
                "the header lacks \(missing), expected a row of column names with code and name among them")
        }
        for column in Column.allCases where names.count(where: { $0 == column.rawValue }) > 1 {
            throw CSVError(
                line: records.line,
                "the column \(column.rawValue) stands twice in the header, expected once: take one out")
        }
        for name in names {
            guard let meant = Column.allCases.first(where: { $0.isNearly(name) }) else { continue }
            throw CSVError(
                line: records.line,
                "the column `\(name)` would not be read: did you mean \(meant.rawValue)? Else give it another name"
            )
        }
        columns = (code, name)
        details = Column.allCases.compactMap { column in
            names.firstIndex(of: column.rawValue).map { (column, $0) }
        }
        count = names.count
    }

    /// Moves to the next row; false at the end.
    mutating func next() throws(CSVError) -> Bool { try records.next() }

    /// The one that it stands at.
    func row() throws(CSVError) -> Row {
        if let fault = records.fault { throw CSVError(line: records.line, "not RFC 4180: \(fault)") }
        guard records.cells.count == count else {
            throw CSVError(
                line: records.line,
                "\(records.cells.count) cells, expected \(count) as in the header. Is a comma not quoted?")
        }
        var filled: [(column: Column, text: String)] = []
        for (column, place) in details where !records.cells[place].text.isEmpty {
            let bytes = records.bytes(of: records.cells[place])
            filled.append((column, String(decoding: bytes, as: UTF8.self)))
        }
        return Row(
            line: records.line, code: records.bytes(of: records.cells[columns.code]),
            name: records.bytes(of: records.cells[columns.name]), details: filled)
    }
}
