/// One thing that two catalogues say differently.
package struct CatalogueChange: Hashable, Sendable {
    /// What follows from a change, from the lightest to the heaviest.
    package enum Weight: Int, Hashable, Comparable, Sendable, CaseIterable {
        /// Names, definitions, notes.
        case words
        /// What is accepted, what is due, what can be asked.
        case rules
        /// What a report contributes: aggregators make their sums anew.
        case sums
        /// Reports that were sent already would be read as something else. Not permitted.
        case breaks

        package static func < (left: Weight, right: Weight) -> Bool { left.rawValue < right.rawValue }
    }

    package let weight: Weight
    /// Such as `element CP_FILED`.
    package let part: String
    /// What it was and what it is.
    package let text: String
}

extension Catalogue {
    /// What changes where `new` takes this catalogue's place, in the order of the file, the heaviest first.
    package func changes(to new: Catalogue) -> [CatalogueChange] {
        guard digest != new.digest else { return [] }
        var changes = versionChanges(to: new)
        let (before, after) = (comparedParts, new.comparedParts)
        let kept = Set(before.map(\.identity)).intersection(after.map(\.identity))
        let partners = Dictionary(after.map { ($0.identity, $0) }) { first, _ in first }
        for part in before {
            guard kept.contains(part.identity), let partner = partners[part.identity] else {
                changes.append(part.disappearance(in: after))
                continue
            }
            changes += part.changes(to: partner)
        }
        let known = Set(before.map(\.title))
        changes += after.filter { !kept.contains($0.identity) && !known.contains($0.title) }.map {
            CatalogueChange(weight: $0.presence, part: $0.title, text: "is new")
        }
        return changes.enumerated().sorted {
            $0.element.weight != $1.element.weight
                ? $0.element.weight > $1.element.weight : $0.offset < $1.offset
        }.map(\.element)
    }

    private func versionChanges(to new: Catalogue) -> [CatalogueChange] {
        guard new.version <= version else { return [] }
        let text =
            new.version == version
            ? "stays \(version), but the file is another: give the changed file version \(version + 1)"
            : "goes back from \(version) to \(new.version): give the changed file version \(version + 1)"
        return [CatalogueChange(weight: .breaks, part: "version", text: text)]
    }
}
