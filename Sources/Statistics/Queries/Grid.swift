import Catalogue
import Wire

/// A question with what was read for it: its rows in order, and what each item comes to in each. Answers of every sort are
/// made of one or several.
struct Grid: Sendable {
    struct Row: Sendable {
        let place: Place
        /// One for each dimension; empty where an event has no option of the category.
        let texts: [String]
    }

    let question: Question
    let readout: Readout
    /// How complete the reporting behind each row is.
    let behind: CellsCompleteness
    /// Sorted by the texts of the dimensions, as bytes. Some may have no value at all.
    let rows: [Row]
    /// Days since 1970; it has not ended.
    let today: Int64

    init(
        _ question: Question, _ readout: Readout, _ behind: CellsCompleteness, _ catalogue: Catalogue,
        today: Int64
    ) {
        self.today = today
        self.question = question
        self.readout = readout
        self.behind = behind
        let places = readout.places(dimensions: question.dimensions.count)
        let labels = question.dimensions.enumerated().map { index, dimension in
            Labels(Set(places.map { $0[index] })) { dimension.text($0, readout.codes, catalogue) }
        }
        let ranked = places.map { place in
            (place: place, ranks: zip(place, labels).map { $1.ranks[$0] ?? 0 })
        }
        rows = ranked.sorted { $0.ranks.lexicographicallyPrecedes($1.ranks) }.map { ranked in
            Row(place: ranked.place, texts: zip(ranked.ranks, labels).map { $1.texts[$0] })
        }
    }

    /// Of a row's dimensions.
    func labels(_ row: Row) -> [ResultTable.Value] { row.texts.map { $0.isEmpty ? .none : .text($0) } }
}

/// The texts of one dimension's column, each made once, and which comes before which.
private struct Labels {
    /// In the order of their bytes.
    let texts: [String]
    /// By the index in a place.
    let ranks: [UInt32: Int]

    init(_ indices: Set<UInt32>, _ text: (UInt32) -> String) {
        let labelled = indices.map { (index: $0, text: text($0)) }
            .sorted { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }
        texts = labelled.map(\.text)
        ranks = Dictionary(uniqueKeysWithValues: zip(labelled.map(\.index), 0...))
    }
}

extension Dimension {
    /// Empty where an event has no option of the category.
    fileprivate func text(_ index: UInt32, _ codes: [UInt32: UnitCode], _ catalogue: Catalogue) -> String {
        switch self {
        case .unit: codes[index]?.description ?? "*"
        case .period(let type, _): Period(type: type, index: index).text
        case .form: catalogue.dataSet(id: index)?.code ?? ""
        case .category: index == OptionColumns.noOption ? "" : catalogue.option(id: index)?.code ?? ""
        }
    }
}
