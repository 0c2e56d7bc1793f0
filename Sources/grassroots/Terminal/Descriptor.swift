internal import Foundation

/// Where bytes go: a file, a pipe or a terminal that is open.
struct Descriptor: Sendable {
    let number: Int32

    init(_ number: Int32) {
        self.number = number
        Self.ignorePipeSignal
    }

    /// Writes all bytes, or says with the system's number why not.
    func write(_ bytes: [UInt8]) throws(SystemError) {
        var done = 0
        while done < bytes.count {
            let count = unsafe bytes[done...].withUnsafeBytes { rest in
                unsafe Foundation.write(number, rest.baseAddress, rest.count)
            }
            switch count {
            case 0...: done += count
            case _ where errno == EINTR: break
            case _ where errno == EAGAIN: waitForRoom()
            default: throw SystemError(code: errno)
            }
        }
    }

    /// A pipe or a terminal may be shared with a program that told it not to wait.
    private func waitForRoom() {
        var waited = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
        _ = unsafe poll(&waited, 1, -1)
    }

    /// A closed pipe is an error of `write`, after which files are put in order, not a signal that ends everything.
    private static let ignorePipeSignal: Void = { _ = signal(SIGPIPE, SIG_IGN) }()
}

/// Why the system did not do what it was asked.
struct SystemError: Error, CustomStringConvertible {
    let code: Int32

    var description: String { unsafe String(cString: strerror(code)) }
}
