package import Wire

/// What somebody reads: chosen, or as their locale says.
package enum LanguageChoice: String, CaseIterable, Sendable {
    case zh, en, both

    /// By POSIX's order of variables. `C`, `POSIX` and what is neither Chinese nor English say nothing of what is read.
    ///
    /// - Parameter environment: of the process.
    package init(locale environment: [String: String]) {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first {
            !$0.isEmpty
        }
        let language = locale.map { $0.prefix { $0.isLetter }.lowercased() } ?? ""
        self = Self(rawValue: language) ?? .both
    }

    package var languages: [Language] {
        switch self {
        case .zh: [.chinese]
        case .en: [.english]
        case .both: [.chinese, .english]
        }
    }
}
