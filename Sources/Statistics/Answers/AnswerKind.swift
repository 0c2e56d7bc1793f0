import Catalogue
import Wire

/// What an answer is made into, as a query names it.
enum AnswerKind: String, CaseIterable, Sendable {
    /// A row for each cell; what is meant where nothing is named.
    case cells
    case ranking, trend, share, distribution, matrix, interval, progress
    case blankSpots = "blank-spots"
    /// Who has reported: expected, actual and on time.
    case completeness
    /// Who has not.
    case missing
    /// The units as they are registered.
    case units
    /// Reports that break a rule of the catalogue.
    case violations
    /// Values outside the unit's own history.
    case outliers
    /// Reports of which different clients wrote different versions.
    case conflicts
    /// Ids of events that live under several units.
    case repeatedIDs = "repeated-ids"
    /// What a wrong clock delayed or made lose.
    case clocks
    /// Cases that are open.
    case backlog

    init(_ name: String?) throws(QueryError) {
        guard let name else {
            self = .cells
            return
        }
        guard let kind = Self(rawValue: name) else {
            let codes = Self.allCases.map(\.rawValue)
            let (known, hint) = (Names(list: codes), Nearest.hint(name, among: codes))
            throw QueryError(
                chinese: "没有回答方式 \(name)，应为 \(known.chinese) 之一。\(hint.chinese)",
                english:
                    "answer \(name): there is no such answer, expected one of \(known.english).\(hint.english)"
            )
        }
        self = kind
    }

    /// True where single reports are read, which are on the disk.
    var isScanned: Bool {
        switch self {
        case .cells, .ranking, .trend, .share, .distribution, .matrix, .interval, .progress, .blankSpots,
            .completeness, .missing, .units:
            false
        case .violations, .outliers, .conflicts, .repeatedIDs, .clocks, .backlog: true
        }
    }
}
