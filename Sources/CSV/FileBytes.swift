internal import CZlib
internal import Foundation

/// The bytes of a file in pieces, inflated where the file is gzip.
@safe package final class FileBytes {
    /// When the file was last changed, in milliseconds since 1970.
    package let modifiedAtMilliseconds: Int64
    /// As the file lies on disk.
    package let byteCount: Int64
    /// Of them.
    package var bytesRead: Int64 { unsafe Int64(gzoffset(file)) }
    private let file: gzFile
    private static let chunkBytes = 256 << 10

    package init(path: String) throws(CSVError) {
        var facts = stat()
        guard unsafe stat(path, &facts) == 0 else { throw Self.unreadable(errno) }
        guard facts.st_mode & S_IFMT != S_IFDIR else {
            throw CSVError("is a folder, expected a CSV file (.csv or .csv.gz)")
        }
        guard let file = unsafe gzopen(path, "rb") else { throw Self.unreadable(errno) }
        unsafe gzbuffer(file, UInt32(Self.chunkBytes))
        if path.hasSuffix(".gz"), unsafe gzdirect(file) == 1 {
            unsafe gzclose(file)
            throw CSVError(
                "is named .gz but is not gzip: its first two bytes must be 1f 8b. "
                    + "Compress it with gzip, or take .gz off its name.")
        }
        modifiedAtMilliseconds =
            Int64(facts.st_mtim.tv_sec) * 1_000 + Int64(facts.st_mtim.tv_nsec) / 1_000_000
        byteCount = Int64(facts.st_size)
        unsafe self.file = unsafe file
    }

    deinit { unsafe gzclose(file) }

    /// The next piece; empty at the end.
    package func next() throws(CSVError) -> [UInt8] {
        var count: Int32 = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: Self.chunkBytes) { buffer, filled in
            count = unsafe gzread(file, buffer.baseAddress, UInt32(buffer.count))
            filled = max(0, Int(count))
        }
        var code: Int32 = Z_OK
        let message = unsafe gzerror(file, &code).map { unsafe String(cString: $0) } ?? ""
        // A stream that ends too early is only told once everything before its end was handed out.
        guard count > 0 || code == Z_OK || code == Z_STREAM_END else {
            throw CSVError(Self.damage(code, message))
        }
        return bytes
    }

    private static func damage(_ code: Int32, _ message: String) -> String {
        switch code {
        case Z_BUF_ERROR: "the gzip file is cut short: get it again"
        case Z_ERRNO: "reading failed: \(reason(errno))"
        default: "the gzip file is damaged (\(message)): get it again"
        }
    }

    private static func unreadable(_ code: Int32) -> CSVError {
        CSVError("cannot be read: \(reason(code))")
    }

    private static func reason(_ code: Int32) -> String { unsafe String(cString: strerror(code)) }
}
