/// The numbers of the combinations of options that reports named last: the same few come again and again, and a list
/// in a dictionary costs more than the rest of a report together.
struct CombinationCache: Sendable {
    private static let places = 256

    private var lists = [UInt64](repeating: 0, count: places)
    private var numbers = [UInt32](repeating: 0, count: places)

    /// A list of up to four ids in 16 bits each; `nil` where it does not fit, which is rare and no fault.
    struct Packed: Sendable {
        fileprivate var bits: UInt64 = 0

        mutating func append(_ id: UInt32) -> Bool {
            guard bits >> 48 == 0, (1...0xFFFF).contains(id) else { return false }
            bits = bits << 16 | UInt64(id)
            return true
        }
    }

    func number(of list: Packed) -> UInt32? {
        let place = Self.place(list)
        return lists[place] == list.bits ? numbers[place] : nil
    }

    mutating func keep(_ number: UInt32, for list: Packed) {
        let place = Self.place(list)
        lists[place] = list.bits
        numbers[place] = number
    }

    private static func place(_ list: Packed) -> Int { Int(KeyHash.of(list.bits, 0) % UInt64(places)) }
}
