import Foundation
import Testing

/// What runs containers on this machine.
enum ContainerEngine {
    /// podman or docker, whichever can run something; nil where neither can.
    static let name: String? = {
        let asking = Process()
        let answer = Pipe()
        asking.executableURL = URL(filePath: "/usr/bin/env")
        asking.arguments = ["bash", "-c", #". "$0" && echo "${engine[0]}""#, script("engine")]
        asking.standardOutput = answer
        asking.standardError = FileHandle.nullDevice
        guard (try? asking.run()) != nil else { return nil }
        let said = String(decoding: answer.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        asking.waitUntilExit()
        return asking.terminationStatus == 0 ? said.trimmingCharacters(in: .whitespacesAndNewlines) : nil
    }()

    /// Only a release carries the Swift runtime in itself; without one, images would have to be compiled first.
    static let isReady = ProcessInfo.processInfo.environment["GRASSROOTS_PROGRAMS"] != nil && name != nil

    static let missing: Comment =
        "neither podman nor docker can run a container here, or GRASSROOTS_PROGRAMS does not name the folder of a release"

    static func script(_ name: String) -> String { Setting.project.appending(path: "deploy/\(name)").path }

    /// Runs a command, which settings of the environment may precede.
    ///
    /// Foundation takes a process for running as long as anybody holds the socket that it inherited, and whatever watches
    /// a container inherits it too and stays: so the command gets its standard streams and nothing else.
    static func start(_ command: [String], in folder: Folder) async throws -> Program.Result {
        let alone = """
            for descriptor in /proc/$$/fd/*; do
                descriptor=${descriptor##*/}
                [ "$descriptor" -le 2 ] || eval "exec $descriptor>&-"
            done
            exec env "$@"
            """
        let program = try Program(at: "/usr/bin/env", ["bash", "-c", alone, "bash"] + command, in: folder)
        try program.start()
        return try await program.wait()
    }
}

/// Makes the images before the tests of a suite, and removes them when all have ended.
struct ContainerImages: SuiteTrait, TestScoping {
    static let tag = "test"

    @concurrent func provideScope(
        for test: Test, testCase: Test.Case?, performing tests: @concurrent @Sendable () async throws -> Void
    ) async throws {
        let folder = try Folder()
        let made = try await ContainerEngine.start(
            ["GRASSROOTS_TAG=\(Self.tag)", ContainerEngine.script("image")], in: folder)
        guard made.exitCode == 0 else { throw ServiceError(description: made.errors) }
        print(made.output)
        try await tests()
        let images = ["grassroots", "grassroots-collector", "grassroots-aggregator"].map {
            "\($0):\(Self.tag)"
        }
        _ = try await ContainerEngine.start([ContainerEngine.name ?? "", "rmi"] + images, in: folder)
    }
}
