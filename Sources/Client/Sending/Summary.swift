package import Wire

/// What a command did with its rows.
package struct Summary: Equatable, Sendable {
    package var accepted: Int
    package var rejected: Int
    package var spooled: Int
    /// Of the journals that acknowledged something; empty where nothing ever was.
    package var positions: [JournalPosition]
    package var ending: Sender.Ending

    package init(
        accepted: Int, rejected: Int, spooled: Int, positions: [JournalPosition], ending: Sender.Ending
    ) {
        self.accepted = accepted
        self.rejected = rejected
        self.spooled = spooled
        self.positions = positions
        self.ending = ending
    }

    /// The last line on standard output.
    package var line: String {
        "accepted \(accepted), rejected \(rejected), spooled \(spooled), position \(PositionToken.text(positions))"
    }

    package var exitCode: Int32 {
        switch ending {
        case .complete: rejected > 0 ? 3 : 0
        case .gaveUp: 4
        case .refused: 1
        case .interrupted: 130
        }
    }
}

/// What `--at-least` takes: `JOURNAL:POSITION`, several joined by `+`; `-` sets no condition.
package enum PositionToken {
    package static func text(_ positions: [JournalPosition]) -> String {
        let texts = positions.map(\.description).sorted()
        return texts.isEmpty ? "-" : texts.joined(separator: "+")
    }

    /// Nil where the text is none.
    package static func read(_ text: String) -> [JournalPosition]? {
        guard text != "-" else { return [] }
        var positions: [JournalPosition] = []
        for part in text.split(separator: "+", omittingEmptySubsequences: false) {
            guard let position = JournalPosition(String(part)) else { return nil }
            positions.append(position)
        }
        return positions
    }
}
