internal import Catalogue
internal import Client
internal import Foundation
internal import Wire

/// Cases as report CSV, as a source system would export them.
enum CasesFile {
    static func write(_ cases: [Report], to path: String) throws {
        let catalogue = try Catalogue.shipped()
        let columns = ReportWriting.columns([catalogue.dataSet("city-problem")].compactMap(\.self), catalogue)
        let writing = ReportWriting(catalogue, columns: columns)
        try Data().write(to: URL(filePath: path))
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        defer { try? file.close() }
        var lines = Array(columns.joined(separator: ",").utf8)
        for report in cases {
            lines.append(0x0A)
            lines += writing.row(report)
            if lines.count > 1 << 20 {
                try file.write(contentsOf: Data(lines))
                lines.removeAll(keepingCapacity: true)
            }
        }
        try file.write(contentsOf: Data(lines + [0x0A]))
    }
}
