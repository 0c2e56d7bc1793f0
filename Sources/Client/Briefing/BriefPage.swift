internal import Catalogue
package import Wire

/// A page in the languages that it is read in: what it has, and in which order. Renderings say how that looks.
package struct BriefPage {
    let brief: Brief
    let languages: [Language]
    /// What of a figure or a form stands in cells.
    let columns: BriefColumns

    package init(_ brief: Brief, languages: [Language]) {
        self.brief = brief
        self.languages = languages
        columns = BriefColumns(languages: languages)
    }

    /// One for each language.
    var titles: [String] { languages.map { brief.title($0) } }

    /// What must be known before any figure is read.
    var warnings: [Names] { brief.warnings }

    /// A subject's, numbered from 1.
    func heading(_ section: Int) -> String {
        "\(section + 1). \(brief.sections[section].names.beside(languages))"
    }

    func notes(_ section: Brief.Section) -> [String] { section.notes.map { $0.text(languages) } }

    var reportingHeading: String { BriefWords.reporting.beside(languages) }

    // MARK: What stands below everything

    /// How figures are to be read, once for each language.
    var legend: [String] { languages.map { BriefWords.legend[$0] } }

    /// Of the page as a whole.
    var notes: [String] { brief.notes }

    var asOf: [String] { brief.asOf.map { "\(BriefWords.asOf.beside(languages)) \($0)" } }
}
