package import Catalogue
package import Wire

/// Reports as report CSV that `send` takes back unchanged: retracted ones too, ids as UUIDs.
package struct CSVExport {
    private let columns: [String]
    private let writing: ReportWriting
    private let write: ([UInt8]) throws -> Void
    /// Reports with something that this catalogue does not know: a row would not say all of it.
    package private(set) var unknownCount = 0

    /// - Parameters:
    ///   - dataSets: whose columns the rows have.
    ///   - write: takes whole rows.
    package init(
        _ dataSets: [DataSet], _ catalogue: Catalogue, write: @escaping ([UInt8]) throws -> Void
    ) throws {
        columns = ReportWriting.columns(dataSets, catalogue)
        writing = ReportWriting(catalogue, columns: columns)
        self.write = write
        try write(CSVText.row(columns))
    }

    package mutating func take(_ piece: ReportsPart.Reports) throws {
        var rows: [UInt8] = []
        for group in piece.batch.groups {
            for index in 0..<group.count {
                let report = group.report(index)
                guard writing.showsAll(of: report) else {
                    unknownCount += 1
                    continue
                }
                rows += writing.row(report)
                rows.append(0x0A)
            }
        }
        try write(rows)
    }
}
