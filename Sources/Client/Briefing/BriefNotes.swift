internal import Catalogue
internal import Wire

/// What the answers want their reader to know, beside the definitions that the catalogue's own page has.
struct BriefNotes {
    private let plan: BriefPlan
    private let notes: [String]

    init(_ plan: BriefPlan, _ answers: BriefAnswers) {
        self.plan = plan
        let definitions = plan.catalogue.indicators.compactMap { indicator in
            indicator.note.map { (indicator.code, $0) }
        }
        // Where the unit began, ended or has successors explains its charts: of notes on more and less of it, the longest.
        let isOfUnit = { (note: String) in note.hasPrefix("\(plan.unit): ") }
        let ofUnit = (answers.notes(.cells) + answers.notes(.trend)).filter(isOfUnit).max {
            $0.count < $1.count
        }
        var notes = [ofUnit].compactMap { $0 }
        for note in answers.notes(.cells) where !notes.contains(note) && !isOfUnit(note) {
            let isDefinition = definitions.contains { code, names in
                note.hasPrefix("\(code): ")
                    && (note.hasSuffix(names.chinese) || note.hasSuffix(names.english))
            }
            if !isDefinition { notes.append(note) }
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

    /// A note begins with the codes that it is about, in each language that it is in.
    private static func parts(_ note: String) -> (items: [String], text: String)? {
        guard let colon = note.firstMatch(of: /: |：/) else { return nil }
        let codes = note[..<colon.range.lowerBound]
        let text = String(note[colon.range.upperBound...]).replacing(" / \(codes): ", with: " / ")
        return (codes.split(separator: ", ").map(String.init), text)
    }
}
