internal import Catalogue
internal import Wire

/// JSON (RFC 8259), numbers written digit for digit.
package enum JSONText {
    /// `{"columns": [names], "rows": [[values]], "as_of": […], …, "notes": […]}`, a row a line.
    static func object(_ table: ResultTable) -> String {
        let columns = table.columns.map { string($0.name) }.joined(separator: ", ")
        let rows = table.rows.map { row in
            "    [" + zip(row, table.columns).map { value($0, $1.kind) }.joined(separator: ", ") + "]"
        }
        let asOf = table.asOf.map { asOf in
            """
                {"journal": \(string(asOf.position.journal.description)), "position": \(asOf.position.position), \
            "head_position": \(asOf.headPosition), "heard_at": \(time(asOf.heardAtMilliseconds))}
            """
        }
        return """
            {
              "columns": [\(columns)],
              "rows": \(list(rows)),
              "as_of": \(list(asOf)),
              "answered_at": \(time(table.answeredAtMilliseconds)),
              "cells_read": \(table.cellsRead),
              "ledger_rows_read": \(table.ledgerRowsRead),
              "notes": [\(table.notes.map(string).joined(separator: ", "))]
            }

            """
    }

    package static func string(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\u{0}"..."\u{1F}":
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// Rows as an array of objects, a row a line.
    package static func objects(_ titles: [String], _ rows: [[String]]) -> String {
        let objects = rows.map { row in
            "  {" + zip(titles, row).map { "\(string($0)): \(string($1))" }.joined(separator: ", ") + "}"
        }
        return objects.isEmpty ? "[]\n" : "[\n" + objects.joined(separator: ",\n") + "\n]\n"
    }

    package static func list(_ lines: [String]) -> String {
        lines.isEmpty ? "[]" : "[\n" + lines.joined(separator: ",\n") + "\n  ]"
    }

    private static func value(_ value: ResultTable.Value, _ kind: ResultTable.Column.Kind) -> String {
        switch value {
        case .none: "null"
        case .text(let text): kind == .digits && isNumber(text) ? text : string(text)
        case .number: value.plainText(kind)
        }
    }

    /// Digits, perhaps with a sign and decimals; a date is none.
    private static func isNumber(_ text: String) -> Bool {
        let parts = text.drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count <= 2
            && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    }

    private static func time(_ milliseconds: Int64) -> String {
        milliseconds == 0 ? "null" : string(DateText.text(milliseconds: milliseconds))
    }
}
