import Foundation

/// The specification's vectors, read from where the specification stands.
enum Vectors {
    struct ReportVector: Decodable {
        struct Report: Decodable {
            struct Period: Decodable {
                let type: String
                let index: UInt32
            }
            struct Occurrence: Decodable {
                let kind: String
                let value: Int64
            }
            struct Value: Decodable {
                let element: UInt32
                let options: [UInt32]?
                let kind: String
                let value: Int64
            }
            let data_set: UInt32
            let unit: String
            let period: Period?
            let id: String?
            let saved_at_ms: Int64
            let status: String?
            let occurrence: Occurrence?
            let options: [UInt32]?
            let values: [Value]?
        }
        let name: String
        let report: Report
        let canonical: String
    }

    struct BatchVector: Decodable {
        let name: String
        let number: UInt64
        let reports: [String]
        let body: String
    }

    struct BadBatch: Decodable {
        let name: String
        let body: String
        let outcome: String
    }

    struct Frames: Decodable {
        struct Valid: Decodable {
            let name: String
            let type: UInt8
            let compressed: Bool
            let plain: String
            let bytes: String
        }
        struct Invalid: Decodable {
            let name: String
            let bytes: String
            let outcome: String
        }
        let valid: [Valid]
        let invalid: [Invalid]
    }

    static func read<Value: Decodable>(_ file: String, as type: Value.Type = Value.self) throws -> Value {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../proto-spec/vectors")
        return try JSONDecoder().decode(type, from: Data(contentsOf: folder.appending(path: file)))
    }
}

extension [UInt8] {
    /// The bytes that pairs of hexadecimal digits stand for.
    init(hex: String) {
        var bytes: [UInt8] = []
        var rest = hex[...]
        while let byte = UInt8(rest.prefix(2), radix: 16) {
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        self = bytes
    }

    var hex: String { map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
}
