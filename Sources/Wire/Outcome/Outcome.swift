/// What a collector or an aggregator answers where it does not do what was asked: the specification's one table of
/// outcomes. Raw values stand in the bytes; a receiver treats an unknown code by `isRetryable` of its number alone:
/// codes below 100 are permanent, codes from 100 on may be tried again.
public struct Outcome: RawRepresentable, Hashable, Sendable {
    public let rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    public var isRetryable: Bool { rawValue >= 100 }

    // Of one report, permanent.
    public static let unknownDataSet = Outcome(rawValue: 1)
    public static let unknownElement = Outcome(rawValue: 2)
    public static let unknownOption = Outcome(rawValue: 3)
    /// The element belongs to another data set, or is derived and never sent.
    public static let elementNotInDataSet = Outcome(rawValue: 4)
    /// Options that do not fit the element's or the data set's categories.
    public static let optionsNotPermitted = Outcome(rawValue: 5)
    public static let outOfBounds = Outcome(rawValue: 6)
    /// An integer where a date is expected, or the other way round.
    public static let wrongValueKind = Outcome(rawValue: 7)
    /// No permitted length, or not of `0-9A-Z`.
    public static let badUnitCode = Outcome(rawValue: 8)
    /// A unit of this code does not report this data set.
    public static let unitDoesNotReport = Outcome(rawValue: 9)
    /// The unit lies outside the credential's subtree.
    public static let outsideSubtree = Outcome(rawValue: 10)
    /// Not a period of the data set's type, or one that does not exist.
    public static let badPeriod = Outcome(rawValue: 11)
    /// A return where an event is expected, or the other way round.
    public static let wrongForm = Outcome(rawValue: 12)
    /// An event without the day or instant it happened at, or with one that cannot be.
    public static let badOccurrence = Outcome(rawValue: 13)

    // Of a batch, a question or a connection, permanent.
    public static let malformed = Outcome(rawValue: 40)
    public static let tooLarge = Outcome(rawValue: 41)
    public static let unsupportedVersion = Outcome(rawValue: 42)
    /// The same catalogue version with another digest.
    public static let catalogueConflict = Outcome(rawValue: 43)
    /// A message that is not expected in this state of the connection.
    public static let unexpectedMessage = Outcome(rawValue: 44)
    public static let notPermitted = Outcome(rawValue: 45)
    /// A question that cannot be answered rightly as it was put.
    public static let badQuery = Outcome(rawValue: 46)
    /// Not a Grassroots frame.
    public static let notGrassroots = Outcome(rawValue: 47)

    // May be tried again.
    /// Saved more than ten minutes in the collector's future.
    public static let clockAhead = Outcome(rawValue: 100)
    /// An id that a newer catalogue may know: the hello's is newer than the collector's.
    public static let catalogueBehind = Outcome(rawValue: 101)
    /// Disk full or overload; after the wait that comes with it.
    public static let retryAfter = Outcome(rawValue: 102)
    public static let draining = Outcome(rawValue: 103)
    public static let tooManyConnections = Outcome(rawValue: 104)
    /// Nothing came for longer than permitted, or too slowly.
    public static let timedOut = Outcome(rawValue: 105)
    /// The positions asked for were not reached within the wait.
    public static let notYetReached = Outcome(rawValue: 106)
}

extension Outcome: CustomStringConvertible {
    /// The name in the specification, or the number of a code that is not known here.
    public var description: String { Self.names[self]?.code ?? "CODE_\(rawValue)" }

    /// For people: the name in the specification, with the Chinese one in front where Chinese is read.
    public func text(_ languages: [Language]) -> String {
        guard languages.contains(.chinese), let chinese = Self.names[self]?.chinese else {
            return description
        }
        return "\(chinese) \(description)"
    }

    private static let names: [Outcome: (code: String, chinese: String)] = [
        .unknownDataSet: ("UNKNOWN_DATA_SET", "没有此报表"),
        .unknownElement: ("UNKNOWN_ELEMENT", "没有此数据项"),
        .unknownOption: ("UNKNOWN_OPTION", "没有此选项"),
        .elementNotInDataSet: ("ELEMENT_NOT_IN_DATA_SET", "数据项不属于本表"),
        .optionsNotPermitted: ("OPTIONS_NOT_PERMITTED", "选项不适用"),
        .outOfBounds: ("OUT_OF_BOUNDS", "超出范围"),
        .wrongValueKind: ("WRONG_VALUE_KIND", "值的类型不符"),
        .badUnitCode: ("BAD_UNIT_CODE", "单位代码有误"),
        .unitDoesNotReport: ("UNIT_DOES_NOT_REPORT", "单位不填报此表"),
        .outsideSubtree: ("OUTSIDE_SUBTREE", "超出授权范围"),
        .badPeriod: ("BAD_PERIOD", "报告期有误"),
        .wrongForm: ("WRONG_FORM", "表式不符"),
        .badOccurrence: ("BAD_OCCURRENCE", "发生时间有误"),
        .malformed: ("MALFORMED", "格式有误"),
        .tooLarge: ("TOO_LARGE", "超过上限"),
        .unsupportedVersion: ("UNSUPPORTED_VERSION", "协议版本不符"),
        .catalogueConflict: ("CATALOGUE_CONFLICT", "目录冲突"),
        .unexpectedMessage: ("UNEXPECTED_MESSAGE", "消息不合时宜"),
        .notPermitted: ("NOT_PERMITTED", "未获授权"),
        .badQuery: ("BAD_QUERY", "查询有误"),
        .notGrassroots: ("NOT_GRASSROOTS", "不是本协议"),
        .clockAhead: ("CLOCK_AHEAD", "时钟超前"),
        .catalogueBehind: ("CATALOGUE_BEHIND", "目录较旧"),
        .retryAfter: ("RETRY_AFTER", "稍后再试"),
        .draining: ("DRAINING", "服务正在停止"),
        .tooManyConnections: ("TOO_MANY_CONNECTIONS", "连接过多"),
        .timedOut: ("TIMED_OUT", "超时"),
        .notYetReached: ("NOT_YET_REACHED", "尚未读到"),
    ]
}

/// Why one report of a batch was not accepted.
public struct Refusal: Hashable, Sendable {
    /// Counted from 0 through all groups of the batch.
    public var index: Int
    public var outcome: Outcome
    /// Names the report, the field and what was expected.
    public var message: String

    public init(index: Int, outcome: Outcome, message: String) {
        self.index = index
        self.outcome = outcome
        self.message = message
    }
}
