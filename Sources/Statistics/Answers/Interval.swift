import Catalogue
import Wire

/// Rates that persons were asked for, with how many there are, were asked and answered, and how far the rate may be off.
/// Where units called back unequally the pooled rate leans to those that called most; beside it stands the one that weighs
/// each unit by what it stands for.
struct Interval {
    let indicator: Indicator
    private let question: Question
    /// The query for each unit by itself: its rate, and what the frame and the asked come to.
    let rates: Query
    /// Nil where no persons were asked.
    let frames: Query?
    /// Which of the question's dimensions, but units, the frame is told apart by too.
    private let shared: [Bool]

    init(_ code: String, _ query: Query, _ question: Question, _ catalogue: Catalogue) throws(QueryError) {
        guard let indicator = catalogue.indicator(code), case .rate(let numerator, _) = indicator.figure,
            numerator.family == .sum, indicator.factor == 100
        else {
            let known = catalogue.indicators.filter { $0.survey != nil }.map(\.code)
            let others = Names(list: known)
            throw QueryError(
                chinese: "interval：\(code) 不是百分率。可问的调查率有：\(others.chinese)",
                english: "interval: \(code) is no rate in per cent. Those that persons are asked for are "
                    + others.english)
        }
        self.indicator = indicator
        self.question = question
        let survey = indicator.survey
        let own = Set(indicator.elements.flatMap(catalogue.categories(ofElement:)))
        let frame =
            survey.map { survey in
                Set(catalogue.categories(ofElement: survey.frame))
                    .intersection(catalogue.categories(ofElement: survey.asked))
            } ?? own
        func isShared(_ category: String) -> Bool { frame.contains(category) || !own.contains(category) }
        let lowest = indicator.lowestLevel ?? catalogue.levels.last?.length ?? UnitCode.maximumLength
        let units = "unit:\(lowest)"
        let others = query.by.filter { !$0.hasPrefix("unit") }
        shared = question.dimensions.compactMap { dimension in
            switch dimension {
            case .unit: nil
            case .period, .form: true
            case .category(let category): isShared(category.code)
            }
        }
        var rates = query
        rates.items = [code]
        rates.by = [units] + others
        self.rates = rates
        var frames = query
        frames.items = survey.map { [$0.frame, $0.asked] } ?? []
        frames.by = [units] + zip(others, shared).filter(\.1).map(\.0)
        frames.filters = query.filters.filter { isShared($0.category) }
        self.frames = survey == nil ? nil : frames
    }

    static func columns(_ dimensions: [Dimension]) -> [ResultTable.Column] {
        let percent = ResultTable.Column.Kind.decimal(scale: UInt8(Item.ratePlaces), isPercent: true)
        func column(_ name: String, _ kind: ResultTable.Column.Kind, _ chinese: String, _ english: String)
            -> ResultTable.Column
        {
            ResultTable.Column(name: name, kind: kind, chinese: chinese, english: english)
        }
        return [
            column("item", .text, "指标", "Indicator"), column("item.name", .text, "指标名称", "Indicator's name"),
        ]
            + dimensions.map(\.column) + [
                column("rate", percent, "合并率", "pooled rate"),
                column("weighted", percent, "加权率", "weighted rate"),
                column("low", percent, "下限", "low"), column("high", percent, "上限", "high"),
                column("method", .text, "方法", "Method"), column("positive", .integer, "肯定数", "positive"),
                column("answered", .integer, "有效数", "answered"), column("asked", .integer, "询问数", "asked"),
                column("frame", .integer, "总体数", "frame"), column("reached", percent, "有效率", "reached"),
            ]
    }

    static let note = Names(
        chinese: "上下限：wilson 为抽样的95%区间；bounds 为全部询问，未答者全否（下限）或全是（上限）；counted 为直接计数。加权率按各单位总体数加权",
        english:
            "low and high: wilson, a 95 % interval of a sample; bounds, everybody was asked, and those who did not answer may "
            + "all have said no (low) or yes (high); counted, nobody was asked. weighted: each unit by its frame"
    )

    /// What the units of each row say.
    struct Reading {
        fileprivate(set) var rows: [(labels: [String], strata: [Stratum])] = []
        /// Units that say how many were asked and not what they answered.
        fileprivate(set) var silent: Set<String> = []
    }

