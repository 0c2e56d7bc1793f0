internal import Foundation

/// Where it was measured; a figure without it says nothing.
struct Machine {
    let folder: String

    var text: String {
        let information = ProcessInfo.processInfo
        let lines = [
            ("CPU", "\(processor), \(information.activeProcessorCount) cores"),
            ("memory", "\(information.physicalMemory >> 20) MiB"),
            ("kernel", "Linux \(Self.contents("/proc/sys/kernel/osrelease"))"),
            ("disk", disk),
            (
                "Swift",
                information.environment["SWIFT_VERSION"] ?? "unknown: start it with ./deploy/benchmark"
            ),
        ]
        return lines.map { $0.0.padding(toLength: 8, withPad: " ", startingAt: 0) + $0.1 + "\n" }.joined()
    }

    private var processor: String {
        let line = Self.contents("/proc/cpuinfo").split(separator: "\n").first { $0.hasPrefix("model name") }
        return line?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown"
    }

    /// The device and the file system that hold the folder: the mount with the longest path above it.
    private var disk: String {
        let mounts = Self.contents("/proc/mounts").split(separator: "\n").map { $0.split(separator: " ") }
        let above = mounts.filter { fields in
            guard fields.count > 2 else { return false }
            return fields[1] == "/" || "\(folder)/".hasPrefix("\(fields[1])/")
        }
        guard let mount = above.max(by: { $0[1].count < $1[1].count }) else { return "unknown" }
        return "\(mount[0]) (\(mount[2]))"
    }

    private static func contents(_ path: String) -> String {
        ((try? String(contentsOfFile: path, encoding: .utf8)) ?? "unknown")
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
