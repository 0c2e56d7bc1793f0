/// Whether a text is in one language alone, told by its characters.
enum Said {
    /// No Chinese character, and no mark of Chinese writing.
    static func isEnglish(_ text: String) -> Bool {
        !text.unicodeScalars.contains { isChinese($0) } && text.contains { $0.isLetter }
    }

    /// Chinese, and nowhere three English words one after the other: codes stand in every language.
    static func isChinese(_ text: String) -> Bool {
        text.unicodeScalars.contains { isChinese($0) }
            && text.firstMatch(of: /\b[a-z]+ [a-z]+ [a-z]+\b/) == nil
    }

    private static func isChinese(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3000...0x303F, 0x3400...0x9FFF, 0xFF00...0xFFEF: true
        default: false
        }
    }
}
