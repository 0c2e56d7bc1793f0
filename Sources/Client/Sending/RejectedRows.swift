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
        var files: [String: RejectedFile] = [:]
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
    package var paths: [String] { state.withLock { $0.files.keys.sorted() } }

    /// Makes the columns of a file known that rows will be rejected of.
    ///
    /// - Parameter startsAnew: what an earlier command wrote there is removed.
    package func expect(source: String, columns: [String], startsAnew: Bool) {
        let columns = columns.filter { !["line", "code", "message"].contains($0) }
        let path = path(source)
        state.withLock { state in
            if state.columns.updateValue(columns, forKey: source) == nil { state.sources.append(source) }
            if startsAnew, state.files[path] == nil, Self.isPlainFile(path) {
                try? FileManager.default.removeItem(atPath: path)
            }
        }
    }

    /// Only a file is removed: a device, a pipe or a link is somebody's, and is written to as it stands.
    private static func isPlainFile(_ path: String) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes?[.type] as? FileAttributeType == .typeRegular
    }

    package func add(
        source: String, line: Int, outcome: Outcome, message: String, _ content: Content, by judge: Judge
    ) throws(ClientError) {
        let path = path(source)
        try state.withLock { state throws(ClientError) in
            let columns = state.columns[source] ?? []
            let file: RejectedFile
            if let open = state.files[path] {
                file = open
            } else {
                file = try RejectedFile(path: path, columns: columnsOfAll(to: path, state))
                state.files[path] = file
            }
            let cells: [UInt8] =
                switch content {
                case .written(let cells): cells
                case .report(let report): ReportWriting(catalogue, columns: columns).row(report)
                }
            try file.append(line: line, outcome: outcome, message: message, columns: columns, cells: cells)
            if judge == .client { state.countByClient += 1 }
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
