/// What a service says of itself: named figures and texts, in the order in which they are shown.
public struct StatusReport: Equatable, Sendable {
    public enum Value: Hashable, Sendable {
        case text(String)
        case number(Int64)
    }

    public struct Item: Hashable, Sendable {
        /// Lower case, words joined by underscores, the unit last: `journal_bytes`.
        public var name: String
        public var value: Value

        public init(_ name: String, _ value: Value) {
            self.name = name
            self.value = value
        }
    }

    public var items: [Item]

    public init(items: [Item]) { self.items = items }

    public var body: [UInt8] {
        var fields = FieldWriter()
        for item in items {
            fields.nested(1) { inner in
                inner.text(1, item.name)
                switch item.value {
                case .text(let text): inner.text(2, text)
                case .number(let number): inner.zigzag(3, number)
                }
            }
        }
        return fields.bytes
    }

    public init(body: Span<UInt8>) throws(WireError) {
        let fields = try FieldReader(body, known: 1...1, repeated: [1])
        items = []
        for bytes in fields.all(1) {
            let inner = try FieldReader(bytes.span, known: 1...3)
            let name = try inner.requiredText(1, "name")
            if let number = try inner.zigzag(3) {
                items.append(Item(name, .number(number)))
            } else {
                items.append(Item(name, .text(try inner.text(2))))
            }
        }
    }
}
