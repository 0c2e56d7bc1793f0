/// Which known names a mistyped one may have meant.
enum NameDistance {
    /// The three names that take the fewest insertions, deletions and replacements, case not counted.
    static func nearest(to name: String, among known: [String]) -> [String] {
        let measured = known.map { (name: $0, distance: distance(name.lowercased(), $0.lowercased())) }
        return measured.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(3).map(\.name)
    }

    private static func distance(_ left: String, _ right: String) -> Int {
        let left = Array(left.utf8)
        let right = Array(right.utf8)
        var row = Array(0...right.count)
        for (index, byte) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in right.indices {
                let replaced = diagonal + (byte == right[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, row[column] + 1, row[column + 1] + 1)
            }
        }
        return row[right.count]
    }
}
