internal import ArgumentParser
internal import Client
internal import Foundation

/// A file that a command was asked to write: it has its name only when it is whole, and replaces the file that had it.
/// What is no file, such as a pipe or a terminal, is written as it is.
final class WrittenFile {
    private let path: String
    private let flag: String
    private let writtenPath: String
    private let descriptor: Descriptor
    private var pending: [UInt8] = []

    private static let blockSize = 1 << 18

    /// Writes a file as a whole; where that fails, nothing of it stays.
    ///
    /// - Parameter flag: which named the file, for messages.
    static func write(
        to path: String, flag: String, _ body: (WrittenFile) throws -> Void
    ) throws {
        let file = try WrittenFile(path, flag)
        do {
            try body(file)
            try file.finish()
        } catch {
            file.discard()
            throw error
        }
    }

    /// What there is of a file that was not written to its end.
    static func remains(_ path: String) -> String {
        isReplaced(path) ? "nothing was written to \(path)" : "what was written to \(path) is not complete"
    }

    /// Whether a path names a file, or nothing yet.
    static func isReplaced(_ path: String) -> Bool {
        var facts = stat()
        return unsafe lstat(path, &facts) != 0 || facts.st_mode & S_IFMT == S_IFREG
    }

    private init(_ path: String, _ flag: String) throws {
        self.path = path
        self.flag = flag
        writtenPath = Self.isReplaced(path) ? path + ".part" : path
        let number = unsafe open(writtenPath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard number >= 0 else { throw Self.failure(flag, path, SystemError(code: errno)) }
        descriptor = Descriptor(number)
    }

    deinit { close(descriptor.number) }

    func write(_ bytes: [UInt8]) throws {
        pending += bytes
        if pending.count >= Self.blockSize { try writePending() }
    }

    private func finish() throws {
        try writePending()
        guard unsafe writtenPath == path || rename(writtenPath, path) == 0 else {
            throw Self.failure(flag, path, SystemError(code: errno))
        }
    }

    private func discard() {
        if writtenPath != path { unsafe unlink(writtenPath) }
    }

    private func writePending() throws {
        do {
            try descriptor.write(pending)
        } catch  where error.code == EPIPE {
            throw ExitCode.closedPipe
        } catch {
            throw Self.failure(flag, path, error)
        }
        pending.removeAll(keepingCapacity: true)
    }

    private static func failure(_ flag: String, _ path: String, _ error: SystemError) -> ClientError {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        let reason = error.code == ENOENT ? "there is no folder \(folder)" : "\(error)"
        return ClientError(
            .output,
            "\(flag) \(path) cannot be written: \(reason). It needs a folder that can be written and has room"
        )
    }
}
