internal import Foundation
internal import NIOCore
internal import NIOPosix
internal import Transport

/// One of our programs as a process of its own; killed when nobody holds it any more.
///
/// Unchecked, because Foundation's Process is not marked; what is used of it may be used from any thread.
final class ServiceProcess: @unchecked Sendable {
    let endpoint: Endpoint
    let folder: String
    private let process: Process

    /// Programs stand beside the benchmark, where the build puts them all.
    static func program(_ name: String) -> URL {
        (Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0]))
            .deletingLastPathComponent().appending(path: name)
    }

    /// - Parameter folder: for its data and its log; made new.
    init(_ name: String, in folder: String, _ arguments: [String] = []) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        self.folder = folder
        endpoint = Endpoint(host: "127.0.0.1", port: try Self.freePort())
        process = Process()
        process.executableURL = Self.program(name)
        process.arguments = ["--listen", "\(endpoint)", "--data", folder + "/data"] + arguments
        let log = folder + "/log"
        try Data().write(to: URL(filePath: log))
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = try FileHandle(forWritingTo: URL(filePath: log))
        try process.run()
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// Runs the command that users run to its end; how long it took as a whole.
    static func runClient(
        _ arguments: [String], to collector: ServiceProcess, in folder: String
    ) throws -> Duration {
        let client = Process()
        client.executableURL = program("grassroots")
        client.arguments = arguments + ["--collector", "\(collector.endpoint)"]
        client.currentDirectoryURL = URL(filePath: folder)
        client.standardOutput = FileHandle.nullDevice
        let start = ContinuousClock.now
        try client.run()
        client.waitUntilExit()
        guard client.terminationStatus == 0 else {
            throw BenchmarkError("grassroots \(arguments.first ?? "") ended with \(client.terminationStatus)")
        }
        return start.duration(to: .now)
    }

    private static func freePort() throws -> Int {
        let channel = try ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .bind(host: "127.0.0.1", port: 0).wait()
        defer { try? channel.close().wait() }
        guard let port = channel.localAddress?.port else { throw BenchmarkError("no free port") }
        return port
    }

    var isRunning: Bool { process.isRunning }

    /// The most memory that it ever had, in MB.
    func peakMegabytes() throws -> Double {
        let path = "/proc/\(process.processIdentifier)/status"
        let line = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
            .first { $0.hasPrefix("VmHWM:") }
        guard let kilobytes = line?.split(separator: " ").compactMap({ Double($0) }).first else {
            throw BenchmarkError("\(path) says nothing of VmHWM")
        }
        return kilobytes * 1_024 / 1e6
    }

    /// Stops it as an operator would and waits until it has ended; how many bytes it leaves on disk.
    func stop() throws -> Int {
        process.terminate()
        process.waitUntilExit()
        let files =
            FileManager.default.enumerator(atPath: folder + "/data")?.compactMap { $0 as? String } ?? []
        return try files.reduce(0) { sum, file in
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/data/\(file)")
            return sum
                + (attributes[.type] as? FileAttributeType == .typeRegular
                    ? (attributes[.size] as? Int ?? 0) : 0)
        }
    }
}
