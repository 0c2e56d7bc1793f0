/// Every way in which one thing can be wrong with a message's bytes.
package struct Mutations: Sendable {
    private let model: FieldModel

    package init(_ model: FieldModel) { self.model = model }

    package struct Mutation: Sendable, CustomStringConvertible {
        package let description: String
        package let bytes: [UInt8]
    }

    /// Of a body of fields: those of its bytes, of its fields, and of the structures in them.
    package func all(of body: [UInt8], as message: String) -> [Mutation] {
        Self.ofBytes(body) + ofFields(body, as: message)
    }

    /// Every prefix; every byte made 0, made the highest, with its highest bit turned, left out, doubled; bytes behind.
    package static func ofBytes(_ body: [UInt8]) -> [Mutation] {
        var mutations = body.indices.map {
            Mutation(description: "cut at \($0)", bytes: Array(body[..<$0]))
        }
        for index in body.indices {
            for (what, byte) in [("0", 0), ("ff", 0xFF), ("turned", body[index] ^ 0x80)] as [(String, UInt8)]
            {
                var changed = body
                changed[index] = byte
                mutations.append(Mutation(description: "byte \(index) \(what)", bytes: changed))
            }
            var shorter = body
            shorter.remove(at: index)
            var longer = body
            longer.insert(body[index], at: index)
            mutations += [
                Mutation(description: "without byte \(index)", bytes: shorter),
                Mutation(description: "byte \(index) twice", bytes: longer),
            ]
        }
        return mutations + [
            Mutation(description: "a 0 behind", bytes: body + [0]),
            Mutation(description: "itself behind", bytes: body + body),
        ]
    }

    private func ofFields(_ body: [UInt8], as message: String) -> [Mutation] {
        let fields = model.fields(body) ?? []
        var mutations: [Mutation] = []
        func add(_ what: String, _ changed: [FieldModel.Field]) {
            mutations.append(Mutation(description: what, bytes: changed.flatMap(\.bytes)))
        }
        for (index, field) in fields.enumerated() {
            let name = "field \(field.number)"
            func with(_ replaced: [FieldModel.Field]) -> [FieldModel.Field] {
                Array(fields[..<index]) + replaced + Array(fields[(index + 1)...])
            }
            func payload(_ payload: [UInt8]) -> [FieldModel.Field] {
                with([.init(number: field.number, payload: payload)])
            }
            add("\(name) left out", with([]))
            add("\(name) twice", with([field, field]))
            add(
                "\(name) marked critical",
                with([.init(number: field.number, isCritical: true, payload: field.payload)]))
            if index + 1 < fields.count {
                var swapped = fields
                swapped.swapAt(index, index + 1)
                add("\(name) behind the next", swapped)
            }
            for (what, bytes) in Self.payloads(field.payload) { add("\(name) \(what)", payload(bytes)) }
            for isCritical in [false, true] {
                let unknown = FieldModel.Field(number: 1_000, isCritical: isCritical, payload: [1, 2])
                add("an unknown field before \(name), critical: \(isCritical)", with([unknown, field]))
            }
            if let rule = model.rule(field.number, in: message), let structure = model.structure(rule) {
                for inner in all(of: field.payload, as: structure) {
                    add("\(name), in it \(inner)", payload(inner.bytes))
                }
            }
        }
        return mutations
    }

    /// Extremes of what a payload may be.
    private static func payloads(_ payload: [UInt8]) -> [(String, [UInt8])] {
        let nines = [UInt8](repeating: 0xFF, count: 9)
        return [
            ("empty", []), ("lengthened", payload + [0]), ("shortened", Array(payload.dropLast())),
            ("0", [0]), ("1", [1]), ("the highest varint", nines + [1]),
            ("beyond the highest varint", nines + [2]),
            ("an overlong varint", [0x81, 0]), ("of 300 bytes", [UInt8](repeating: 0x41, count: 300)),
        ]
    }
}
