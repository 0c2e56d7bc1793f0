import CSV

extension UnitRegistry {
    /// Reads a CSV file, plain or gzipped, whose columns `code` and `name` are a unit each row. Further columns say when it is
    /// open and what it must report.
    package static func load(path: String, catalogue: Catalogue) throws(CatalogueError) -> UnitRegistry {
        do throws(CSVError) {
            let file = try FileBytes(path: path)
            return try UnitRegistry(file: path, catalogue: catalogue, read: file.next)
        } catch {
            throw CatalogueError(file: path, line: error.line, message: error.message)
        }
    }

    /// - Parameter read: the next piece of the file, empty at its end.
    init(
        file: String, catalogue: Catalogue, read: @escaping () throws(CSVError) -> [UInt8]
    ) throws(CSVError) {
        var draft = UnitRegistryDraft(catalogue)
        var rows = try UnitRows(read: read)
        while let row = try rows.next() { try draft.add(row) }
        let details = try draft.sort()
        self.init(
            file: file, levelLengths: catalogue.levels.map(\.length), entries: draft.entries,
            starts: draft.starts,
            times: Dictionary(grouping: details, by: \.unit).mapValues { $0.map(\.time) })
        try UnitRelations(self, details).check()
    }
}
