internal import Catalogue
internal import Wire

/// How data is printed.
package enum OutputFormat: String, CaseIterable, Sendable {
    case table, csv, json
}

extension ResultTable.Column {
    var isNumber: Bool { kind != .text }

    func title(_ language: Language) -> String {
        switch language {
        case .chinese: chinese
        case .english: english
        }
    }
}

extension ResultTable.Value {
    /// Plain digits; decimals with four places; nothing where there is no value.
    func plainText(_ kind: ResultTable.Column.Kind) -> String {
        switch (self, kind) {
        case (.none, _): ""
        case (.text(let text), _): text
        case (.number(let number), .decimal(let scale, _)):
            DecimalText.text(Self.rescaled(number, from: Int(scale), to: 4), scale: 4)
        case (.number(let number), _): String(number)
        }
    }

    /// For people: a rate with % and two places, a decimal with the places it has, at most four.
    func tableText(_ kind: ResultTable.Column.Kind) -> String {
        guard case .number(let number) = self, case .decimal(let scale, let isPercent) = kind else {
            return plainText(kind)
        }
        let places = isPercent ? 2 : min(Int(scale), 4)
        let text = DecimalText.text(Self.rescaled(number, from: Int(scale), to: places), scale: places)
        return isPercent ? text + "%" : text
    }

    /// For people: a decimal with two places, without %.
    func roundedText(_ kind: ResultTable.Column.Kind) -> String {
        guard case .number(let number) = self, case .decimal(let scale, _) = kind else {
            return plainText(kind)
        }
        return DecimalText.text(Self.rescaled(number, from: Int(scale), to: 2), scale: 2)
    }

    /// Halves are rounded away from zero.
    private static func rescaled(_ number: Int64, from scale: Int, to places: Int) -> Int64 {
        var number = number
        var scale = scale
        while scale > places + 1 {
            number /= 10
            scale -= 1
        }
        if scale == places + 1 { number = (number + (number < 0 ? -5 : 5)) / 10 }
        while scale < places {
            number = number.multipliedReportingOverflow(by: 10).partialValue
            scale += 1
        }
        return number
    }
}
