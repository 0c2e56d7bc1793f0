internal import CSV
internal import Catalogue
internal import Foundation
internal import Wire

/// The files that one command sends.
struct ReportFiles {
    private let paths: [String]
    private let catalogue: Catalogue
    private let languages: [Language]
    private let share: InputShare

    /// - Parameter languages: in which it is said why a row is rejected.
    init(_ paths: [String], catalogue: Catalogue, languages: [Language], share: InputShare = InputShare()) {
        self.paths = paths
        self.catalogue = catalogue
        self.languages = languages
        self.share = share
    }

    /// Checks every file's header, so that a wrong one costs nothing but a message.
    func prepare(_ rejected: RejectedRows) throws(ClientError) {
        var columns: [[String]] = []
        for path in paths { columns.append(try rows(path).header.names) }
        let inputs = Set(paths.map(Self.absolute))
        for (path, names) in zip(paths, columns) {
            let target = rejected.path(path)
            guard !inputs.contains(Self.absolute(target)) else {
                throw ClientError(
                    .input,
                    "\(target) is read and would be overwritten with rejected rows: name another --rejected")
            }
            // Found out before anything is sent: a row that a collector refused must have a place to go.
            let folder = URL(fileURLWithPath: target).deletingLastPathComponent().path
            guard FileManager.default.isWritableFile(atPath: folder) else {
                throw ClientError(
                    .input,
                    "rejected rows would go to \(target), and \(folder) cannot be written: name another --rejected"
                )
            }
            rejected.expect(source: path, columns: names, startsAnew: true)
        }
    }

    func read(into intake: inout Intake, _ rejected: RejectedRows) throws(ClientError) {
        let sizes = paths.map { (try? FileBytes(path: $0))?.byteCount ?? 0 }
        share.expect(bytes: sizes.reduce(0, +))
        for (index, path) in paths.enumerated() {
            var rows = try rows(path, after: sizes[..<index].reduce(0, +))
            try intake.begin(source: path, columns: rows.header.names)
            do throws(ClientError) {
                while let row = try rows.next() {
                    switch try Self.report(row, intake) {
                    case .success(let report):
                        // A closure: the method's name alone would copy the rows.
                        try intake.add(report, line: rows.line) { rows.appendRow(to: &$0) }
                    case .failure(let error):
                        var cells: [UInt8] = []
                        rows.appendRow(to: &cells)
                        try rejected.add(
                            source: path, line: rows.line, outcome: error.outcome,
                            message: error.message.sentences(languages), .written(cells), by: .client)
                    }
                    if Task.isCancelled { return }
                }
            } catch {
                guard error.kind == .input else { throw error }
                // The rows before it are good and stay.
                try intake.finish()
                throw ClientError(.input, "\(path): \(error.description)")
            }
        }
    }

    private static func report(
        _ row: Result<ReportRow, RowError>, _ intake: borrowing Intake
    ) throws(ClientError) -> Result<Report, RowError> {
        switch row {
        case .success(.report(let report)): .success(report)
        case .success(.unchanged(let unchanged)): try intake.report(of: unchanged)
        case .failure(let error): .failure(error)
        }
    }

    /// - Parameter before: the bytes of the files before it.
    private func rows(_ path: String, after before: Int64 = 0) throws(ClientError) -> ReportRows {
        // The time of the file is read once: what is read again must not be stamped anew.
        let modifiedAtMilliseconds: Int64
        do throws(CSVError) {
            modifiedAtMilliseconds = try FileBytes(path: path).modifiedAtMilliseconds
        } catch {
            throw ClientError(.input, "\(path): \(error)")
        }
        return try ReportRows(
            file: path, catalogue: catalogue, modifiedAtMilliseconds: modifiedAtMilliseconds,
            languages: languages
        ) { () throws(CSVError) in
            let bytes = try FileBytes(path: path)
            return { () throws(CSVError) in
                let piece = try bytes.next()
                share.reached(bytes: before + bytes.bytesRead)
                return piece
            }
        }
    }

    private static func absolute(_ path: String) -> String {
        URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
    }
}
