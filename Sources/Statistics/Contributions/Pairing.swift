import Catalogue

/// What a report must have all of to count in an indicator, as `Pairings` says, with slots for codes.
struct Pairing: Sendable {
    struct Part: Sendable {
        let slot: Int
        /// Ids of the options that a cell must have.
        let options: [UInt32]
        /// Takes the part of reports that lack another.
        let column: RollupKey.Column
    }

    let parts: [Part]
    let isWhole: Bool
    let isMixed: Bool
}

extension Pairing {
    init(_ pairing: Pairings.Pairing, _ slotOf: [String: Int], _ columns: ColumnPlan, _ catalogue: Catalogue)
    {
        isWhole = pairing.isWhole
        isMixed = pairing.isMixed
        parts = pairing.selections.compactMap { selection in
            guard let slot = slotOf[selection.element],
                let column = columns.column(leftOutOf: pairing.indicator, selection)
            else { return nil }
            return Part(
                slot: slot,
                options: selection.filter.compactMap { code, option in
                    catalogue.category(code)?.options.first { $0.code == option }?.id
                },
                column: column)
        }
    }

    /// Hands over the values of a report that the indicator is made of, each with the column for what is left out of it, and
    /// whether another part is missing beside it.
    ///
    /// - Parameters:
    ///   - values: ascending by slot, then by options.
    ///   - options: of a combination.
    func each(
        _ values: [ContributionReader.Value], options: (UInt32) -> [UInt32],
        _ take: (ContributionReader.Value, RollupKey.Column, _ isLeftOut: Bool) -> Void
    ) {
        if isWhole {
            let isComplete = parts.allSatisfy { part in values.contains { part.takes($0, options) } }
            guard !isComplete || isMixed else { return }
            for part in parts {
                for value in values where part.takes(value, options) { take(value, part.column, !isComplete) }
            }
        } else {
            let isComplete = hasSameCells(values)
            guard !isComplete || isMixed else { return }
            for part in parts {
                for value in values where value.slot == part.slot {
                    take(value, part.column, !isComplete && !self.isComplete(value.combination, values))
                }
            }
        }
    }

    /// Nearly every report has.
    private func hasSameCells(_ values: [ContributionReader.Value]) -> Bool {
        let first = values.filter { $0.slot == parts[0].slot }
        return parts.dropFirst().allSatisfy { part in
            var index = 0
            for value in values where value.slot == part.slot {
                guard index < first.count, first[index].combination == value.combination else { return false }
                index += 1
            }
            return index == first.count
        }
    }

    private func isComplete(_ combination: UInt32, _ values: [ContributionReader.Value]) -> Bool {
        parts.allSatisfy { part in
            values.contains { $0.slot == part.slot && $0.combination == combination }
        }
    }
}

extension Pairing.Part {
    fileprivate func takes(_ value: ContributionReader.Value, _ options: (UInt32) -> [UInt32]) -> Bool {
        guard value.slot == slot else { return false }
        guard !self.options.isEmpty else { return true }
        let has = options(value.combination)
        return self.options.allSatisfy(has.contains)
    }
}