    /// - Parameters:
    ///   - rates: what `self.rates` reads.
    ///   - frames: what `self.frames` reads.
    func read(_ rates: Grid, _ frames: Grid?) -> Reading {
        let sizes = frames.map(sizes) ?? [:]
        var strata: [[String]: [Stratum]] = [:]
        var heard: [[String]: Set<[String]>] = [:]
        for row in rates.rows {
            guard let figure = rates.question.items[0].figure(at: row.place, rates.readout),
                let answered = number(figure.denominator), let positive = number(figure.numerator)
            else { continue }
            let key = [row.texts[0]] + zip(row.texts.dropFirst(), shared).filter(\.1).map(\.0)
            let size = sizes[key]
            let labels = labels(row.texts, question.dimensions)
            heard[labels, default: []].insert(key)
            strata[labels, default: []].append(
                Stratum(
                    frame: size?.frame ?? answered, asked: max(size?.asked ?? answered, answered),
                    answered: answered, positive: positive))
        }
        // Units of which nobody answered are part of the whole all the same. Of a return that lacks what was answered nobody
        // knows how many did, so that whom it asked does not count either; an event that says of nobody's answer has none.
        let isOfEvents = rates.question.items[0].dataSets.allSatisfy(\.form.isEvent)
        var reading = Reading()
        let groups = Dictionary(grouping: strata.keys, by: common)
        for (key, size) in sizes {
            for group in groups[labels(key, common(question.dimensions))] ?? []
            where heard[group]?.contains(key) != true {
                if !isOfEvents, size.asked > 0 { reading.silent.insert(key[0]) }
                strata[group]?.append(
                    Stratum(frame: size.frame, asked: isOfEvents ? size.asked : 0, answered: 0, positive: 0))
            }
        }
        reading.rows = strata.keys.sorted { $0.lexicographicallyPrecedes($1) }.map { ($0, strata[$0] ?? []) }
        return reading
    }

    private func sizes(_ frames: Grid) -> [[String]: (frame: Double, asked: Double)] {
        var sizes: [[String]: (frame: Double, asked: Double)] = [:]
        for row in frames.rows {
            let values = frames.question.items.map { number($0.figure(at: row.place, frames.readout)?.value) }
            sizes[row.texts] = (values[0] ?? 0, values[1] ?? 0)
        }
        return sizes
    }

    /// Of what stands for the question's dimensions, that of those which the frame is told apart by.
    private func common<Part>(_ parts: [Part]) -> [Part] {
        var rest = shared[...]
        return zip(question.dimensions, parts).filter { dimension, _ in
            if case .unit = dimension { true } else { rest.removeFirst() }
        }.map(\.1)
    }

    /// A unit's row under the level that was asked for.
    private func labels(_ texts: [String], _ dimensions: [Dimension]) -> [String] {
        var others = texts.dropFirst()
        return dimensions.map { dimension in
            guard case .unit(let level) = dimension else { return others.removeFirst() }
            return UnitCode(texts[0])?.prefix(level.length)?.description ?? texts[0]
        }
    }

    /// - Parameter languages: of the indicator's name.
    func row(_ labels: [String], _ strata: [Stratum], _ languages: [Language]) -> [ResultTable.Value] {
        let estimate = SurveyEstimate(strata, isCount: frames == nil)
        let total = Stratum(sumOf: strata)
        func share(_ value: Double?) -> ResultTable.Value {
            value.map { .number(Int64(($0 * 1_000_000).rounded(.toNearestOrAwayFromZero))) } ?? .none
        }
        func whole(_ value: Double) -> ResultTable.Value { .number(Int64(value)) }
        return [.text(indicator.code), .text(indicator.names.beside(languages))]
            + labels.map { $0.isEmpty ? .none : .text($0) } + [
                share(estimate.pooled), share(estimate.weighted), share(estimate.low), share(estimate.high),
                .text(estimate.method.rawValue), whole(total.positive), whole(total.answered),
                whole(total.asked),
                whole(total.frame), share(total.asked > 0 ? total.answered / total.asked : nil),
            ]
    }

    private func number(_ value: Ratio?) -> Double? { value?.rounded(places: 0).map(Double.init) }
}
