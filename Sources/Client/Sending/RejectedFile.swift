internal import Foundation
internal import Wire

/// One file of rejected rows. Rows of files with other columns get a header of their own, after a blank line.
///
/// Unchecked, because a file handle and what was last written to it change together: `RejectedRows` alone has such
/// files, and uses them under its lock.
final class RejectedFile: @unchecked Sendable {
    private let path: String
    private let handle: FileHandle
    private var columns: [String]?

    /// Appends to what is there.
    init(path: String) throws(ClientError) {
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
        if self.columns != columns {
            if self.columns != nil { bytes += Array("\n".utf8) }
            bytes += CSVText.row(["line", "code", "message"] + columns)
            self.columns = columns
        }
        bytes += CSVText.cells([String(line), outcome.description, message])
        if !columns.isEmpty { bytes.append(0x2C) }
        bytes += cells
        bytes += Array("\n".utf8)
        do {
            try handle.write(contentsOf: Data(bytes))
        } catch {
            throw ClientError(
                .input, "rejected rows cannot be written to \(path): \(error.localizedDescription)")
        }
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
