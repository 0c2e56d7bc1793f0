import Catalogue
import Wire

/// A query about forms rather than numbers, whose codes were found in the catalogue.
struct CompletenessQuestion: Sendable {
    let dataSets: [DataSet]
    /// Units and periods.
    let dimensions: [Dimension]
    /// Nil: everything.
    let unit: UnitCode?
    let periods: ClosedRange<Period>?
    /// Everything was asked for, so what does not fit is left out with a note.
    let isEverything: Bool

    static let everything = "*"

    /// - Parameters:
    ///   - subtree: the prefix of the asker's credential; nil: everything.
    ///   - isGrouped: whether rows may be told apart by `by`, and events are among everything.
    init(
        _ query: Query, subtree: UnitCode?, _ catalogue: Catalogue, _ reader: CompletenessReader,
        isGrouped: Bool
    ) throws(QueryError) {
        unit = try Question.unit(query.unit, subtree, catalogue)
        periods = try Question.periods(query.periods)
        isEverything = query.items == [Self.everything]
        if let filter = query.filters.first {
            let asked = "where \(filter.category)=\(filter.option)"
            throw QueryError(
                chinese: "\(asked)：报表是整张填报的，报送情况没有选项。请去掉",
                english:
                    "\(asked): a form is reported as a whole, so that completeness has no options. Leave it out"
            )
        }
        dataSets =
            isEverything
            ? catalogue.dataSets.filter { reader.form(of: $0) != nil && (isGrouped || !$0.form.isEvent) }
            : try Self.dataSets(query.items, catalogue, reader)
        dimensions = try Self.dimensions(query.by, isGrouped: isGrouped, catalogue)
        if let unit, let level, level.length < unit.length {
            throw QueryError(
                chinese: "by unit:\(level.length) 高于所问单位 \(unit)。请问上级单位",
                english:
                    "by unit:\(level.length) lies above the unit asked for, \(unit). Ask for a unit further up"
            )
        }
    }

    private static func dataSets(
        _ codes: [String], _ catalogue: Catalogue, _ reader: CompletenessReader
    ) throws(QueryError) -> [DataSet] {
        var dataSets: [DataSet] = []
        for code in codes {
            guard let dataSet = catalogue.dataSet(code) else {
                let codes = catalogue.dataSets.map(\.code)
                let (known, hint) = (Names(list: codes), Nearest.hint(code, among: codes))
                throw QueryError(
                    chinese: "没有报表 \(code)。\(hint.chinese)现有报表：\(known.chinese)；* 为全部",
                    english:
                        "\(code): there is no form of this code.\(hint.english) Forms are \(known.english); * is all of them"
                )
            }
            guard !dataSets.contains(where: { $0.code == code }) else {
                throw QueryError(
                    chinese: "\(code)：重复，每张报表只能问一次",
                    english: "\(code): asked for twice. Each form can be asked for once")
            }
            guard reader.form(of: dataSet) != nil else {
                throw QueryError(
                    chinese: "\(code)：逐件报送，目录中又没有报表申报其件数（agrees_with），无从知道是否报齐。请问按期填报的报表",
                    english:
                        "\(code): its reports are single happenings, and no form of the catalogue states how many there are "
                        + "(agrees_with), so that nobody can tell whether they are all there. Ask for a form that is due "
                        + "each period")
            }
            dataSets.append(dataSet)
        }
        return dataSets
    }

    private static func dimensions(
        _ texts: [String], isGrouped: Bool, _ catalogue: Catalogue
    ) throws(QueryError) -> [Dimension] {
        var dimensions: [Dimension] = []
        for text in texts {
            guard isGrouped else {
                throw QueryError(
                    chinese: "by \(text)：每行本来就是一个单位、一张报表、一期。请去掉",
                    english: "by \(text): a row is a unit, a form and a period anyway. Leave it out")
            }
            let dimension = try Dimension(text, catalogue)
            if case .form = dimension {
                throw QueryError(
                    chinese: "by \(text)：每行本来就是一张报表。请去掉",
                    english: "by \(text): a row is of one form anyway. Leave it out")
            }
            if case .category = dimension {
                throw QueryError(
                    chinese: "by \(text)：报表是整张填报的，报送情况没有选项。请按 unit:层级或时期分列",
                    english:
                        "by \(text): a form is reported as a whole, so that completeness has no options. Ask by unit:LEVEL or by a "
                        + "length of time")
            }
            try dimension.refuse(besides: dimensions, as: text)
            dimensions.append(dimension)
        }
        return dimensions
    }

    /// The level of the unit column.
    var level: Catalogue.Level? {
        for case .unit(let level) in dimensions { return level }
        return nil
    }

    var periodTypes: [PeriodType] {
        dimensions.compactMap { if case .period(let type, _) = $0 { type } else { nil } }
    }

    /// Why a form cannot be told for the periods asked; nil where it can.
    func misfit(_ dataSet: DataSet, _ base: PeriodType) -> Names? {
        for type in periodTypes where Period(type: base, index: 0).enclosing(type) == nil {
            return .misfit(dataSet, base, in: type)
        }
        guard let periods, periods.whole(base) == nil else { return nil }
        return .misfit(dataSet, base, cutBy: periods)
    }
}

extension Names {
    /// A form's periods do not lie in longer ones.
    static func misfit(_ dataSet: DataSet, _ base: PeriodType, in type: PeriodType) -> Names {
        Names(
            chinese: "\(dataSet.code) 按\(base.words.chinese)填报，与\(type.words.chinese)不能对应",
            english: "\(dataSet.code) is reported by \(base.word), which lies in no \(type.word)")
    }

    /// What is asked for does not begin and end with a form's periods.
    static func misfit(_ dataSet: DataSet, _ base: PeriodType, cutBy periods: ClosedRange<Period>) -> Names {
        Names(
            chinese: "\(dataSet.code) 按\(base.words.chinese)填报，\(periods.text) 首尾不是完整的一期",
            english: "\(dataSet.code) is reported by \(base.word), and \(periods.text) would cut one")
    }
}
