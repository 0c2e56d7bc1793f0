import Foundation
import Testing

/// Where the programs and the real data are.
enum Setting {
    static let project = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../..").standardizedFileURL

    /// What users run: the release that `deploy/build` makes; a debug build where nobody says otherwise.
    static let programs =
        ProcessInfo.processInfo.environment["GRASSROOTS_PROGRAMS"]
        .map { URL(filePath: $0) } ?? project.appending(path: ".build/debug")

    private static let data =
        ProcessInfo.processInfo.environment["GRASSROOTS_DATA"]
        .map { URL(filePath: $0) } ?? project.appending(path: "../shared/data")

    static let hasData = FileManager.default.fileExists(atPath: dataFile("reports-population-2020.csv"))

    static let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    static let dataMissing: Comment = "the real data is absent: set GRASSROOTS_DATA to its folder"

    static func dataFile(_ name: String) -> String { data.appending(path: name).path }
}

/// All tests that start programs, one after the other: each of them wants the whole machine.
@Suite(.serialized) enum Programs {}

/// A folder that is gone when its owner is.
final class Folder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "grassroots-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { path + "/" + name }

    func write(_ text: String, to name: String) throws -> String {
        try text.write(toFile: file(name), atomically: true, encoding: .utf8)
        return file(name)
    }
    /// A gzipped file, inflated.
    func unpack(_ gzipped: String, to name: String) throws -> String {
        let gunzip = Process()
        gunzip.executableURL = URL(filePath: "/bin/sh")
        gunzip.arguments = ["-c", "gzip -dc '\(gzipped)' > '\(file(name))'"]
        try gunzip.run()
        gunzip.waitUntilExit()
        return file(name)
    }
}
