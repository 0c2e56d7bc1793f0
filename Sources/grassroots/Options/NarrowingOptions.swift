internal import ArgumentParser
internal import Client
internal import Wire

// What questions of every sort may be narrowed to.

struct PeriodOptions: ParsableArguments {
    @Option(help: ArgumentHelp("A period, or the first and the last; left out: all.", valueName: "P|A..B"))
    var period: String?

    func validate() throws { _ = try periods() }

    func periods() throws -> Query.Periods? {
        guard let period else { return nil }
        guard let dots = period.firstRange(of: "..") else {
            return Query.Periods(first: period, last: period)
        }
        let (first, last) = (period[..<dots.lowerBound], period[dots.upperBound...])
        guard !first.isEmpty, !last.isEmpty else {
            throw ValidationError(
                "--period \(period): expected a period, or two of the same kind such as 202501..202512")
        }
        return Query.Periods(first: String(first), last: String(last))
    }
}

struct AtLeastOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Wait until the answer includes this position; may be repeated. - sets no condition.",
            valueName: "JOURNAL:POSITION[+…]"))
    var atLeast: [String] = []

    func validate() throws { _ = try positions() }

    func positions() throws -> [JournalPosition] {
        try atLeast.flatMap { text in
            guard let positions = PositionToken.read(text) else {
                throw ValidationError(
                    "--at-least \(text): expected JOURNAL:POSITION as the last line of send says, several joined by +"
                )
            }
            return positions
        }
    }
}

/// The positions that an answer must include, and how long they may take.
struct PositionOptions: ParsableArguments {
    @OptionGroup var atLeast: AtLeastOptions

    @Option(help: ArgumentHelp("How long to wait for --at-least.", valueName: "SECONDS"))
    var timeout = 60

    func validate() throws {
        guard (0...86_400).contains(timeout) else {
            throw ValidationError("--timeout \(timeout): expected 0 to 86400 seconds")
        }
    }

    var waitMilliseconds: UInt64 { UInt64(max(0, timeout)) * 1_000 }

    func positions() throws -> [JournalPosition] { try atLeast.positions() }
}

struct ReportNameArguments: ParsableArguments {
    @Argument(help: ArgumentHelp("The form's code.", valueName: "DATA_SET"), completion: Completions.dataSets)
    var dataSet: String

    @Argument(help: ArgumentHelp("The code of the unit that reported it.", valueName: "UNIT"))
    var unit: String

    @Argument(
        help: ArgumentHelp(
            "A return's period; an event's id, a UUID or the text that its source calls it.",
            valueName: "PERIOD|ID"))
    var key: String
}
