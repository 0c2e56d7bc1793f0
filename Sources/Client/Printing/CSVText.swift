/// RFC 4180 rows, but each ends with a line feed alone, as other programs on a command line expect.
package enum CSVText {
    /// The cells, quoted where they must be, and a line feed.
    package static func row(_ texts: [String]) -> [UInt8] { cells(texts) + [0x0A] }

    /// The same without an end of line.
    package static func cells(_ texts: [String]) -> [UInt8] {
        Array(texts.map(cell).joined(separator: ",").utf8)
    }

    package static func cell(_ text: String) -> String {
        let needsQuotes = text.unicodeScalars.contains { [",", "\"", "\n", "\r"].contains($0) }
        return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }
}
