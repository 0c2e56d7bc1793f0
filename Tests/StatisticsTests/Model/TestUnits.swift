import Catalogue
import Foundation

/// A registry out of rows, read as the service reads its file.
enum TestUnits {
    /// - Parameter rows: code, opened, closed, reports, successors, each perhaps empty.
    static func load(_ rows: [[String]], _ catalogue: Catalogue) throws -> UnitRegistry {
        let columns = ["code", "opened", "closed", "reports", "successors", "name"]
        let lines = rows.map { row in
            (row + Array(repeating: "", count: 5 - row.count) + ["名"]).joined(separator: ",")
        }
        let path = FileManager.default.temporaryDirectory.path + "/units-\(UUID().uuidString).csv"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try ([columns.joined(separator: ",")] + lines).joined(separator: "\n")
            .write(toFile: path, atomically: true, encoding: .utf8)
        return try UnitRegistry.load(path: path, catalogue: catalogue)
    }
}
