/// How many columns of a terminal a text takes.
///
/// Unicode Standard Annex 11 (East Asian Width): characters of the classes W and F take two columns, combining marks
/// none, all others one.
package enum TextWidth {
    package static func columns(_ text: String) -> Int {
        // Most cells are codes and numbers.
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text.utf8.count }
        return text.reduce(0) { $0 + columns($1) }
    }

    private static func columns(_ character: Character) -> Int {
        guard let first = character.unicodeScalars.first else { return 0 }
        if [.nonspacingMark, .enclosingMark, .control, .format].contains(first.properties.generalCategory) {
            return 0
        }
        return wide.contains { $0.contains(first.value) } ? 2 : 1
    }

    /// The blocks of classes W and F that names and notes are written in.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F,  // Hangul initial consonants
        0x2E80...0x303E,  // CJK radicals, symbols and punctuation
        0x3041...0x33FF,  // kana, bopomofo, compatibility
        0x3400...0x4DBF, 0x4E00...0x9FFF,  // CJK ideographs
        0xA000...0xA4CF,  // Yi
        0xA960...0xA97F, 0xAC00...0xD7A3,  // Hangul
        0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F,  // compatibility forms
        0xFF01...0xFF60, 0xFFE0...0xFFE6,  // fullwidth forms
        0x1F300...0x1F64F, 0x1F900...0x1F9FF,  // pictographs
        0x20000...0x2FFFD, 0x30000...0x3FFFD,  // CJK ideographs outside the basic plane
    ]
}
