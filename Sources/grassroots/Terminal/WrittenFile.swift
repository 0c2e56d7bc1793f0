internal import Client
internal import Foundation

/// A file that a command was asked to write: it has its name only when it is whole, and replaces the file that had it.
/// What is no file, such as a pipe or a terminal, is written as it is.
final class WrittenFile {
    private let path: String
    private let flag: String
    private let handle: FileHandle
    private var pending: [UInt8] = []

    private static let blockSize = 1 << 18
    private let writtenPath: String

    /// - Parameter flag: which named the file, for messages.
    init(path: String, flag: String) throws(ClientError) {
        self.path = path
        self.flag = flag
        let type = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
        writtenPath = type == nil || type == .typeRegular ? path + ".part" : path
        do {
            if writtenPath != path { try Data().write(to: URL(fileURLWithPath: writtenPath)) }
            handle = try FileHandle(forWritingTo: URL(fileURLWithPath: writtenPath))
            // Behind a link there may be a longer file; pipes and terminals cannot be cut.
            if writtenPath == path { try? handle.truncate(atOffset: 0) }
        } catch {
            throw Self.failure(flag, path, error)
        }
    }

    func write(_ bytes: [UInt8]) throws(ClientError) {
        pending += bytes
        if pending.count >= Self.blockSize { try writePending() }
    }

    func finish() throws(ClientError) {
        try writePending()
        do {
            try handle.close()
            // Unlike FileManager's move, this replaces.
            let isInPlace = unsafe writtenPath == path || rename(writtenPath, path) == 0
            guard isInPlace else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        } catch {
            throw Self.failure(flag, path, error)
        }
    }

    private func writePending() throws(ClientError) {
        do {
            try handle.write(contentsOf: Data(pending))
        } catch {
            throw Self.failure(flag, path, error)
        }
        pending.removeAll(keepingCapacity: true)
    }

    private static func failure(_ flag: String, _ path: String, _ error: any Error) -> ClientError {
        ClientError(
            .input,
            "\(flag) \(path) cannot be written: \(error.localizedDescription). It needs a folder that can be written "
                + "and has room")
    }
}
