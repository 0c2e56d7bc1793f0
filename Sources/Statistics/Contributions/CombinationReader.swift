import Catalogue
import Wire

/// Reads combinations of options out of canonical content, as their numbers.
struct CombinationReader: Sendable {
    private let knownOptions: Set<UInt32>
    private var cache = CombinationCache()
    private var options: [UInt32] = []

    init(_ catalogue: Catalogue) {
        knownOptions = Set(catalogue.categories.flatMap { $0.options.map(\.id) })
    }

    /// Thrown where the catalogue does not know an option, or there are more combinations than numbers.
    private enum Unread: Error { case unknown }

    mutating func number(
        _ bytes: Span<UInt8>, at position: inout Int, _ combinations: inout Numbering<[UInt32]>
    ) throws -> UInt32 {
        let count = try bytes.varint(at: &position)
        guard count > 0 else { return 0 }
        options.removeAll(keepingCapacity: true)
        var packed = CombinationCache.Packed()
        var isPacked = true
        for _ in 0..<count {
            let id = UInt32(truncatingIfNeeded: try bytes.varint(at: &position))
            isPacked = isPacked && packed.append(id)
            options.append(id)
        }
        if isPacked, let number = cache.number(of: packed) { return number }
        guard options.allSatisfy(knownOptions.contains) else { throw Unread.unknown }
        let number = combinations.intern(options)
        guard number <= CellKey.combinationLimit else { throw Unread.unknown }
        if isPacked { cache.keep(number, for: packed) }
        return number
    }
}
