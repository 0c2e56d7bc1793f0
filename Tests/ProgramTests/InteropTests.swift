import Foundation
import Testing

extension Programs {
    /// A client in Python that was written from the specification alone, without a look into the sources.
    @Suite(.enabled(if: Setting.python != nil, "python3 is absent"))
    struct InteropTests {
        private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Interop").standardizedFileURL
        private static let catalogue = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/Catalogue/catalogue.yaml").standardizedFileURL.path

        private func run(_ script: String, _ arguments: [String], in folder: Folder) async throws
            -> Program.Result
        {
            let script = Self.folder.appending(path: script).path
            let program = try Program(
                at: try #require(Setting.python), ["-B", script] + arguments, in: folder)
            try program.start()
            return try await program.wait()
        }

        @Test func `It reads, writes and refuses every vector`() async throws {
            let result = try await run("test_vectors.py", [], in: try Folder())
            #expect(result.exitCode == 0 && result.errors.contains("OK"), "\(result.errors)")
        }

        @Test(.enabled(if: Setting.hasData, Setting.dataMissing))
        func `It sends the Boston file and gets every expected cell`() async throws {
            let services = try await Services()
            let sent = try await run(
                "client.py",
                [
                    "send", Boston.reports, "--collector", "127.0.0.1:\(services.collectorPort)",
                    "--catalogue",
                    Self.catalogue,
                ], in: services.folder)
            #expect(sent.lastLine.hasPrefix("accepted 107161, rejected 84, position "), "\(sent.lastLine)")
            services.remember(sent)
            let asked = try await run(
                "client.py",
                [
                    "query", "--aggregator", "127.0.0.1:\(services.aggregatorPort)", "--at-least",
                    services.position,
                ]
                    + Boston.question, in: services.folder)
            #expect(try Boston.differences(in: asked.output) == [])
        }
    }
}
