internal import Crypto
package import Wire

extension EventID {
    /// The id of a happening that its source system names otherwise than by a UUID: the first 16 bytes of
    /// SHA-256(code of the data set, a zero byte, the text).
    package init(hashing text: [UInt8], dataSet code: String) {
        var hash = SHA256()
        hash.update(data: Array(code.utf8))
        hash.update(data: [0])
        hash.update(data: text)
        var high: UInt64 = 0
        var low: UInt64 = 0
        for (index, byte) in hash.finalize().prefix(16).enumerated() {
            if index < 8 { high = high << 8 | UInt64(byte) } else { low = low << 8 | UInt64(byte) }
        }
        self.init(high: high, low: low)
    }
}
