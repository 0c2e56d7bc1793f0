internal import CZlib

/// Strict zlib (RFC 1950): one stream, exactly the declared length, nothing behind it, no preset dictionary.
///
/// Keep one per thread of work: setting up a stream costs more than a small body.
@safe public struct Inflater: ~Copyable {
    // zlib points back to its stream, so it stays at one address.
    private let stream: UnsafeMutablePointer<z_stream>

    public init() {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        let code = unsafe inflateInit2_(
            stream, MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(code == Z_OK, "zlib could not allocate its state")
    }

    deinit {
        unsafe inflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// Inflates `packed` to exactly `length` bytes. The caller has checked `length` against its limit.
    public mutating func inflate(_ packed: Span<UInt8>, length: Int) throws(WireError) -> [UInt8] {
        guard packed.count >= 2 else { throw .badCompression(reason: "too short for a zlib header") }
        guard packed[1] & 0x20 == 0 else {
            throw .badCompression(reason: "a preset dictionary is not permitted")
        }
        var code = Z_OK
        var unread = 0
        let plain = unsafe [UInt8](unsafeUninitializedCapacity: max(length, 1)) { target, filled in
            unsafe packed.withUnsafeBufferPointer { source in
                unsafe inflateReset(stream)
                unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
                unsafe stream.pointee.avail_in = UInt32(source.count)
                unsafe stream.pointee.next_out = target.baseAddress
                unsafe stream.pointee.avail_out = UInt32(length)
                code = unsafe CZlib.inflate(stream, Z_FINISH)
                unread = unsafe Int(stream.pointee.avail_in)
                filled = unsafe length - Int(stream.pointee.avail_out)
            }
        }
        switch code {
        case Z_STREAM_END: break
        case Z_BUF_ERROR where unread > 0 || (plain.count == length && length == 0):
            throw .badCompression(reason: "it inflates past the declared length")
        case Z_BUF_ERROR: throw .badCompression(reason: "it ends before its stream does")
        case Z_NEED_DICT: throw .badCompression(reason: "a preset dictionary is not permitted")
        default: throw .badCompression(reason: "its bytes are damaged")
        }
        guard plain.count == length else {
            throw .badCompression(reason: "it inflates to less than declared")
        }
        guard unread == 0 else { throw .badCompression(reason: "bytes follow the stream") }
        return plain
    }
}
