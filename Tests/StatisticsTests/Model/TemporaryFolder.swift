import Foundation

/// A folder of a test's own.
struct TemporaryFolder {
    let path: String

    init() { path = FileManager.default.temporaryDirectory.path + "/statistics-\(UUID().uuidString)" }

    func remove() { try? FileManager.default.removeItem(atPath: path) }

    /// Copies its files into another folder, as they are on the disk now.
    func copy() throws -> TemporaryFolder {
        let other = TemporaryFolder()
        try FileManager.default.copyItem(atPath: path, toPath: other.path)
        return other
    }
}
