import Catalogue

/// The codes that somebody probably meant.
enum Nearest {
    /// Up to three of the candidates with the least edits, letter case aside, as ` Did you mean A, B?`; empty where
    /// nothing is near.
    static func hint(_ code: String, among candidates: [String]) -> Names {
        let asked = Array(code.lowercased().utf8)
        let ranked = candidates.map { (code: $0, edits: edits(asked, Array($0.lowercased().utf8))) }
            .filter { $0.edits <= max(2, asked.count / 2) }
            .sorted { ($0.edits, $0.code) < ($1.edits, $1.code) }
            .prefix(3)
        guard !ranked.isEmpty else { return Names("") }
        let near = Names(list: ranked.map(\.code))
        return Names(chinese: "是否指 \(near.chinese)？", english: " Did you mean \(near.english)?")
    }

    /// Insertions, removals and replacements that turn one into the other.
    static func edits(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (line, byte) in left.enumerated() {
            var diagonal = row[0]
            row[0] = line + 1
            for (column, other) in right.enumerated() {
                let replaced = diagonal + (byte == other ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
            }
        }
        return row[right.count]
    }
}
