/// Says of bytes whether they are a message, by the specification's tables and sentences alone: what tests compare the
/// programs with. It reads slowly and plainly, and shares nothing with them.
package struct FieldModel: Sendable {
    private let tables: [String: [FieldRule]]

    package init() throws { tables = try Specification.messageTables() }

    /// A field as it stands in a body.
    package struct Field: Equatable, Sendable {
        package var number: UInt64
        package var isCritical = false
        package var payload: [UInt8]

        package var bytes: [UInt8] {
            Self.varint(number << 1 | (isCritical ? 1 : 0)) + Self.varint(UInt64(payload.count)) + payload
        }

        package static func varint(_ value: UInt64) -> [UInt8] {
            value < 0x80 ? [UInt8(value)] : [UInt8(value & 0x7F | 0x80)] + varint(value >> 7)
        }
    }

    package func rule(_ number: UInt64, in message: String) -> FieldRule? {
        tables[message]?.first { $0.number == number }
    }

    /// The name of the structure that a field holds; nil for anything else.
    package func structure(_ rule: FieldRule) -> String? { tables[rule.type] == nil ? nil : rule.type }

    /// The fields of a body, known or not; nil where it does not consist of fields [T1] [T3].
    package func fields(_ body: [UInt8]) -> [Field]? {
        var rest = body[...]
        var fields: [Field] = []
        while !rest.isEmpty {
            guard let key = Self.takeVarint(&rest), let length = Self.takeVarint(&rest), length <= rest.count
            else { return nil }
            fields.append(
                Field(
                    number: key >> 1, isCritical: key & 1 == 1, payload: Array(rest.prefix(Int(length)))))
            rest = rest.dropFirst(Int(length))
        }
        return fields
    }

    /// True where the body is that message or structure as far as its table says [F10] to [F13], [T1] to [T3], [M1], [M2].
    package func accepts(_ body: [UInt8], as message: String) -> Bool {
        guard let fields = fields(body), let rules = tables[message] else { return false }
        var last: UInt64 = 0
        for field in fields {
            guard let rule = rule(field.number, in: message) else {
                if field.isCritical { return false }
                continue
            }
            guard field.number > last || (field.number == last && rule.isRepeated), fits(field.payload, rule)
            else { return false }
            last = field.number
        }
        return rules.allSatisfy { rule in
            !rule.isRequired || fields.contains { $0.number == rule.number }
        } && keepsSentences(fields, message)
    }

    private func fits(_ payload: [UInt8], _ rule: FieldRule) -> Bool {
        switch rule.type {
        case "varint", "zigzag":
            guard let number = Self.number(payload) else { return false }
            return rule.name != "code" || (1...65_535).contains(number)
        case "text": return String(validating: payload, as: UTF8.self) != nil
        case "bytes": return true
        case "16 bytes", "digest": return payload.count == rule.byteCount
        default: return accepts(payload, as: rule.type)
        }
    }

    /// What the specification says of a message beside its table.
    private func keepsSentences(_ fields: [Field], _ message: String) -> Bool {
        func payload(_ number: UInt64) -> [UInt8]? { fields.first { $0.number == number }?.payload }
        func number(_ field: UInt64) -> UInt64? { payload(field).flatMap { Self.number($0) } }
        func stand(_ first: UInt64, _ second: UInt64) -> Bool {
            (payload(first) == nil) == (payload(second) == nil)
        }
        switch message {
        case "hello": return (number(1) ?? 0) <= (number(2) ?? 0) && (number(3) ?? 0) <= 2
        case "following": return (number(4) ?? 0) <= 1
        case "query": return stand(4, 5)
        case "export":
            let hasKey = payload(5) != nil || payload(6) != nil
            let isSingle = fields.filter { $0.number == 1 }.count == 1 && payload(2) != nil
            return stand(3, 4) && (number(7) ?? 0) <= 1 && (!hasKey || isSingle)
                && (payload(5) == nil || payload(6) == nil)
        case "refusal": return (number(1) ?? 0) <= UInt64(Int64.max)
        case "content":
            return (number(6) ?? 0) <= UInt64(Int64.max)
                && Self.ascend(fields.filter { $0.number == 5 }.map(\.payload), self)
        case "ack":
            // Beside a failure nothing else is looked at.
            return payload(3) != nil || Self.ascend(fields.filter { $0.number == 7 }.map(\.payload), self)
        default: return true
        }
    }

    private static func ascend(_ refusals: [[UInt8]], _ model: FieldModel) -> Bool {
        let indices = refusals.map { refusal in
            model.fields(refusal)?.first { $0.number == 1 }.flatMap { number($0.payload) } ?? 0
        }
        return zip(indices, indices.dropFirst()).allSatisfy { $0 < $1 }
    }

    /// The varint that a payload is from its first byte to its last.
    private static func number(_ payload: [UInt8]) -> UInt64? {
        var rest = payload[...]
        guard let number = takeVarint(&rest), rest.isEmpty else { return nil }
        return number
    }

    private static func takeVarint(_ rest: inout ArraySlice<UInt8>) -> UInt64? {
        var value: UInt128 = 0
        for (index, byte) in rest.prefix(10).enumerated() {
            value += UInt128(byte & 0x7F) << UInt128(7 * index)
            guard byte < 0x80 else { continue }
            guard byte != 0 || index == 0, value <= UInt128(UInt64.max) else { return nil }
            rest = rest.dropFirst(index + 1)
            return UInt64(value)
        }
        return nil
    }
}
