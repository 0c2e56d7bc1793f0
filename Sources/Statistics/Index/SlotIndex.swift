/// Finds the slot that a key has in somebody's flat array: open addressing, nothing else allocated. Keys stay in the array;
/// a place holds some bits of the key's hash beside the slot, so that what is not there is nearly always known without
/// reading a key. Nothing is ever taken out.
///
/// `Place`: eight bytes for four thousand million slots and 32 bits of the hash; four bytes, where there are many indexes,
/// for 2^26 slots (64 million) and six bits.
struct SlotIndex<Place: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
    private static var slotBits: Int { Place.bitWidth == 32 ? 26 : 32 }
    private static var slotMask: Place { (1 << Place(slotBits)) - 1 }

    /// The hash in the upper bits; the slot plus one in the lower, 0 where nobody is. A power of two of them.
    private var places: [Place] = []
    private var count = 0

    init() {}

    init(roomFor count: Int) {
        guard count > 0 else { return }
        var size = 16
        while size * 3 < count * 4 { size *= 2 }
        places = [Place](repeating: 0, count: size)
    }

    /// - Parameter isSought: whether the key in a slot is the one with this hash.
    @inline(__always)
    func find(_ hash: UInt64, _ isSought: (Int) -> Bool) -> Int? {
        guard !places.isEmpty else { return nil }
        let tag = Self.tag(hash)
        var at = start(of: hash)
        while places[at] != 0 {
            if (places[at] ^ tag) & ~Self.slotMask == 0 {
                let slot = Int(truncatingIfNeeded: places[at] & Self.slotMask) &- 1
                if isSought(slot) { return slot }
            }
            at = next(at)
        }
        return nil
    }

    /// True where `grow` must come before the next `insert`.
    var isFull: Bool { count * 4 >= places.count * 3 }

    /// - Precondition: `find` finds nothing for the key, and there is room.
    @inline(__always)
    mutating func insert(_ hash: UInt64, _ slot: Int) {
        precondition(slot < Int(truncatingIfNeeded: Self.slotMask), "an index has no more slots")
        count += 1
        place(hash, slot)
    }

    /// - Parameter hashOf: of the key in a slot that was inserted before.
    mutating func grow(_ hashOf: (Int) -> UInt64) {
        let old = places
        places = [Place](repeating: 0, count: max(16, old.count * 2))
        for entry in old where entry != 0 {
            let slot = Int(truncatingIfNeeded: entry & Self.slotMask) &- 1
            place(hashOf(slot), slot)
        }
    }

    mutating func removeAll() {
        count = 0
        for at in places.indices { places[at] = 0 }
    }

    @inline(__always)
    private mutating func place(_ hash: UInt64, _ slot: Int) {
        var at = start(of: hash)
        while places[at] != 0 { at = next(at) }
        places[at] = Self.tag(hash) | Place(truncatingIfNeeded: slot &+ 1)
    }

    /// The hash's upper bits, where the slot is not; its lower ones say where the search starts.
    @inline(__always)
    private static func tag(_ hash: UInt64) -> Place {
        Place(truncatingIfNeeded: hash >> 32) & ~slotMask
    }

    @inline(__always)
    private func start(of hash: UInt64) -> Int { Int(truncatingIfNeeded: hash) & (places.count &- 1) }

    @inline(__always)
    private func next(_ at: Int) -> Int { (at &+ 1) & (places.count &- 1) }
}
