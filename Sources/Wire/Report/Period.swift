/// The lengths of time that returns are made for, as DHIS2 names them. Raw values stand in the bytes.
public enum PeriodType: UInt8, Sendable, CaseIterable {
    /// Index 0 is 1970-01-01.
    case daily = 0
    /// ISO weeks; index 0 is the week of Monday 1969-12-29 (1970W1).
    case weekly = 1
    /// Index 0 is January 1970.
    case monthly = 2
    /// Index 0 is the first quarter of 1970.
    case quarterly = 3
    /// Index 0 is the first half of 1970.
    case sixMonthly = 4
    /// Index 0 is 1970.
    case yearly = 5

    /// How many periods of this type begin in 1970 to 2199; a higher index does not exist.
    public var count: UInt32 {
        switch self {
        case .daily: 84_006
        case .weekly: 12_001
        case .monthly: 2_760
        case .quarterly: 920
        case .sixMonthly: 460
        case .yearly: 230
        }
    }
}

/// A period as its type and its number since 1970. Text and calendar are the catalogue's business.
public struct Period: Hashable, Sendable {
    public let type: PeriodType
    public let index: UInt32

    public init(type: PeriodType, index: UInt32) {
        self.type = type
        self.index = index
    }

    /// False where no such period lies in 1970 to 2199. The bytes may carry one all the same: it costs its own
    /// report, not the batch.
    public var exists: Bool { index < type.count }

    /// index × 8 + type: the period's number in all bytes.
    public var code: UInt32 { index << 3 | UInt32(type.rawValue) }

    /// `nil` where the type is none of 0 to 5 or the code does not fit 32 bits.
    public init?(code: UInt64) {
        guard code <= UInt64(UInt32.max), let type = PeriodType(rawValue: UInt8(code & 7)) else { return nil }
        self.init(type: type, index: UInt32(code >> 3))
    }
}

extension Period: Comparable {
    /// Meaningful within one type; types are ordered by their raw value.
    public static func < (left: Period, right: Period) -> Bool {
        (left.type.rawValue, left.index) < (right.type.rawValue, right.index)
    }
}
