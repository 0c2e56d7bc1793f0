/// Hashes keys of a few machine words for `SlotIndex`: one multiplication for two words. Seeded at random for each process, since event ids are for clients to choose: nobody can
/// choose them so that they meet in one place.
enum KeyHash {
    private static let seeds = (
        first: UInt64.random(in: .min ... .max), second: UInt64.random(in: .min ... .max)
    )

    @inline(__always)
    static func of(_ first: UInt64, _ second: UInt64) -> UInt64 {
        let product = (first ^ seeds.first).multipliedFullWidth(by: second ^ seeds.second)
        return product.high ^ product.low
    }
}
