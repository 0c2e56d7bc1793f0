import CSV

extension UnitRegistry {
    /// Reads a CSV file, plain or gzipped, whose columns `code` and `name` are a unit each row.
    ///
    /// - Parameter levels: the catalogue's; a code must be as long as one of them says.
    package static func load(
        path: String, levels: [Catalogue.Level]
    ) throws(CatalogueError) -> UnitRegistry {
        do throws(CSVError) {
            let file = try FileBytes(path: path)
            return try UnitRegistry(file: path, levels: levels, read: file.next)
        } catch {
            throw CatalogueError(file: path, line: error.line, message: error.message)
        }
    }

    /// - Parameter read: the next piece of the file, empty at its end.
    init(
        file: String, levels: [Catalogue.Level], read: @escaping () throws(CSVError) -> [UInt8]
    ) throws(CSVError) {
        var draft = UnitRegistryDraft(levels)
        var rows = try UnitRows(read: read)
        while let row = try rows.next() { try draft.add(code: row.code, name: row.name, line: row.line) }
        try draft.sort()
        self.init(
            file: file, levelLengths: levels.map(\.length), entries: draft.entries, starts: draft.starts)
    }
}

/// The cells `code` and `name` of a CSV file, row by row; other columns are not looked at.
private struct UnitRows {
    private var records: RecordReader
    private var columns = (code: 0, name: 0)
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
        columns = (code, name)
        count = names.count
    }

    mutating func next() throws(CSVError) -> (code: [UInt8], name: [UInt8], line: Int)? {
        guard try records.next() else { return nil }
        if let fault = records.fault { throw CSVError(line: records.line, "not RFC 4180: \(fault)") }
        guard records.cells.count == count else {
            throw CSVError(
                line: records.line,
                "\(records.cells.count) cells, expected \(count) as in the header. Is a comma not quoted?")
        }
        return (
            records.bytes(of: records.cells[columns.code]), records.bytes(of: records.cells[columns.name]),
            records.line
        )
    }
}
