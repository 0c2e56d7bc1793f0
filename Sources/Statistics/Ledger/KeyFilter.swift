/// Tells of most keys that were never folded that they were not, so that a new report asks neither overlay nor store: the
/// lookup of a key that is not there was two fifths of the fold's time with random ids. Four bits for a key, all in one
/// word (a Bloom filter in one cache line), in 8 MB however many keys there are: the more there are, the
/// more often the store is asked in vain.
struct KeyFilter: Sendable {
    /// With more rows than these nobody reads them all at the start to fill it; then there is none.
    static let rowLimit: Int64 = 4_000_000

    private var words = [UInt64](repeating: 0, count: 1 << 20)

    mutating func insert(_ hash: UInt64) { words[Self.word(hash)] |= Self.bits(hash) }

    /// False only where the key was never inserted.
    func mayHold(_ hash: UInt64) -> Bool {
        let bits = Self.bits(hash)
        return words[Self.word(hash)] & bits == bits
    }

    private static func word(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 44) }

    private static func bits(_ hash: UInt64) -> UInt64 {
        1 << (hash & 63) | 1 << (hash >> 6 & 63) | 1 << (hash >> 12 & 63) | 1 << (hash >> 18 & 63)
    }
}
