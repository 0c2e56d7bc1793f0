/// What a question is answered with: typed columns, rows, and as of when it is true.
public struct ResultTable: Equatable, Sendable {
    public struct Column: Hashable, Sendable {
        public enum Kind: Hashable, Sendable {
            case text
            case integer
            /// An integer that stands for value / 10^scale; `isPercent`: it is shown with %.
            case decimal(scale: UInt8, isPercent: Bool)
            /// Numbers of different scales: each cell is a text of digits with its own decimals, or a date.
            case digits
        }

        /// As it was asked: `unit`, `month`, `type`, `CP_FILED`, `EC_URBAN_RATE.numerator`.
        public var name: String
        public var kind: Kind
        /// For people; empty where there is no such name.
        public var chinese: String
        public var english: String

        public init(name: String, kind: Kind, chinese: String = "", english: String = "") {
            self.name = name
            self.kind = kind
            self.chinese = chinese
            self.english = english
        }
    }

    public enum Value: Hashable, Sendable {
        /// Undefined: not reported, or divided by zero.
        case none
        case text(String)
        /// An integer, or a decimal in its smallest unit.
        case number(Int64)
    }

    /// A journal as far as the answer includes it.
    public struct AsOf: Hashable, Sendable {
        public var position: JournalPosition
        /// The journal's head when it was last heard of; `position` behind it is the lag.
        public var headPosition: UInt64
        /// When the answering service last heard from that collector; 0: not since it started.
        public var heardAtMilliseconds: Int64

        public init(position: JournalPosition, headPosition: UInt64, heardAtMilliseconds: Int64) {
            self.position = position
            self.headPosition = headPosition
            self.heardAtMilliseconds = heardAtMilliseconds
        }
    }

    public var columns: [Column]
    /// Each with one value per column.
    public var rows: [[Value]]
    public var asOf: [AsOf]
    public var answeredAtMilliseconds: Int64
    /// Rollup cells and ledger rows that were read for it: the cost, which does not grow with the reports behind it.
    public var cellsRead: UInt64
    public var ledgerRowsRead: UInt64
    /// What a reader must know besides, each a sentence.
    public var notes: [String]

    public init(
        columns: [Column], rows: [[Value]] = [], asOf: [AsOf] = [], answeredAtMilliseconds: Int64 = 0,
        cellsRead: UInt64 = 0, ledgerRowsRead: UInt64 = 0, notes: [String] = []
    ) {
        self.columns = columns
        self.rows = rows
        self.asOf = asOf
        self.answeredAtMilliseconds = answeredAtMilliseconds
        self.cellsRead = cellsRead
        self.ledgerRowsRead = ledgerRowsRead
        self.notes = notes
    }
}
