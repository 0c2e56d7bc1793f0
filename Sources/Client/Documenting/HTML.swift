/// Pieces of a page. What comes from a catalogue is text, whatever stands in it.
enum HTML {
    static func text(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }

    /// - Parameter content: of pieces.
    static func element(_ name: String, _ content: String, id: String? = nil) -> String {
        "<\(name)" + (id.map { " id=\"\(text($0))\"" } ?? "") + ">\(content)</\(name)>"
    }

    /// - Parameter attributes: texts.
    static func element(
        _ name: String, _ attributes: KeyValuePairs<String, String>, _ content: String
    ) -> String {
        let written = attributes.map { " \($0.key)=\"\(text($0.value))\"" }.joined()
        return "<\(name)\(written)>\(content)</\(name)>"
    }

    static func link(to id: String, _ label: String) -> String {
        "<a href=\"#\(text(id))\">\(text(label))</a>"
    }

    /// A table with a row of titles.
    static func table(_ titles: [String], _ rows: [[String]]) -> String {
        let head = element("tr", titles.map { element("th", $0) }.joined())
        let body = rows.map { element("tr", $0.map { element("td", $0) }.joined()) }.joined(separator: "\n")
        return "<table>\n<thead>\(head)</thead>\n<tbody>\n\(body)\n</tbody>\n</table>\n"
    }
}
