import Foundation
import Testing

/// A collector and an aggregator in containers of their own, on free ports, started and ended by what a deployer uses.
final class Containers {
    enum Service: String, CaseIterable { case collector, aggregator }

    let folder: Folder
    private let name = "grassroots-test-\(UUID().uuidString.prefix(8).lowercased())"
    private let ports: [Service: Int]

    init() async throws {
        folder = try Folder()
        ports = [.collector: try Socket.freePort(), .aggregator: try Socket.freePort()]
        let started = try await up()
        guard started.exitCode == 0 else { throw ServiceError(description: started.errors) }
    }

    deinit { try? remove() }

    func container(_ service: Service) -> String { "\(name)-\(service)" }

    // MARK: What a deployer does

    func up() async throws -> Program.Result { try await script("up") }

    func down(_ flags: String...) async throws -> Program.Result { try await script("down", flags) }

    /// Others that are called differently, and want the same ports.
    func upOfRivals() async throws -> Program.Result { try await script("up", named: name + "-rivals") }

    private func script(_ script: String, _ arguments: [String] = [], named other: String? = nil) async throws
        -> Program.Result
    {
        let settings = [
            "GRASSROOTS_NAME=\(other ?? name)", "GRASSROOTS_TAG=\(ContainerImages.tag)",
            "GRASSROOTS_COLLECTOR_PORT=\(ports[.collector] ?? 0)",
            "GRASSROOTS_AGGREGATOR_PORT=\(ports[.aggregator] ?? 0)",
        ]
        return try await ContainerEngine.start(
            settings + [ContainerEngine.script(script)] + arguments, in: folder)
    }

    func engine(_ arguments: String...) async throws -> Program.Result {
        try await ContainerEngine.start([ContainerEngine.name ?? ""] + arguments, in: folder)
    }

    func inspect(_ service: Service, _ format: String) async throws -> String {
        try await engine("container", "inspect", "--format", format, container(service)).output
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Runs the command line from its own image, which sees the folder and keeps its spool in a volume.
    func commandLine(_ arguments: [String]) async throws -> Program.Result {
        let run = """
            . "$0"; "${engine[@]}" run --rm --network host "${limits[@]}" --volume "$1:/reports:ro" \
            --volume "$2:/data" "grassroots:$3" "${@:4}"
            """
        return try await ContainerEngine.start(
            [
                "bash", "-c", run, ContainerEngine.script("engine"), folder.path, "\(name)-spool",
                ContainerImages.tag,
            ]
                + arguments, in: folder)
    }

    /// Whatever became of the test, nothing of it stays.
    private func remove() throws {
        let cleaning = Process()
        cleaning.executableURL = URL(filePath: "/usr/bin/env")
        cleaning.arguments =
            [
                "bash", "-c", #""$1" --forget-data >/dev/null; "$0" volume rm --force "$2" >/dev/null"#,
                ContainerEngine.name ?? "", ContainerEngine.script("down"), "\(name)-spool",
            ]
        cleaning.environment = ProcessInfo.processInfo.environment.merging(["GRASSROOTS_NAME": name]) { $1 }
        try cleaning.run()
        cleaning.waitUntilExit()
    }

    // MARK: What a user does

    func address(_ service: Service) -> [String] {
        ["--\(service)", "127.0.0.1:\(ports[service] ?? 0)"]
    }

    func send(_ file: String, timeout: Int = 30) async throws -> Program.Result {
        try await Program.run("grassroots", ["send", file] + sending(timeout), in: folder)
    }

    func flush() async throws -> Program.Result {
        try await Program.run("grassroots", ["flush"] + sending(30), in: folder)
    }

    private func sending(_ timeout: Int) -> [String] {
        address(.collector) + ["--spool", folder.file("spool"), "--timeout", "\(timeout)"]
    }

    /// People by province.
    func population(after sent: Program.Result) async throws -> String {
        try await Program.run(
            "grassroots",
            ["query", "EC_POP", "--by", "unit:2", "--format", "csv"] + address(.aggregator)
                + ["--at-least", sent.position ?? "-"], in: folder
        ).cells
    }

    func status() async throws -> Program.Result {
        try await Program.run(
            "grassroots", ["status"] + address(.collector) + address(.aggregator), in: folder)
    }
}
