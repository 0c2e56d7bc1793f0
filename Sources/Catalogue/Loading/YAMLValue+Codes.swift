/// What a code must look like.
enum CodeForm {
    /// `CP_FILED`
    case element
    /// `city-problem`
    case dataSet
    /// `social_org`
    case option

    var expected: String {
        switch self {
        case .element: "a capital letter, then capital letters, digits and _ (CP_FILED)"
        case .dataSet: "a small letter, then small letters, digits and - (city-problem)"
        case .option: "a small letter, then small letters, digits and _ (social_org)"
        }
    }

    func permits(_ code: String) -> Bool {
        let letters: ClosedRange<UInt8> = self == .element ? 0x41...0x5A : 0x61...0x7A
        let mark = self == .dataSet ? UInt8(ascii: "-") : UInt8(ascii: "_")
        guard let first = code.utf8.first, letters.contains(first) else { return false }
        return code.utf8.allSatisfy { letters.contains($0) || (0x30...0x39).contains($0) || $0 == mark }
    }
}

extension YAMLValue {
    func code(_ form: CodeForm) throws(CatalogueError) -> String {
        let code = try text()
        guard form.permits(code) else {
            throw refused("'\(code)' is no code here, expected \(form.expected)")
        }
        return code
    }

    /// An id: a small number that is never used again for anything else.
    func id() throws(CatalogueError) -> UInt32 { UInt32(try integer(in: 1...Int64(UInt32.max))) }

    func codes(_ form: CodeForm) throws(CatalogueError) -> [String] {
        try list { (value) throws(CatalogueError) in try value.code(form) }
    }

    func names() throws(CatalogueError) -> Names {
        let fields = try fields(["zh", "en"])
        return Names(chinese: try fields("zh").text(), english: try fields("en").text())
    }
}
