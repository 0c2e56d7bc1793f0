internal import Catalogue
internal import Wire

/// What the answers want their reader to know, beside the definitions that the catalogue's own page has.
struct BriefNotes {
    private let plan: BriefPlan
    private let notes: [String]

    init(_ plan: BriefPlan, _ answers: BriefAnswers) {
        self.plan = plan
        // Where the unit began, ended or has successors explains its charts: of notes on more and less of it, the longest.
        let isOfUnit = { (note: String) in Self.parts(note)?.items == [plan.unit.description] }
        let ofUnit = (answers.notes(.cells) + answers.notes(.trend)).filter(isOfUnit).max {
            $0.count < $1.count
        }
        var notes = [ofUnit].compactMap { $0 }
        for note in answers.notes(.cells) where !notes.contains(note) && !isOfUnit(note) {
            if !Self.isDefinition(note, plan.catalogue) { notes.append(note) }
        }
        self.notes = notes.sorted()
    }

    /// Those that name something of a subject's lines and of none before it: each stands on the page once.
    func notes(_ subject: Int) -> [Brief.Note] {
        let codes = plan.subjects.map { Self.codes($0.lines) }
        let before = codes[..<subject].reduce(into: Set<String>()) { $0.formUnion($1) }
        var texts: [String] = []
        var named: [String: [String]] = [:]
        for (items, text) in notes.compactMap(Self.parts) {
            let own = items.filter { codes[subject].contains($0) && !before.contains($0) }
            guard !own.isEmpty else { continue }
            if named[text] == nil { texts.append(text) }
            named[text, default: []] += own
        }
        return texts.map { text in
            Brief.Note(names: (named[text] ?? []).map(names), text: text)
        }
    }

    /// Those that name nothing of the page's.
    var others: [String] {
        let codes = plan.subjects.reduce(into: Set<String>()) { $0.formUnion(Self.codes($1.lines)) }
        return notes.filter { note in
            Self.parts(note).map { codes.isDisjoint(with: $0.items) } ?? true
        }
    }

    private static func codes(_ lines: [BriefPlan.Line]) -> Set<String> {
        Set(lines.flatMap { [$0.indicator.indicator.code] + $0.indicator.elements })
    }

    private func names(_ code: String) -> Names {
        plan.catalogue.element(code)?.names ?? plan.catalogue.indicator(code)?.names ?? Names(code)
    }

    /// What the catalogue says of an indicator stands on the catalogue's own page.
    private static func isDefinition(_ note: String, _ catalogue: Catalogue) -> Bool {
        guard let (items, text) = parts(note), items.count == 1,
            let names = catalogue.indicator(items[0])?.note
        else { return false }
        return text.hasSuffix(names.chinese) || text.hasSuffix(names.english)
    }

    /// A note begins with the codes that it is about, in each of its languages.
    private static func parts(_ note: String) -> (items: [String], text: String)? {
        let head = note.prefix { $0.isASCII && ($0.isUppercase || $0.isNumber || "_, ".contains($0)) }
        guard let colon = [": ", "："].first(where: note.dropFirst(head.count).hasPrefix) else { return nil }
        let items = head.split(separator: ", ").map(String.init)
        guard !items.isEmpty else { return nil }
        let text = [": ", "："].reduce(String(note.dropFirst(head.count + colon.count))) { text, colon in
            text.replacing(" / \(head)\(colon)", with: " / ")
        }
        return (items, text)
    }
}
