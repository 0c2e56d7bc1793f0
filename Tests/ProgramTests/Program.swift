import Foundation

/// A program of ours as a process.
final class Program: @unchecked Sendable {
    // Unchecked, because Foundation's Process is not marked; it is set up before anybody else sees it, and what is used
    // afterwards (isRunning, terminate, the identifier) may be used from any thread.
    private let process = Process()
    private let output: URL
    private let errors: URL

    struct Result {
        let exitCode: Int32
        let output: String
        let errors: String
        var lastLine: String { output.split(separator: "\n").last.map(String.init) ?? "" }
        /// What the last line of a sending says to wait for.
        var position: String? { lastLine.components(separatedBy: "position ").dropFirst().first }
    }

    /// - Parameters:
    ///   - folder: its current folder; what it prints is kept there too.
    ///   - standardOutput: where it prints instead.
    convenience init(
        _ name: String, _ arguments: [String], in folder: Folder, to standardOutput: FileHandle? = nil
    ) throws {
        try self.init(at: Setting.programs.appending(path: name).path, arguments, in: folder)
        if let standardOutput { process.standardOutput = standardOutput }
    }

    /// Any program, by its path.
    init(at path: String, _ arguments: [String], in folder: Folder) throws {
        let label = "\(URL(filePath: path).lastPathComponent)-\(UUID().uuidString.prefix(8))"
        output = URL(filePath: folder.file(label + ".out"))
        errors = URL(filePath: folder.file(label + ".err"))
        for file in [output, errors] { try Data().write(to: file) }
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: folder.path)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
    }

    func start() throws { try process.run() }

    /// Starts a service and waits until its port is open: a connection is tried until it is there or the program has
    /// ended.
    func start(servingOn port: Int) async throws {
        try start()
        let deadline = ContinuousClock.now + .seconds(60)
        while !Socket.answers(port) {
            guard isRunning, .now < deadline else {
                throw ServiceError(description: "nothing listens on port \(port): \(log)")
            }
            await Task.yield()
        }
    }

    var isRunning: Bool { process.isRunning }

    /// What it has said on standard error so far.
    var log: String { (try? String(contentsOf: errors, encoding: .utf8)) ?? "" }

    func kill() { Foundation.kill(process.processIdentifier, SIGKILL) }

    /// Stops it in its tracks; its sockets stay open.
    func freeze() { Foundation.kill(process.processIdentifier, SIGSTOP) }

    func thaw() { Foundation.kill(process.processIdentifier, SIGCONT) }

    /// What Control-C does.
    func interrupt() { Foundation.kill(process.processIdentifier, SIGINT) }

    func terminate() { Foundation.kill(process.processIdentifier, SIGTERM) }

    func wait() async throws -> Result {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                self.process.waitUntilExit()
                continuation.resume()
            }
        }
        return Result(
            exitCode: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
            errors: try String(contentsOf: errors, encoding: .utf8))
    }

    /// Starts it and waits for its end.
    static func run(
        _ name: String, _ arguments: [String], in folder: Folder, to standardOutput: FileHandle? = nil
    ) async throws -> Result {
        let program = try Program(name, arguments, in: folder, to: standardOutput)
        try program.start()
        return try await program.wait()
    }
}
