/// Finds the slot that a key has in somebody's flat array: open addressing, eight bytes a place, nothing else
/// allocated. Keys stay in the array; a place holds 32 bits of the key's hash beside the slot, so that what is not
/// there is nearly always known without reading a key. Nothing is ever taken out.
struct SlotIndex: Sendable {
    /// The hash in the upper half; the slot plus one in the lower, 0 where nobody is. A power of two of them.
    private var places: [UInt64] = []
    private var count = 0

    init() {}

    init(roomFor count: Int) {
        guard count > 0 else { return }
        var size = 16
        while size * 3 < count * 4 { size *= 2 }
        places = [UInt64](repeating: 0, count: size)
    }

    /// - Parameter isSought: whether the key in a slot is the one with this hash.
    @inline(__always)
    func find(_ hash: UInt64, _ isSought: (Int) -> Bool) -> Int? {
        guard !places.isEmpty else { return nil }
        let tag = hash << 32
        var at = start(of: tag)
        while places[at] != 0 {
            if (places[at] ^ tag) >> 32 == 0 {
                let slot = Int(truncatingIfNeeded: places[at] & 0xFFFF_FFFF) &- 1
                if isSought(slot) { return slot }
            }
            at = next(at)
        }
        return nil
    }

    /// - Precondition: `find` finds nothing for the key.
    mutating func insert(_ hash: UInt64, _ slot: Int) {
        if count * 4 >= places.count * 3 { grow() }
        count += 1
        place(hash << 32 | UInt64(slot + 1))
    }

    mutating func removeAll() {
        count = 0
        for at in places.indices { places[at] = 0 }
    }

    private mutating func grow() {
        let old = places
        places = [UInt64](repeating: 0, count: max(16, old.count * 2))
        for entry in old where entry != 0 { place(entry) }
    }

    private mutating func place(_ entry: UInt64) {
        var at = start(of: entry)
        while places[at] != 0 { at = next(at) }
        places[at] = entry
    }

    @inline(__always)
    private func start(of entry: UInt64) -> Int {
        Int(truncatingIfNeeded: entry >> 32) & (places.count &- 1)
    }

    @inline(__always)
    private func next(_ at: Int) -> Int { (at &+ 1) & (places.count &- 1) }
}
