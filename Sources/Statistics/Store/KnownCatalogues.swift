import Catalogue
import Foundation
import GRDB

/// Every catalogue that this store was ever opened with. Reports carry ids: where one meant something else before, the
/// reports of then would be counted as what it means now.
struct KnownCatalogues {
    private let file: StoreFile

    init(_ file: StoreFile) { self.file = file }

    /// Takes a catalogue among them.
    ///
    /// - Throws: `StatisticsError` where an id of it meant something else, or counted otherwise.
    func admit(_ catalogue: Catalogue) throws {
        let known = try file.reader.read { try Data.fetchAll($0, sql: "SELECT file FROM catalogue") }
        guard !known.contains(Data(catalogue.source)) else { return }
        for source in known {
            // One of a form that is not understood any more cannot be compared.
            guard let old = try? Catalogue(yaml: [UInt8](source), file: "the store's") else { continue }
            // Which version follows which is between the services; here ids count.
            let breaks = old.changes(to: catalogue).filter { $0.weight == .breaks && $0.part != "version" }
            guard breaks.isEmpty else { throw refusal(breaks, old, catalogue) }
        }
        try file.writer.write { database in
            try database.execute(
                sql: "INSERT INTO catalogue (file) VALUES (?)", arguments: [Data(catalogue.source)])
        }
    }

    private func refusal(
        _ breaks: [CatalogueChange], _ old: Catalogue, _ new: Catalogue
    ) -> StatisticsError {
        let shown = breaks.prefix(5).map { "  \($0.part): \($0.text)" }
        let rest = breaks.count > shown.count ? ["  and \(breaks.count - shown.count) more"] : []
        return StatisticsError(
            .open,
            ([
                "catalogue version \(new.version) gives ids a meaning that they did not have in version \(old.version), with "
                    + "which the statistics in \(file.path) were made:"
            ] + shown + rest
                + [
                    "Reports of then would be counted as something else. Give new things ids that were never used (grassroots "
                        + "catalogue diff shows every difference), and start again"
                ]).joined(separator: "\n"))
    }
}
