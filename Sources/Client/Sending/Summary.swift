package import Wire

/// What a command did with its rows.
package struct Summary: Equatable, Sendable {
    package var accepted: Int
    package var rejected: Int
    package var spooled: Int
    /// Of those spooled: saved so far in a collector's future that it did not take them yet.
    package var waitingForClock: Int
    /// What a collector had acknowledged before and lost, accepted again; no rows of this command.
    package var resent: Int
    /// Of the journals that acknowledged something; empty where nothing ever was.
    package var positions: [JournalPosition]
    package var ending: Sender.Ending
    /// Why a file could not be read to its end; the rows before that place are counted.
    package var inputError: ClientError?

    package init(
        accepted: Int, rejected: Int, spooled: Int, waitingForClock: Int = 0, resent: Int = 0,
        positions: [JournalPosition],
        ending: Sender.Ending,
        inputError: ClientError? = nil
    ) {
        self.accepted = accepted
        self.rejected = rejected
        self.spooled = spooled
        self.waitingForClock = waitingForClock
        self.resent = resent
        self.positions = positions
        self.ending = ending
        self.inputError = inputError
    }

    /// The last line on standard output.
    package var line: String {
        "accepted \(accepted), rejected \(rejected), spooled \(spooled), position \(PositionToken.text(positions))"
    }

    package var exitCode: Int32 {
        switch ending {
        case .complete: inputError != nil ? 1 : rejected > 0 ? 3 : 0
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
