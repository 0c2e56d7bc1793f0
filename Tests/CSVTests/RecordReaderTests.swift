import CSV
import Testing

@Suite struct RecordReaderTests {
    /// Bytes handed out in pieces of one size.
    private static func rows(_ text: String, pieces size: Int) throws -> [[String]] {
        var rest = Array(text.utf8)
        var reader = RecordReader {
            let piece = Array(rest.prefix(size))
            rest.removeFirst(piece.count)
            return piece
        }
        var rows: [[String]] = []
        while try reader.next() {
            rows.append(
                ["\(reader.line)\(reader.fault == nil ? "" : "!")"]
                    + reader.cells.map { String(decoding: reader.bytes(of: $0), as: UTF8.self) })
        }
        return rows
    }

    static let inputs: [(String, [[String]])] = [
        ("", []),
        ("\u{FEFF}", []),
        ("a,b\n1,2\n", [["1", "a", "b"], ["2", "1", "2"]]),
        ("\u{FEFF}a,b\r\n1,2", [["1", "a", "b"], ["2", "1", "2"]]),
        ("a,b\r\n1,\r\n", [["1", "a", "b"], ["2", "1", ""]]),
        ("\n\r\na\n\n\nb\n", [["3", "a"], ["6", "b"]]),
        ("\"a\nb\",\"c\"\"d\"\r\n\"\",x", [["1", "a\nb", "c\"d"], ["3", "", "x"]]),
        ("\"\"\"\",\"\"\"\"\"\"\nz", [["1", "\"", "\"\""], ["2", "z"]]),
        ("a\rb,c\n", [["1", "a\rb", "c"]]),
        ("a\"b,c\n", [["1", "a\"b", "c"]]),
        ("\"a\"b,c\nd,e\n", [["1!", "a", "c"], ["2", "d", "e"]]),
        ("x\n\"a,b\nc", [["1", "x"], ["2!", "a,b\nc"]]),
        ("区,\"县,\"\n", [["1", "区", "县,"]]),
        (",\n", [["1", "", ""]]),
        ("a,b\r", [["1", "a", "b"]]),
    ]

    @Test(arguments: inputs)
    func `Pieces of every size give the same rows`(text: String, expected: [[String]]) throws {
        for size in 1...max(text.utf8.count, 1) {
            #expect(try Self.rows(text, pieces: size) == expected, "pieces of \(size) bytes")
        }
    }

    @Test func `A quote that is never closed does not swallow memory`() {
        var given = 0
        var reader = RecordReader {
            given += 65_536
            return [0x22] + [UInt8](repeating: 0x61, count: 65_535)
        }
        #expect(throws: CSVError.self) { try reader.next() }
        #expect(given <= 3 * RecordReader.maximumRecordBytes)
    }
}
