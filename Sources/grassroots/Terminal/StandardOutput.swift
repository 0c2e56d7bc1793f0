internal import ArgumentParser
internal import Client
internal import Foundation

/// What every command answers through: an answer that does not arrive is an error, unlike with `print`.
enum StandardOutput {
    static func line(_ text: String) throws { try write(text + "\n") }

    static func write(_ text: String) throws { try write(Array(text.utf8)) }

    static func write(_ bytes: [UInt8]) throws {
        do {
            try Descriptor(STDOUT_FILENO).write(bytes)
        } catch  where error.code == EPIPE {
            throw ExitCode.closedPipe
        } catch {
            throw ClientError(
                .output,
                "standard output cannot be written: \(error). What was to stand there is lost or not complete: see "
                    + "where it goes, and run the command again")
        }
    }
}

extension ExitCode {
    /// Whoever reads has read enough, such as `head`, which is no error to tell of: what a shell says of a program that
    /// SIGPIPE ended.
    static let closedPipe = ExitCode(128 + SIGPIPE)
}
