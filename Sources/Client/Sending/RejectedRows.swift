package import Catalogue
internal import Foundation
internal import Synchronization
package import Wire

/// The rows that were rejected, by us or by a collector, as report CSV with the reason in front: `line,code,message`,
/// then the columns of their file. Mended, such a file can be sent as it is.
package final class RejectedRows: Sendable {
    package enum Content: Sendable {
        /// The row's cells as they stand in the file.
        case written([UInt8])
        /// Of a report of which no row is at hand: it is written anew.
        case report(Report)
    }

    package enum Judge: Sendable { case client, collector }

    package enum Target: Sendable {
        /// `NAME.rejected.csv` in a folder, one for each file that was sent.
        case folder(String)
        case file(String)
    }

    private let target: Target
    private let catalogue: Catalogue
    private let state: Mutex<State>

    private struct State: Sendable {
        /// In the order in which they became known.
        var sources: [String] = []
        var columns: [String: [String]] = [:]
        /// By the paths that they have.
        var files: [String: RejectedFile] = [:]
        /// Paths that an earlier command's rows are not to stay in.
        var anew: Set<String> = []
        var countByClient = 0
    }

    package init(target: Target, catalogue: Catalogue) {
        self.target = target
        self.catalogue = catalogue
        state = Mutex(State())
    }

    /// Rows that never came into the spool.
    package var countByClient: Int { state.withLock { $0.countByClient } }

    /// Where rejected rows were written.
    package var paths: [String] { state.withLock { $0.files.filter { $0.value.isWritten }.keys.sorted() } }

    /// Makes the columns of a file known that rows will be rejected of.
    ///
    /// - Parameter startsAnew: what an earlier command wrote there is removed.
    package func expect(source: String, columns: [String], startsAnew: Bool) {
        let columns = columns.filter { !["line", "code", "message"].contains($0) }
        let path = path(source)
        state.withLock { state in
            if state.columns.updateValue(columns, forKey: source) == nil { state.sources.append(source) }
            guard startsAnew, state.anew.insert(path).inserted, state.files[path] == nil else { return }
            if FileManager.default.fileExists(atPath: path), RejectedFile.isPlain(path) {
                try? FileManager.default.removeItem(atPath: path)
            }
        }
    }

    package func add(
        source: String, line: Int, outcome: Outcome, message: String, _ content: Content, by judge: Judge
    ) throws(ClientError) {
        let path = path(source)
        try state.withLock { state throws(ClientError) in
            var columns = state.columns[source] ?? []
            let cells: [UInt8]
            switch content {
            case .written(let written): cells = written
            case .report(let report):
                var writing = ReportWriting(catalogue, columns: columns)
                if !writing.showsAll(of: report), let dataSet = catalogue.dataSet(id: report.dataSet) {
                    // Its row said only that nothing had changed.
                    columns = ReportWriting.columns([dataSet], catalogue)
                    writing = ReportWriting(catalogue, columns: columns)
                }
                cells = writing.row(report)
            }
            let file = try file(at: path, for: columns, &state)
            try file.append(line: line, outcome: outcome, message: message, columns: columns, cells: cells)
            if judge == .client { state.countByClient += 1 }
        }
    }

    /// The file at a path, or the first beside it under whose header rows with these columns can stand.
    private func file(
        at path: String, for columns: [String], _ state: inout State
    ) throws(ClientError) -> RejectedFile {
        var number = 0
        while true {
            number += 1
            let candidate = RejectedFile.path(path, number: number)
            if state.files[candidate] == nil {
                // What an earlier command wrote beside it stays as it is.
                let isOfOthers = number > 1 && state.anew.contains(path)
                if isOfOthers, FileManager.default.fileExists(atPath: candidate) { continue }
                state.files[candidate] = try RejectedFile(
                    path: candidate, columns: columnsOfAll(to: path, state))
            }
            if let file = state.files[candidate], file.takes(columns) { return file }
        }
    }

    /// Each once, in the order in which the files have them.
    private func columnsOfAll(to path: String, _ state: State) -> [String] {
        var seen: Set<String> = []
        return state.sources.filter { self.path($0) == path }.flatMap { state.columns[$0] ?? [] }
            .filter { seen.insert($0).inserted }
    }

    /// Where rejected rows of a file go.
    func path(_ source: String) -> String {
        switch target {
        case .file(let path): return path
        case .folder(let folder):
            var name = (source as NSString).lastPathComponent
            for suffix in [".gz", ".csv"] where name.hasSuffix(suffix) { name.removeLast(suffix.count) }
            return folder + "/" + name + ".rejected.csv"
        }
    }
}
