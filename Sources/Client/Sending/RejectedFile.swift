internal import CSV
internal import Foundation
internal import Wire

/// One file of rejected rows. Rows of several files stand under one header with the columns of all of them. Rows with
/// columns that nobody announced need another file; only what is no file, such as a pipe, gets another header for them,
/// after a blank line.
///
/// Unchecked, because a file handle and what was last written to it change together: `RejectedRows` alone has such
/// files, and uses them under its lock.
final class RejectedFile: @unchecked Sendable {
    private let path: String
    private let handle: FileHandle
    private let isPlain: Bool
    /// Of the last header; nil before the first row.
    private var columns: [String]?
    private let expected: [String]
    /// It holds something else than rejected rows.
    private let isForeign: Bool
    private(set) var isWritten = false

    /// Appends to what is there.
    ///
    /// - Parameter columns: of all rows that are expected.
    init(path: String, columns expected: [String]) throws(ClientError) {
        self.expected = expected
        isPlain = Self.isPlain(path)
        do {
            if !FileManager.default.fileExists(atPath: path) {
                try Data().write(to: URL(fileURLWithPath: path))
            }
            handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
            let end = try handle.seekToEnd()
            columns = end == 0 ? nil : Self.lastHeader(path)
            isForeign = isPlain && end > 0 && columns == nil
        } catch {
            throw Self.failure(path, error)
        }
        self.path = path
    }

    /// False for a device, a pipe or a link, which is somebody's and is written to as it stands.
    static func isPlain(_ path: String) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes.map { $0[.type] as? FileAttributeType == .typeRegular } ?? true
    }

    /// `march.rejected-2.csv` for `march.rejected.csv` and 2.
    static func path(_ path: String, number: Int) -> String {
        guard number > 1 else { return path }
        return path.hasSuffix(".csv") ? path.dropLast(4) + "-\(number).csv" : path + "-\(number)"
    }

    /// Whether rows with these columns can stand here under the one header.
    func takes(_ columns: [String]) -> Bool {
        guard isPlain else { return true }
        return !isForeign && self.columns.map { Set(columns).isSubset(of: $0) } ?? true
    }

    private static func failure(_ path: String, _ error: any Error) -> ClientError {
        ClientError(
            .input,
            "rejected rows cannot be written to \(path): \(error.localizedDescription). What collectors refused is "
                + "kept in the spool: grassroots rejected lists it; name another file with --rejected")
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
            isWritten = true
        } catch {
            throw Self.failure(path, error)
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
