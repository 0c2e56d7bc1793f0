extension Expression {
    /// A piece of a formula as it is shown: the code of an element, which a page may link, or anything else.
    package enum Piece: Hashable, Sendable {
        case code(String)
        case text(String)
    }

    /// `A + B - C{category=option}`
    package var text: String {
        pieces.map { piece in
            switch piece {
            case .code(let text), .text(let text): text
            }
        }.joined()
    }

    package var pieces: [Piece] {
        terms.enumerated().flatMap { index, term -> [Piece] in
            let sign = term.sign < 0 ? (index > 0 ? " - " : "- ") : index > 0 ? " + " : ""
            return (sign.isEmpty ? [] : [.text(sign)]) + term.operand.pieces
        }
    }
}

extension Expression.Operand {
    fileprivate var pieces: [Expression.Piece] {
        switch self {
        case .element(let selection): return selection.pieces
        case .yearToDate(let selection): return [.text("ytd(")] + selection.pieces + [.text(")")]
        case .weightedMean(let value, let weight):
            return [.text("weighted("), .code(value), .text(", "), .code(weight), .text(")")]
        case .units(let condition): return [.text("units(")] + condition.pieces + [.text(")")]
        case .reports(let count, let dataSet): return [.text("\(count.rawValue)(\(dataSet ?? ""))")]
        }
    }
}

extension Expression.Selection {
    fileprivate var pieces: [Expression.Piece] {
        let filter = filter.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        return [.code(element)] + (filter.isEmpty ? [] : [.text("{\(filter.joined(separator: ","))}")])
    }
}

extension UnitCondition {
    fileprivate var pieces: [Expression.Piece] {
        parts.enumerated().flatMap { index, part -> [Expression.Piece] in
            (index > 0 ? [.text(" and ")] : []) + part.pieces
        }
    }
}

extension UnitCondition.Part {
    fileprivate var pieces: [Expression.Piece] {
        switch self {
        case .reported(let selection): [.text("reported(")] + selection.pieces + [.text(")")]
        case .more(let selection, let least): selection.pieces + [.text(" > \(least)")]
        case .options(let element, let least, let category, let count):
            [.text("options("), .code(element), .text(" > \(least), \(category)) = \(count)")]
        }
    }
}

extension Indicator {
    /// As it is shown: `(A + B) ÷ C × 100`.
    package var formula: [Expression.Piece] {
        let times = factor == 1 ? [] : [Expression.Piece.text(" × \(factor)")]
        switch figure {
        case .count(let sum): return sum.pieces + times
        case .rate(let numerator, let denominator):
            return [.text("(")] + numerator.pieces + [.text(") ÷ (")] + denominator.pieces + [.text(")")]
                + times
        case .spread(let indicator, let category):
            return [.text("max − min of "), .code(indicator), .text(" by \(category)")]
        }
    }

    package var formulaText: String {
        formula.map { piece in
            switch piece {
            case .code(let text), .text(let text): text
            }
        }.joined()
    }
}
