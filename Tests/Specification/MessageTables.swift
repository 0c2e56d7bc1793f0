/// One row of a message's or a structure's table in the chapter on messages.
package struct FieldRule: Equatable, Sendable {
    package let number: UInt64
    package let name: String
    /// `varint`, `zigzag`, `text`, `bytes`, `16 bytes`, `digest`, or the name of a structure.
    package let type: String
    package let isRequired: Bool
    package let isRepeated: Bool

    /// How long the payload must be, where that is fixed.
    package var byteCount: Int? {
        switch type {
        case "16 bytes": 16
        case "digest": 32
        default: nil
        }
    }
}

extension Specification {
    /// The fields of every message and structure, by its name.
    package static func messageTables() throws -> [String: [FieldRule]] {
        var tables: [String: [FieldRule]] = [:]
        var heading = ""
        for line in try page("2-messages.md").split(separator: "\n") {
            if line.hasPrefix("#") { heading = line.hasPrefix("### ") ? String(line.dropFirst(4)) : "" }
            guard !heading.isEmpty, line.hasPrefix("| ") else { continue }
            let cells = cells(of: line)
            guard cells.count == 4, let number = UInt64(cells[0]) else { continue }
            let marks = cells[3].split(separator: " ")
            tables[heading, default: []].append(
                FieldRule(
                    number: number, name: cells[1], type: cells[2], isRequired: marks.contains("r"),
                    isRepeated: marks.contains("n")))
        }
        return tables
    }

    /// The names of the frame types by their numbers.
    package static func frameTypes() throws -> [UInt8: String] {
        var types: [UInt8: String] = [:]
        for line in try page("2-messages.md").split(separator: "\n") where line.hasPrefix("| ") {
            let cells = cells(of: line)
            guard cells.count == 5, let type = UInt8(cells[0]) else { continue }
            types[type] = String(cells[1].prefix { $0 != "]" }).replacing("[", with: "")
        }
        return types
    }
}
