extension FieldWriter {
    /// 1 name, 2 kind (0 text, 1 integer, 2 decimal, 3 per cent, 4 digits), 3 scale, 4 Chinese, 5 English.
    mutating func column(_ column: ResultTable.Column) {
        text(1, column.name)
        switch column.kind {
        case .text: varint(2, 0)
        case .integer: varint(2, 1)
        case .decimal(let scale, let isPercent):
            varint(2, isPercent ? 3 : 2)
            varint(3, UInt64(scale))
        case .digits: varint(2, 4)
        }
        text(4, unlessEmpty: column.chinese)
        text(5, unlessEmpty: column.english)
    }

    /// 1 position, 2 head position, 3 heard at.
    mutating func asOf(_ asOf: ResultTable.AsOf) {
        journalPosition(1, asOf.position)
        varint(2, asOf.headPosition)
        zigzag(3, asOf.heardAtMilliseconds)
    }
}

extension ResultTable.Column {
    init(fields bytes: [UInt8]) throws(WireError) {
        let fields = try FieldReader(bytes.span, known: 1...5)
        let scale = try fields.varint(3) ?? 0
        guard scale <= 18 else { throw .tooLarge(what: "scale of a column", value: scale, limit: 18) }
        let number = try fields.required(try fields.varint(2), 2, "column kind")
        let kind: Kind
        switch number {
        case 0: kind = .text
        case 1: kind = .integer
        case 2, 3: kind = .decimal(scale: UInt8(scale), isPercent: number == 3)
        case 4: kind = .digits
        default: throw .badValue(what: "column kind", value: Int64(truncatingIfNeeded: number))
        }
        self.init(
            name: try fields.requiredText(1, "column name"), kind: kind, chinese: try fields.text(4),
            english: try fields.text(5))
    }
}

extension ResultTable.AsOf {
    init(fields bytes: [UInt8]) throws(WireError) {
        let fields = try FieldReader(bytes.span, known: 1...3)
        self.init(
            position: try JournalPosition(fields: try fields.required(fields.bytes(1), 1, "position")),
            headPosition: try fields.varint(2) ?? 0, heardAtMilliseconds: try fields.zigzag(3) ?? 0)
    }
}
