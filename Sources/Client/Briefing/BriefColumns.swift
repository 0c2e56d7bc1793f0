internal import Catalogue
internal import Wire

/// A page's tables as cells, for renderings that have columns.
struct BriefColumns {
    let languages: [Language]

    struct Column {
        let title: Names
        var isNumber = false
    }

    /// Measures stand in one language, or cells would be twice as wide.
    private func short(_ names: Names?) -> String { names.map { $0[languages.first ?? .chinese] } ?? "" }

    // MARK: Figures

    static let figures: [Column] = [
        Column(title: BriefWords.indicator), Column(title: BriefWords.period),
        Column(title: BriefWords.value, isNumber: true), Column(title: BriefWords.parts, isNumber: true),
        Column(title: BriefWords.change, isNumber: true),
        Column(title: BriefWords.changeYear, isNumber: true),
        Column(title: BriefWords.toDate, isNumber: true),
        Column(title: BriefWords.toDateChange, isNumber: true),
        Column(title: BriefWords.completeness, isNumber: true), Column(title: BriefWords.trend),
        Column(title: BriefWords.remark),
    ]

    func cells(_ figure: Brief.Figure) -> [String] {
        [
            figure.names.beside(languages), figure.period, figure.value.map(short) ?? "—", figure.parts ?? "",
            short(figure.change), short(figure.changeYear), short(figure.toDate), short(figure.toDateChange),
            figure.completeness.map { short($0.names) }.joined(separator: " + "),
            trend(figure), remarks(figure).joined(separator: "; "),
        ]
    }

    private func trend(_ figure: Brief.Figure) -> String {
        [Sparkline(figure.series).blocks, extent(figure)].filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// From the least to the greatest of a chart's values; empty where it has none, or they are the same.
    func extent(_ figure: Brief.Figure) -> String {
        figure.extent.map { "\($0.least)–\($0.greatest)" } ?? ""
    }

    func remarks(_ figure: Brief.Figure) -> [String] { figure.remarks.map { $0.beside(languages) } }

    // MARK: Forms

    static let forms: [Column] = [
        Column(title: BriefWords.form), Column(title: BriefWords.period),
        Column(title: BriefWords.completeness, isNumber: true),
        Column(title: BriefWords.missing, isNumber: true),
        Column(title: BriefWords.partial, isNumber: true),
        Column(title: BriefWords.disagreeing, isNumber: true),
        Column(title: BriefWords.onTime, isNumber: true),
    ]

    func cells(_ form: Brief.Form) -> [String] {
        [
            form.names.beside(languages), form.period, short(form.completeness.names),
            form.missing.map { "\($0)" } ?? "", form.partial.map { "\($0)" } ?? "",
            form.disagreeing.map { "\($0)" } ?? "", form.onTime ?? "",
        ]
    }
}
