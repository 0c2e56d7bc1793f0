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
            throw QueryError(
                "where \(filter.category)=\(filter.option): a form is reported as a whole, so that completeness has no "
                    + "options. Leave it out")
        }
        dataSets =
            isEverything
            ? catalogue.dataSets.filter { reader.form(of: $0) != nil && (isGrouped || !$0.form.isEvent) }
            : try Self.dataSets(query.items, catalogue, reader)
        dimensions = try Self.dimensions(query.by, isGrouped: isGrouped, catalogue)
        if let unit, let level, level.length < unit.length {
            throw QueryError(
                "by unit:\(level.length) lies above the unit asked for, \(unit). Ask for a unit further up")
        }
    }

    private static func dataSets(
        _ codes: [String], _ catalogue: Catalogue, _ reader: CompletenessReader
    ) throws(QueryError) -> [DataSet] {
        var dataSets: [DataSet] = []
        for code in codes {
            guard let dataSet = catalogue.dataSet(code) else {
                let known = catalogue.dataSets.map(\.code)
                throw QueryError(
                    "\(code): there is no form of this code.\(Nearest.hint(code, among: known)) Forms are "
                        + "\(known.joined(separator: ", ")); * is all of them")
            }
            guard !dataSets.contains(where: { $0.code == code }) else {
                throw QueryError("\(code): asked for twice. Each form can be asked for once")
            }
            guard reader.form(of: dataSet) != nil else {
                throw QueryError(
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
                throw QueryError("by \(text): a row is a unit, a form and a period anyway. Leave it out")
            }
            let dimension = try Dimension(text, catalogue)
            if case .form = dimension {
                throw QueryError("by \(text): a row is of one form anyway. Leave it out")
            }
            if case .category = dimension {
                throw QueryError(
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
    func misfit(_ dataSet: DataSet, _ base: PeriodType) -> String? {
        for type in periodTypes where Period(type: base, index: 0).enclosing(type) == nil {
            return "\(dataSet.code) is reported by \(base.word), which lies in no \(type.word)"
        }
        guard let periods, periods.whole(base) == nil else { return nil }
        return "\(dataSet.code) is reported by \(base.word), and \(periods.text) would cut one"
    }
}
