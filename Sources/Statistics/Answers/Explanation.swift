import Catalogue
import Wire

/// How the figures of an answer were worked out: formula, numbers, and what was left out.
struct Explanation {
    private let grid: Grid
    private let languages: [Language]
    /// So many rows are explained, in their order; each is a note.
    static let rowLimit = 50

    init(_ grid: Grid, _ languages: [Language]) {
        self.grid = grid
        self.languages = languages
    }

    var notes: [String] {
        grid.question.items.flatMap { item -> [String] in
            guard let indicator = item.indicator else { return [elementNote(item)] }
            let rows = grid.rows.prefix(Self.rowLimit).compactMap { row in line(item, row) }
            let more =
                grid.rows.count > Self.rowLimit
                ? ["\(item.code): further rows are not explained: narrow the question"] : []
            return ["\(item.code) = \(indicator.formulaText)"] + benchmarks(indicator) + rows + more
        }
    }

    private func elementNote(_ item: Item) -> String {
        guard let measure = item.measures.first else { return item.code }
        let element = measure.element
        let how =
            switch measure.overTime {
            case .sum: "added over periods and units"
            case .last:
                "the last report of each unit, added over units; a later period without a report takes it over as far as the form says"
            case .balance: "all up to the end of the period"
            case .yearToDate: "added since 1 January"
            case .target: "that of the year, added over units"
            case .refused(let reason): "of one period alone, since \(reason.english)"
            }
        return "\(element.code): \(element.definition.sentences(languages)) (\(element.source)); \(how)"
    }

    private func benchmarks(_ indicator: Indicator) -> [String] {
        indicator.benchmarks.map {
            "\(indicator.code): benchmark \($0.names.sentences(languages)) \($0.period.text): \($0.value) (\($0.source))"
        }
    }

    /// `51 202603: (120 + 30) ÷ 200 × 100 = 75.0000; left out: 2 values of reports that lack another part, …`
    private func line(_ item: Item, _ row: Grid.Row) -> String? {
        let figure = item.figure(at: row.place, grid.readout)
        let out = leftOut(item, row.place)
        guard figure != nil || out > 0 else { return nil }
        let label = row.texts.filter { !$0.isEmpty }.joined(separator: " ")
        // As many decimals as the answer shows: a count has none.
        let places = if case .decimal(let scale, _) = item.valueKind { Int(scale) } else { 0 }
        let value = figure?.value?.rounded(places: places).map { DecimalText.text($0, scale: places) }
        let numbers: String
        switch item.shape {
        case .ratio(let upper, let lower):
            let factor = item.indicator.map { $0.factor == 1 ? "" : " × \($0.factor)" } ?? ""
            numbers = "(\(self.numbers(upper, row.place))) ÷ (\(self.numbers(lower, row.place)))\(factor)"
        case .count(let side): numbers = self.numbers(side, row.place)
        case .spread:
            let ends = [figure?.greatest, figure?.least].compactMap { $0 }.map { end in
                "\(end.option.code) \(DecimalText.text(end.value.rounded(places: 2) ?? 0, scale: 2))"
            }
            let options = figure?.leftOut ?? []
            let left =
                options.isEmpty ? "" : ", left out: \(options.map(\.code).joined(separator: ", "))"
            numbers = ends.joined(separator: " − ") + left
        case .number, .mean, .distribution: return nil
        }
        return "\(item.code)\(label.isEmpty ? "" : " \(label)"): \(numbers) = \(value ?? "undefined")"
            + (out == 0
                ? ""
                : "; left out: \(out) \(out == 1 ? "value" : "values") of reports that lack another part, or whose other part is of another period")
    }

    private func numbers(_ side: Side, _ place: Place) -> String {
        guard case .sum(let terms) = side else {
            let amount = side.amount(at: place, grid.readout)
            return amount?.rounded(places: side.scale).map { DecimalText.text($0, scale: side.scale) }
                ?? "not reported"
        }
        return terms.enumerated().map { index, term in
            let sign = term.sign < 0 ? "- " : index > 0 ? "+ " : ""
            let sum = grid.readout.sum(term.measure, place)
            let isZero = sum == nil && term.measure.dataSet.form.isEvent
            let text = sum.map {
                DecimalText.text(Int64(clamping: $0.value), scale: term.measure.element.scale)
            }
            return sign + (text ?? (isZero ? "0" : "not reported"))
        }.joined(separator: " ")
    }

    private func leftOut(_ item: Item, _ place: Place) -> Int64 {
        item.sides.flatMap(\.measures).reduce(into: [:]) { $0[$1] = grid.readout.leftOut($1, place) }
            .values.reduce(0, +)
    }
}
