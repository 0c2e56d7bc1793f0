internal import Foundation

/// The folder that a service keeps its data in, claimed for as long as the process lives.
///
/// Two services that write one folder would each believe to be alone; the lock is the kernel's (`flock`), so a process
/// that was killed leaves none behind.
package final class DataFolder: Sendable {
    package let path: String
    private let lock: Int32

    /// Creates the folder if it is absent and claims it.
    package init(_ path: String, for service: String) throws(HostingError) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw HostingError("--data \(path): the folder cannot be created: \(error.localizedDescription)")
        }
        let file = path + "/lock"
        let lock = unsafe open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard lock >= 0 else {
            throw HostingError("--data \(path): \(file) cannot be opened: \(Self.reason(errno))")
        }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            let holder = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
            close(lock)
            throw HostingError(
                "--data \(path) is in use by \(holder.isEmpty ? "another service" : holder). "
                    + "Each service needs a data folder of its own: stop that one or name another folder.")
        }
        do throws(HostingError) {
            try Self.refuseForeign(path, service)
        } catch {
            close(lock)
            throw error
        }
        let label = "\(service), process \(getpid())"
        ftruncate(lock, 0)
        _ = unsafe label.withCString { unsafe write(lock, $0, label.utf8.count) }
        self.path = path
        self.lock = lock
    }

    deinit { close(lock) }

    /// What each service keeps in its folder.
    private static let contents = [
        "grassroots-collector": "journal.sqlite", "grassroots-aggregator": "statistics.sqlite",
    ]

    private static func refuseForeign(_ path: String, _ service: String) throws(HostingError) {
        for (other, file) in contents where other != service {
            guard FileManager.default.fileExists(atPath: path + "/" + file) else { continue }
            throw HostingError(
                "--data \(path) is the data folder of a \(other): it holds \(file). Each service needs a folder of its own: "
                    + "name another one")
        }
    }

    private static func reason(_ code: Int32) -> String { unsafe String(cString: strerror(code)) }
}

/// Why a service does not start.
package struct HostingError: Error, CustomStringConvertible {
    package let description: String
    package init(_ description: String) { self.description = description }
}
