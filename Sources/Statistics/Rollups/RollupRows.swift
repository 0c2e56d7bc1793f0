/// Rollup rows by key, in the order of their first appearance.
struct RollupRows: Sendable {
    private(set) var keys: [RollupKey] = []
    var tables: [CellTable] = []
    private var index = SlotIndex()

    subscript(key: RollupKey) -> CellTable? {
        index.find(key.hash) { keys[$0] == key }.map { tables[$0] }
    }

    /// The row's number; a new row where there is none.
    mutating func number(of key: RollupKey) -> Int {
        let hash = key.hash
        if let number = index.find(hash, { keys[$0] == key }) { return number }
        index.insert(hash, keys.count)
        keys.append(key)
        tables.append(CellTable())
        return keys.count - 1
    }
}
