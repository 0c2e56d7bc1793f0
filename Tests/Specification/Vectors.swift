import Foundation

/// The specification's vectors, each file by its name.
package enum Vectors {
    /// Bytes of a message with what its fields are.
    package struct Valid: Decodable, Sendable {
        package let name: String
        package let bytes: String
        /// Absent where the body has no fields.
        package let fields: Meaning?
        /// As the encoder of this project writes the same, where that is not `bytes`.
        package let written: String?
    }

    /// Bytes that must be refused.
    package struct Invalid: Decodable, Sendable {
        package let name: String
        package let bytes: String
        package let outcome: String
        /// The number of the requirement that they break.
        package let breaks: String
    }

    package static let files = [
        "ack", "batch", "canonical-bytes", "catalogue", "entry", "export", "follow", "following", "frame",
        "goaway", "hello", "ping", "pong", "progress", "query", "reports", "result", "status", "welcome",
    ]
    /// The messages whose bodies are fields, or are free.
    package static let messages = files.filter { !["batch", "canonical-bytes", "frame"].contains($0) }

    package static func valid<Vector: Decodable>(_ file: String, as type: [Vector].Type) throws -> [Vector] {
        try read("valid/\(file).json")
    }

    package static func valid(_ message: String) throws -> [Valid] { try read("valid/\(message).json") }

    package static func invalid(_ file: String) throws -> [Invalid] { try read("invalid/\(file).json") }

    private static func read<Value: Decodable>(_ path: String) throws -> Value {
        let url = Specification.folder.appending(path: "vectors").appending(path: path)
        return try JSONDecoder().decode(Value.self, from: Data(contentsOf: url))
    }
}

/// What a field is said to be: a number, text (bytes as hexadecimal digits), fields by their numbers, or several of these.
package indirect enum Meaning: Decodable, Equatable, Sendable {
    case number(Int128)
    case text(String)
    case several([Meaning])
    case fields([String: Meaning])

    package init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let number = try? value.decode(Int64.self) {
            self = .number(Int128(number))
        } else if let number = try? value.decode(UInt64.self) {
            self = .number(Int128(number))
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let several = try? value.decode([Meaning].self) {
            self = .several(several)
        } else {
            self = .fields(try value.decode([String: Meaning].self))
        }
    }
}
