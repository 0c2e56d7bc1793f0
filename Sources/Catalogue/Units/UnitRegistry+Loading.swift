import CSV

extension UnitRegistry {
    /// Reads a CSV file, plain or gzipped, whose columns `code` and `name` are a unit each row. Further columns say when it is
    /// open and what it must report.
    package static func load(path: String, catalogue: Catalogue) throws(UnitsFileError) -> UnitRegistry {
        let file: FileBytes
        do throws(CSVError) {
            file = try FileBytes(path: path)
        } catch {
            throw UnitsFileError(file: path, faults: [error], count: 1)
        }
        return try UnitRegistry(file: path, catalogue: catalogue, read: file.next)
    }

    /// - Parameter read: the next piece of the file, empty at its end.
    init(
        file: String, catalogue: Catalogue, read: @escaping () throws(CSVError) -> [UInt8]
    ) throws(UnitsFileError) {
        var faults = UnitFaults()
        var draft = UnitRegistryDraft(catalogue)
        do throws(CSVError) {
            var rows = try UnitRows(read: read)
            while try rows.next() {
                do throws(CSVError) { try draft.add(rows.row()) } catch { faults.add(error) }
            }
        } catch {
            // A wrong header, or a piece that cannot be read: nothing is known of the rows behind it.
            faults.add(error)
            try faults.refuse(in: file)
        }
        let details = draft.sort(&faults)
        self.init(
            file: file, levelLengths: catalogue.levels.map(\.length), entries: draft.entries,
            starts: draft.starts,
            times: Dictionary(grouping: details, by: \.unit).mapValues { $0.map(\.time) })
        UnitRelations(self, details, unread: draft.unread).check(&faults)
        try faults.refuse(in: file)
    }
}
