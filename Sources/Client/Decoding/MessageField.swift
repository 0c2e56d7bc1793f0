/// A row of the specification's message tables.
struct MessageField: Sendable {
    indirect enum Content: Sendable {
        case varint
        case zigzag
        /// A zigzag: milliseconds since 1970-01-01T00:00:00Z.
        case time
        /// A varint that stands for one of these, from 0.
        case choice([String])
        /// A varint from the table of outcomes.
        case outcome
        case text
        /// Shown in hexadecimal.
        case bytes
        case fields([MessageField])
        /// A varint: how many bytes the `packedReports` beside it inflate to.
        case inflatedBytes
        /// Reports as in a batch's body.
        case reports
        /// The same as it travelled: compressed where `inflatedBytes` stands beside it.
        case packedReports
        /// A column of a result.
        case values
        /// Standing, arrival and sender of each report of an answer.
        case origins
    }

    let number: UInt64
    let name: String
    let content: Content
    /// It may stand several times; any other a second time is an error.
    let repeats: Bool

    init(_ number: UInt64, _ name: String, _ content: Content, repeats: Bool = false) {
        self.number = number
        self.name = name
        self.content = content
        self.repeats = repeats
    }
}
