/// What must hold within one report. A report that breaks it counts all the same and is listed.
package struct Rule: Hashable, Sendable {
    package let code: String
    package let names: Names
    /// The code of the form that it is about.
    package let dataSet: String
    package let left: Side
    package let comparison: Comparison
    package let right: Side
    package let missing: Missing
    package let note: Names?

    package struct Term: Hashable, Sendable {
        /// 1 or -1.
        package let sign: Int64
        package let element: String
        /// Option code by category code.
        package let filter: [String: String]
    }

    package enum Comparison: String, CaseIterable, Hashable, Sendable {
        case atMost = "<="
        case equal = "="
        case atLeast = ">="
    }

    /// What a value that was not reported means (DHIS2's missing value strategies).
    package enum Missing: String, CaseIterable, Hashable, Sendable {
        /// Where one is missing nothing is compared.
        case skipIfAny = "skip_if_any"
        /// Where all are missing nothing is compared, else a missing one is 0.
        case skipIfAll = "skip_if_all"
        /// A missing one is 0.
        case neverSkip = "never_skip"
    }

    package enum Side: Hashable, Sendable {
        /// When the event happened.
        case occurred
        /// A sum of elements, each perhaps of certain options only, and a whole number; or one date.
        case sum([Rule.Term], constant: Int64)
    }
}

extension Rule {
    /// As it is written: `COV_SINGLE + COV_JOINT <= COV_TOTAL`.
    package var formula: String { "\(left.text) \(comparison.rawValue) \(right.text)" }

    /// Each as often as it stands there.
    package var terms: [Rule.Term] { left.terms + right.terms }
}

extension Rule.Side {
    package var terms: [Rule.Term] {
        if case .sum(let terms, _) = self { terms } else { [] }
    }

    package var text: String {
        guard case .sum(let terms, let constant) = self else { return "occurred" }
        var parts = terms.map { term in
            let filter = term.filter.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            return (
                sign: term.sign < 0 ? "-" : "+",
                text: term.element + (filter.isEmpty ? "" : "{\(filter.joined(separator: ","))}")
            )
        }
        if constant != 0 || terms.isEmpty {
            parts.append((sign: constant < 0 ? "-" : "+", text: "\(constant.magnitude)"))
        }
        return parts.enumerated().map { index, part in
            index == 0 ? (part.sign == "-" ? "-" : "") + part.text : " \(part.sign) \(part.text)"
        }.joined()
    }
}
