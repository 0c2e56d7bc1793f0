/// A piece of an answer: results are streamed, so that no answer has to fit one frame, and never cut in silence: the
/// last piece says that it is the last.
public enum ResultPart: Equatable, Sendable {
    /// The first piece: everything but the rows.
    case head(ResultTable)
    case rows([[ResultTable.Value]])
    case end
    case failure(Failure)

    /// The pieces of a table.
    public static func parts(of table: ResultTable, rowsPerPart: Int = 4_096) -> [ResultPart] {
        var head = table
        head.rows = []
        var parts: [ResultPart] = [.head(head)]
        for start in stride(from: 0, to: table.rows.count, by: rowsPerPart) {
            parts.append(.rows(Array(table.rows[start..<min(start + rowsPerPart, table.rows.count)])))
        }
        parts.append(.end)
        return parts
    }
}

extension ResultPart {
    private enum Number {
        static let column: UInt64 = 1
        static let rowCount: UInt64 = 2
        static let columnData: UInt64 = 3
        static let asOf: UInt64 = 4
        static let answeredAt: UInt64 = 5
        static let cellsRead: UInt64 = 6
        static let ledgerRowsRead: UInt64 = 7
        static let note: UInt64 = 8
        static let end: UInt64 = 9
        static let failure: UInt64 = 10
    }

    public var body: [UInt8] {
        var fields = FieldWriter()
        switch self {
        case .head(let table):
            for column in table.columns { fields.nested(Number.column) { $0.column(column) } }
            for asOf in table.asOf { fields.nested(Number.asOf) { $0.asOf(asOf) } }
            fields.zigzag(Number.answeredAt, table.answeredAtMilliseconds)
            fields.varint(Number.cellsRead, table.cellsRead)
            fields.varint(Number.ledgerRowsRead, table.ledgerRowsRead)
            for note in table.notes { fields.text(Number.note, note) }
        case .rows(let rows):
            fields.varint(Number.rowCount, UInt64(rows.count))
            for column in (rows.first ?? []).indices {
                var data: [UInt8] = []
                for row in rows { data.append(row[column]) }
                fields.field(Number.columnData, data)
            }
        case .end: fields.varint(Number.end, 1)
        case .failure(let failure): fields.failure(from: Number.failure, failure)
        }
        return fields.bytes
    }

    public init(body: Span<UInt8>) throws(WireError) {
        let fields = try FieldReader(body, known: 1...12, repeated: [1, 3, 4, 8])
        if let failure = try fields.failure(from: Number.failure) {
            self = .failure(failure)
        } else if try fields.varint(Number.end) != nil {
            self = .end
        } else if let count = try fields.varint(Number.rowCount) {
            self = .rows(try Self.rows(count, fields.all(Number.columnData)))
        } else {
            var table = ResultTable(columns: [])
            for bytes in fields.all(Number.column) {
                table.columns.append(try ResultTable.Column(fields: bytes))
            }
            for bytes in fields.all(Number.asOf) { table.asOf.append(try ResultTable.AsOf(fields: bytes)) }
            table.answeredAtMilliseconds =
                try fields.required(try fields.zigzag(Number.answeredAt), Number.answeredAt, "answered at")
            table.cellsRead = try fields.varint(Number.cellsRead) ?? 0
            table.ledgerRowsRead = try fields.varint(Number.ledgerRowsRead) ?? 0
            table.notes = try fields.texts(Number.note)
            self = .head(table)
        }
    }

    private static func rows(
        _ count: UInt64, _ columns: [[UInt8]]
    ) throws(WireError) -> [[ResultTable.Value]] {
        guard let shortest = columns.map(\.count).min(), count <= UInt64(shortest) else { throw .truncated }
        var rows = [[ResultTable.Value]](repeating: [], count: Int(count))
        for column in columns {
            let bytes = column.span
            var position = 0
            for row in rows.indices { rows[row].append(try bytes.resultValue(at: &position)) }
            try bytes.expectEnd(at: position)
        }
        return rows
    }
}

extension [UInt8] {
    /// 0; or 1 and a zigzag number; or 2, a length and UTF-8.
    fileprivate mutating func append(_ value: ResultTable.Value) {
        switch value {
        case .none: append(0)
        case .number(let number):
            append(1)
            appendZigzag(number)
        case .text(let text):
            append(2)
            appendPrefixed(Array(text.utf8))
        }
    }
}

extension Span where Element == UInt8 {
    fileprivate func resultValue(at position: inout Int) throws(WireError) -> ResultTable.Value {
        let kind: UInt8 = try integer(at: &position)
        switch kind {
        case 0: return .none
        case 1: return .number(try zigzag(at: &position))
        case 2: return .text(try text(try prefixed(at: &position)))
        default: throw .badValue(what: "kind of a result value", value: Int64(kind))
        }
    }
}
