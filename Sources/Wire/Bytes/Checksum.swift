internal import CZlib

/// CRC-32 as zlib, PNG and Ethernet compute it (polynomial 0xEDB88320): finds what a broken cable or disk does to
/// bytes, and protects against nobody.
public enum Checksum {
    public static func crc32(_ bytes: Span<UInt8>) -> UInt32 {
        unsafe bytes.withUnsafeBufferPointer { buffer in
            UInt32(truncatingIfNeeded: unsafe CZlib.crc32_z(0, buffer.baseAddress, buffer.count))
        }
    }
}
