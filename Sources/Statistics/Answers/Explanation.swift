import Catalogue
import Wire

/// How the figures of an answer were worked out: formula, numbers, and what was left out.
struct Explanation {
    private let grid: Grid
    /// So many rows are explained, in their order; each is a note.
    static let rowLimit = 50
    private static let notReported = Names(chinese: "未报", english: "not reported")

    init(_ grid: Grid) { self.grid = grid }

    var notes: [Names] {
        grid.question.items.flatMap { item -> [Names] in
            guard let indicator = item.indicator else { return [elementNote(item)] }
            let rows = grid.rows.prefix(Self.rowLimit).compactMap { row in line(item, row) }
            let more =
                grid.rows.count > Self.rowLimit
                ? [
                    Names(
                        chinese: "\(item.code)：其余各行未说明，请缩小问题范围",
                        english: "\(item.code): further rows are not explained: narrow the question")
                ] : []
            let formula = Names(
                chinese: "\(item.code) 公式：\(indicator.formulaText)",
                english: "\(item.code) = \(indicator.formulaText)")
            return [formula] + benchmarks(indicator) + rows + more
        }
    }

    private func elementNote(_ item: Item) -> Names {
        guard let measure = item.measures.first else { return Names(item.code) }
        let element = measure.element
        let how =
            switch measure.overTime {
            case .sum: Names(chinese: "各期、各单位相加", english: "added over periods and units")
            case .last:
                Names(
                    chinese: "取各单位最近一份报表，各单位相加；未报的以后各期按表式规定沿用",
                    english:
                        "the last report of each unit, added over units; a later period without a report takes it over as far as "
                        + "the form says")
            case .balance: Names(chinese: "截至期末的全部累积", english: "all up to the end of the period")
            case .yearToDate: Names(chinese: "自1月1日起累加", english: "added since 1 January")
            case .target: Names(chinese: "取当年目标，各单位相加", english: "that of the year, added over units")
            case .refused(let reason):
                Names(
                    chinese: "只取一期，因为\(reason.chinese)",
                    english: "of one period alone, since \(reason.english)")
            }
        let source = element.source
        return Names(
            chinese: "\(element.code)：\(element.definition.chinese)（\(source)）；\(how.chinese)",
            english: "\(element.code): \(element.definition.english) (\(source)); \(how.english)")
    }

    private func benchmarks(_ indicator: Indicator) -> [Names] {
        indicator.benchmarks.map {
            let tail = "\($0.period.text): \($0.value) (\($0.source))"
            return Names(
                chinese: "\(indicator.code)：参照 \($0.names.chinese) \(tail)",
                english: "\(indicator.code): benchmark \($0.names.english) \(tail)")
        }
    }

    /// `51 202603: (120 + 30) ÷ 200 × 100 = 75.0000; left out: 2 values of reports that lack another part, …`
    private func line(_ item: Item, _ row: Grid.Row) -> Names? {
        let figure = item.figure(at: row.place, grid.readout)
        let out = leftOut(item, row.place)
        guard figure != nil || out > 0 else { return nil }
        let label = row.texts.filter { !$0.isEmpty }.joined(separator: " ")
        // As many decimals as the answer shows: a count has none.
        let places = if case .decimal(let scale, _) = item.valueKind { Int(scale) } else { 0 }
        let value =
            figure?.value?.rounded(places: places).map { Names(DecimalText.text($0, scale: places)) }
            ?? Names(chinese: "无定义", english: "undefined")
        guard let numbers = numbers(item, figure, row.place) else { return nil }
        let name = "\(item.code)\(label.isEmpty ? "" : " \(label)")"
        let left =
            out == 0
            ? Names("")
            : Names(
                chinese: "；未计入：\(out)个值，所在报告缺另一项，或另一项属别的一期、期末已不存续",
                english:
                    "; left out: \(out) \(out == 1 ? "value" : "values") of reports that lack another part, or whose other "
                    + "part is of another period or does not stand at the end")
        return Names(
            chinese: "\(name)：\(numbers.chinese) = \(value.chinese)\(left.chinese)",
            english: "\(name): \(numbers.english) = \(value.english)\(left.english)")
    }

    /// What is worked out of what; nil for what is no indicator.
    private func numbers(_ item: Item, _ figure: Figure?, _ place: Place) -> Names? {
        switch item.shape {
        case .ratio(let upper, let lower):
            let factor = item.indicator.map { $0.factor == 1 ? "" : " × \($0.factor)" } ?? ""
            let (above, below) = (numbers(upper, place), numbers(lower, place))
            return Names(
                chinese: "(\(above.chinese)) ÷ (\(below.chinese))\(factor)",
                english: "(\(above.english)) ÷ (\(below.english))\(factor)")
        case .count(let side): return numbers(side, place)
        case .spread: return spread(figure)
        case .number, .mean, .distribution: return nil
        }
    }

    private func spread(_ figure: Figure?) -> Names {
        let ends = [figure?.greatest, figure?.least].compactMap { $0 }.map { end in
            "\(end.option.code) \(DecimalText.text(end.value.rounded(places: 2) ?? 0, scale: 2))"
        }.joined(separator: " − ")
        let options = Names(list: figure?.leftOut.map(\.code) ?? [])
        guard !options.english.isEmpty else { return Names(ends) }
        return Names(
            chinese: "\(ends)，未参加：\(options.chinese)", english: "\(ends), left out: \(options.english)")
    }

    private func numbers(_ side: Side, _ place: Place) -> Names {
        guard case .sum(let terms) = side else {
            let amount = side.amount(at: place, grid.readout)?.rounded(places: side.scale)
            return amount.map { Names(DecimalText.text($0, scale: side.scale)) } ?? Self.notReported
        }
        let numbers = terms.enumerated().map { index, term in
            let sign = term.sign < 0 ? "- " : index > 0 ? "+ " : ""
            let sum = grid.readout.sum(term.measure, place)
            let isZero = sum == nil && term.measure.dataSet.form.isEvent
            let text = sum.map {
                DecimalText.text(Int64(clamping: $0.value), scale: term.measure.element.scale)
            }
            return Names(sign) + ((text ?? (isZero ? "0" : nil)).map { Names($0) } ?? Self.notReported)
        }
        return Names(
            chinese: numbers.map(\.chinese).joined(separator: " "),
            english: numbers.map(\.english).joined(separator: " "))
    }

    private func leftOut(_ item: Item, _ place: Place) -> Int64 {
        item.sides.flatMap(\.measures).reduce(into: [:]) { $0[$1] = grid.readout.leftOut($1, place) }
            .values.reduce(0, +)
    }
}
