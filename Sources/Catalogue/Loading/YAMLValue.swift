import Yams

/// One value of a YAML file, which knows where it stands: every reading either succeeds or says file, line, path and
/// what was expected.
struct YAMLValue {
    let node: Node
    /// `data_sets[0].elements[3].bounds`; empty for the whole file.
    let path: String
    let file: String

    func refused(_ message: String) -> CatalogueError {
        CatalogueError(
            file: file, line: node.mark?.line, message: path.isEmpty ? message : "\(path): \(message)")
    }

    /// Text that is not empty.
    func text() throws(CatalogueError) -> String {
        guard let scalar = node.scalar else { throw refused("\(kind), expected text") }
        guard scalar.string.contains(where: { !$0.isWhitespace }) else {
            throw refused("is empty, expected text")
        }
        return scalar.string
    }

    func integer(in range: ClosedRange<Int64>) throws(CatalogueError) -> Int64 {
        let expected = "expected a whole number of \(range.lowerBound) to \(range.upperBound)"
        guard let scalar = node.scalar else { throw refused("\(kind), \(expected)") }
        guard let value = Int64(scalar.string) else { throw refused("'\(scalar.string)', \(expected)") }
        guard range.contains(value) else { throw refused("\(value), \(expected)") }
        return value
    }

    func boolean() throws(CatalogueError) -> Bool {
        switch node.scalar?.string {
        case "true": return true
        case "false": return false
        default: throw refused("\(shown), expected true or false")
        }
    }

    /// One of a few words.
    func word<Value>(of words: KeyValuePairs<String, Value>) throws(CatalogueError) -> Value {
        let text = try text()
        guard let match = words.first(where: { $0.key == text }) else {
            throw refused("'\(text)', expected one of \(words.map(\.key).joined(separator: ", "))")
        }
        return match.value
    }

    /// The entries of a list, each read by `read`.
    func list<Value>(
        _ read: (YAMLValue) throws(CatalogueError) -> Value
    ) throws(CatalogueError) -> [Value] {
        guard case .sequence(let sequence) = node else { throw refused("\(kind), expected a list") }
        var values: [Value] = []
        for (index, node) in sequence.enumerated() {
            values.append(try read(YAMLValue(node: node, path: "\(path)[\(index)]", file: file)))
        }
        return values
    }

    /// A mapping with all of the required keys and no others but the optional ones.
    func fields(_ required: [String], optional: [String] = []) throws(CatalogueError) -> YAMLFields {
        guard case .mapping(let mapping) = node else {
            throw refused("\(kind), expected the keys \(required.joined(separator: ", "))")
        }
        for (key, _) in mapping {
            let name = key.scalar?.string ?? ""
            guard required.contains(name) || optional.contains(name) else {
                let here = YAMLValue(node: key, path: path, file: file)
                let permitted = (required + optional).joined(separator: ", ")
                throw here.refused("the key '\(name)' is not known here, permitted are \(permitted)")
            }
        }
        let fields = checkedFields()
        for name in required where fields.optional(name) == nil {
            throw refused("the key '\(name)' is missing, expected \(required.joined(separator: ", "))")
        }
        return fields
    }

    /// A mapping whose keys were checked before, for those who need the places of its values.
    func checkedFields() -> YAMLFields {
        var values: [String: YAMLValue] = [:]
        for (key, value) in node.mapping ?? [:] {
            guard let name = key.scalar?.string else { continue }
            values[name] = YAMLValue(node: value, path: path.isEmpty ? name : "\(path).\(name)", file: file)
        }
        return YAMLFields(whole: self, values: values)
    }

    private var kind: String {
        switch node {
        case .scalar: "text"
        case .mapping: "a mapping"
        case .sequence: "a list"
        case .alias: "an alias"
        }
    }

    private var shown: String { node.scalar.map { "'\($0.string)'" } ?? kind }
}

/// The values of a mapping by their keys.
struct YAMLFields {
    let whole: YAMLValue
    fileprivate let values: [String: YAMLValue]

    fileprivate init(whole: YAMLValue, values: [String: YAMLValue]) {
        self.whole = whole
        self.values = values
    }

    /// An optional key's value.
    func optional(_ key: String) -> YAMLValue? { values[key] }

    /// A required key's value; for an optional one that is absent, the mapping, so that an error has a place.
    func callAsFunction(_ key: String) -> YAMLValue { values[key] ?? whole }

    /// Refuses keys that another key's value rules out.
    func refuse(_ keys: [String], _ reason: String) throws(CatalogueError) {
        for key in keys {
            if let value = values[key] { throw value.refused("is not permitted: \(reason)") }
        }
    }

    /// A key that another key's value makes necessary.
    func demand(_ key: String, _ reason: String) throws(CatalogueError) -> YAMLValue {
        guard let value = values[key] else { throw whole.refused("the key '\(key)' is missing: \(reason)") }
        return value
    }
}
