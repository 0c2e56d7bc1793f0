package import Catalogue
internal import Wire

/// A page about one unit and one period (通报): what is known, in words and figures that any rendering shows.
package struct Brief: Sendable {
    /// The unit's code and, where units are registered, its name.
    package var unit: String
    package var unitName: String?
    package var period: Names
    package var sections: [Section]
    package var reporting: Reporting
    /// What must be known before any figure is read: of the unit, and that nothing came.
    package var warnings: [Names]
    /// What is to be known of the page as a whole.
    package var notes: [String]
    /// Positions and time, each as text.
    package var asOf: [String]

    package struct Section: Sendable {
        package var names: Names
        package var figures: [Figure]
        package var notes: [Note]
    }

    /// What is to be known of something.
    package struct Note: Hashable, Sendable {
        /// Of elements and indicators.
        package var names: [Names]
        package var text: String
    }

    package struct Figure: Sendable {
        package var code: String
        package var names: Names
        /// The id of the period that it is of; empty where there is none.
        package var period: String
        /// Nil where there is none; the remarks then say why.
        package var value: Names?
        /// Numerator and denominator of a rate.
        package var parts: String?
        /// Against the period before, with sign and measure.
        package var change: Names?
        package var changeYear: Names?
        package var toDate: Names?
        package var toDateChange: Names?
        package var completeness: [Completeness]
        /// The last is the figure's own; nil where nothing was reported.
        package var series: [Double?]
        /// The least and the greatest of the series, as tables show them; nil where there are not two of them.
        package var extent: (least: String, greatest: String)?
        package var remarks: [Names]
    }

    /// How many reports there are of a form behind a figure.
    package enum Completeness: Hashable, Sendable {
        case reports(actual: Int64, expected: Int64?)
        case unknown
        /// Its period is not over.
        case pending
        /// The figure counts reports.
        case itself
    }

    /// Who has reported, by form; how many have not.
    package struct Reporting: Sendable {
        package var forms: [Form]
        /// Units that owe a return, and returns that are owed; nil where nobody knows.
        package var missing: (units: Int, reports: Int)?
    }

    package struct Form: Sendable {
        package var names: Names
        package var period: String
        package var completeness: Completeness
        package var missing: Int?
        package var partial: Int64?
        package var disagreeing: Int64?
        package var onTime: String?
    }
}

extension Brief {
    /// `成都市 5101 2025年12月通报`
    func title(_ language: Language) -> String {
        let unit = [unitName, self.unit].compactMap { $0 }.joined(separator: " ")
        return switch language {
        case .chinese: "\(unit) \(period.chinese)\(BriefWords.brief.chinese)"
        case .english: "\(unit) \(period.english) \(BriefWords.brief.english)"
        }
    }

    /// How many units owe how much; nil where nobody knows.
    var missingSentence: Names? {
        reporting.missing.map { missing in
            guard reporting.forms.contains(where: { $0.completeness.isExpected }) else {
                return BriefWords.nothingExpected
            }
            guard missing.reports > 0 else {
                return Names(chinese: "应报单位均已报齐。", english: "Everything that is expected has been reported.")
            }
            let owe = missing.units == 1 ? "owes" : "owe"
            return Names(
                chinese: "尚有\(missing.units)个单位未报齐，共\(missing.reports)份。",
                english:
                    "\(Counted.text(missing.units, "unit")) \(owe) \(Counted.text(missing.reports, "report")), "
                    + "incomplete ones among them.")
        }
    }
}

extension Brief.Note {
    func text(_ languages: [Language]) -> String {
        names.map { $0.beside(languages) }.joined(separator: languages == [.english] ? ", " : "、")
            + (languages == [.chinese] ? "：" : ": ") + text
    }
}

extension Brief.Completeness {
    fileprivate var isExpected: Bool {
        if case .reports(_, let expected?) = self { expected > 0 } else { false }
    }

    /// `54/56`
    var names: Names {
        switch self {
        case .reports(let actual, let expected?): Names("\(actual)/\(expected)")
        case .reports(let actual, nil): Names("\(actual)/") + BriefWords.expectedUnknown
        case .unknown: BriefWords.expectedUnknown
        case .pending: BriefWords.pending
        case .itself: BriefWords.itself
        }
    }
}
