import Foundation

/// One service of several, on a port and with data of its own: started again, it has the same address and goes on.
final class RunningService {
    let port: Int
    var address: String { "127.0.0.1:\(port)" }
    private let name: String
    private let data: String
    private let folder: Folder
    private(set) var program: Program

    /// - Parameter data: a name in the folder, or a path.
    init(_ name: String, data: String, flags: [String] = [], in folder: Folder) async throws {
        self.name = name
        self.data = data.hasPrefix("/") ? data : folder.file(data)
        self.folder = folder
        port = try Socket.freePort()
        program = try Program(name, [], in: folder)
        try await start(flags: flags)
    }

    deinit { if program.isRunning { program.kill() } }

    func start(flags: [String] = []) async throws {
        program = try Program(name, ["--listen", address, "--data", data] + flags, in: folder)
        try await program.start(servingOn: port)
    }

    func kill() async throws {
        program.kill()
        _ = try await program.wait()
    }

    /// Ends it in order: what it keeps is on disk.
    func end() async throws {
        program.terminate()
        _ = try await program.wait()
    }
}
