import Foundation
import Testing

/// A filesystem of a few megabytes that is really full when it is full.
final class SmallDisk {
    let path: String
    private var ballast: String { path + "/ballast" }

    static let notPermitted: Comment = "mounting a small filesystem is not permitted here: it needs root"
    static let isPermitted = (try? SmallDisk(megabytes: 1)) != nil

    init(megabytes: Int) throws {
        path = FileManager.default.temporaryDirectory.appending(path: "small-disk-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard try Self.run("mount -t tmpfs -o size=\(megabytes)m tmpfs '\(path)'") else {
            try? FileManager.default.removeItem(atPath: path)
            throw ServiceError(description: "mount is not permitted")
        }
    }

    deinit {
        // Lazily, because a service that is just dying may still hold its files.
        _ = try? Self.run("umount -l '\(path)'")
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Takes all the room there is.
    func fill() throws {
        guard try !Self.run("dd if=/dev/zero of='\(ballast)' bs=4096 status=none") else {
            throw ServiceError(description: "\(path) never became full")
        }
    }

    func grow(toMegabytes megabytes: Int) throws {
        guard try Self.run("mount -o remount,size=\(megabytes)m '\(path)'") else {
            throw ServiceError(description: "\(path) cannot be made larger")
        }
    }

    func makeRoom() throws { try FileManager.default.removeItem(atPath: ballast) }

    private static func run(_ command: String) throws -> Bool {
        let shell = Process()
        shell.executableURL = URL(filePath: "/bin/sh")
        shell.arguments = ["-c", command + " 2>/dev/null"]
        try shell.run()
        shell.waitUntilExit()
        return shell.terminationStatus == 0
    }
}
