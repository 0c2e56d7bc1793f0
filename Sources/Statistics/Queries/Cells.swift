import Catalogue
import Wire

extension StatisticsStore {
    /// A row for each cell, from rollups alone.
    func cells(
        _ query: Query, subtree: UnitCode?, nowMilliseconds: Int64, languages: [Language]
    ) throws(QueryError) -> ResultTable {
        let question = try Question(query, subtree: subtree, catalogue)
        let today = today(nowMilliseconds)
        let readout = try read(on: today) { state throws(QueryError) in
            try Readout(question, state, today: today)
        }
        var table = ResultTable(
            columns: question.dimensions.map(\.column) + question.items.flatMap(\.columns),
            answeredAtMilliseconds: nowMilliseconds, cellsRead: readout.cellsRead)
        table.rows = try Self.rows(question, readout, catalogue)
        table.asOf = readout.positions.sorted { $0.at.journal.description < $1.at.journal.description }
            .map { ResultTable.AsOf(position: $0.at, headPosition: $0.at.position, heardAtMilliseconds: 0) }
        table.notes = readout.notes + question.notes(languages)
        return table
    }

    /// Sorted by the texts of the dimensions, as bytes.
    private static func rows(
        _ question: Question, _ readout: Readout, _ catalogue: Catalogue
    ) throws(QueryError) -> [[ResultTable.Value]] {
        var places: Set<Place> = []
        for sums in readout.sums.values { places.formUnion(sums.keys) }
        let labels = question.dimensions.enumerated().map { index, dimension in
            Labels(Set(places.map { $0[index] })) { dimension.text($0, readout.codes, catalogue) }
        }
        var rows: [(ranks: [Int], texts: [String], values: [ResultTable.Value])] = []
        for place in places {
            var values: [ResultTable.Value] = []
            for item in question.items { values += try item.values(at: place, readout) }
            guard values.contains(where: { $0 != .none }) else { continue }
            let ranks = zip(place, labels).map { $1.ranks[$0] ?? 0 }
            rows.append((ranks, zip(ranks, labels).map { $1.texts[$0] }, values))
        }
        rows.sort { $0.ranks.lexicographicallyPrecedes($1.ranks) }
        return rows.map { row in row.texts.map { $0.isEmpty ? .none : .text($0) } + row.values }
    }
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
        case .category: index == OptionColumns.noOption ? "" : catalogue.option(id: index)?.code ?? ""
        }
    }
}

extension Question {
    /// What a reader must know to read an indicator rightly.
    fileprivate func notes(_ languages: [Language]) -> [String] {
        items.compactMap { item in
            switch item.shape {
            case .count(let indicator, _), .ratio(let indicator, _, _):
                indicator.note.map { "\(item.code): \($0.sentences(languages))" }
            default: nil
            }
        }
    }
}
