internal import CSV
internal import Foundation
internal import Wire

/// One file of rejected rows. Rows of several files stand under one header with the columns of all of them; only rows
/// with columns that nobody announced get a header of their own, after a blank line.
///
/// Unchecked, because a file handle and what was last written to it change together: `RejectedRows` alone has such
/// files, and uses them under its lock.
final class RejectedFile: @unchecked Sendable {
    private let path: String
    private let handle: FileHandle
    /// Of the last header; nil before the first row.
    private var columns: [String]?
    private let expected: [String]

    /// Appends to what is there.
    ///
    /// - Parameter columns: of all rows that are expected.
    init(path: String, columns expected: [String]) throws(ClientError) {
        self.expected = expected
        do {
            if !FileManager.default.fileExists(atPath: path) {
                try Data().write(to: URL(fileURLWithPath: path))
            }
            handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
            let end = try handle.seekToEnd()
            columns = end == 0 ? nil : Self.lastHeader(path)
        } catch {
            throw ClientError(
                .input, "rejected rows cannot be written to \(path): \(error.localizedDescription)")
        }
        self.path = path
    }

    func append(
        line: Int, outcome: Outcome, message: String, columns: [String], cells: [UInt8]
    ) throws(ClientError) {
        var bytes: [UInt8] = []
        let header = try header(for: columns, &bytes)
        bytes += CSVText.cells([String(line), outcome.description, message])
        if !header.isEmpty { bytes.append(0x2C) }
        bytes += Self.placed(cells, of: columns, under: header)
        bytes += Array("\n".utf8)
        do {
            try handle.write(contentsOf: Data(bytes))
        } catch {
            throw ClientError(
                .input, "rejected rows cannot be written to \(path): \(error.localizedDescription)")
        }
    }

    /// The columns that rows stand under; where there are none yet, or others, a header is written.
    private func header(for columns: [String], _ bytes: inout [UInt8]) throws(ClientError) -> [String] {
        if let header = self.columns, Set(columns).isSubset(of: header) { return header }
        let header = Set(columns).isSubset(of: expected) ? expected : columns
        if self.columns != nil { bytes += Array("\n".utf8) }
        bytes += CSVText.row(["line", "code", "message"] + header)
        self.columns = header
        return header
    }

    /// A row's cells where the header has their columns; a row that cannot be told into cells stays as it is.
    private static func placed(_ cells: [UInt8], of columns: [String], under header: [String]) -> [UInt8] {
        guard columns != header else { return cells }
        var pieces = [cells, []]
        var reader = RecordReader { () throws(CSVError) in pieces.removeFirst() }
        guard (try? reader.next()) == true, reader.fault == nil, reader.cells.count == columns.count else {
            return cells
        }
        let raw = Dictionary(zip(columns, reader.cells.map { Array(reader.buffer[$0.raw]) })) { first, _ in
            first
        }
        return Array(header.map { raw[$0] ?? [] }.joined(separator: [0x2C]))
    }

    /// The columns of the last header in an existing file.
    private static func lastHeader(_ path: String) -> [String]? {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
        let headers = text.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("line,code,message") }
        return headers.last.map {
            $0.split(separator: ",", omittingEmptySubsequences: false).dropFirst(3).map(String.init)
        }
    }
}
