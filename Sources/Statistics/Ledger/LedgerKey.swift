import Wire

/// Data set, unit number, then a return's period or an event's id: the order in which the store keeps reports, so that
/// one unit's neighbouring periods are neighbours.
struct LedgerKey: Hashable, Sendable {
    /// Data set × 2^32 + unit number × 2 + (1 for events).
    let scope: UInt64
    /// The first eight bytes of an event's id; of a return 0.
    private let high: UInt64
    /// The last eight bytes of an event's id, or a return's period code.
    private let lowest: UInt64

    init(scope: UInt64, low: UInt128) {
        self.scope = scope
        high = UInt64(truncatingIfNeeded: low >> 64)
        lowest = UInt64(truncatingIfNeeded: low)
    }

    init(dataSet: UInt32, unit: UInt32, form: Report.Form, low: UInt128) {
        self.init(
            scope: UInt64(dataSet) << 32 | UInt64(unit) << 1 | UInt64(form.rawValue), low: low)
    }

    var dataSet: UInt32 { UInt32(truncatingIfNeeded: scope >> 32) }
    var unit: UInt32 { UInt32(truncatingIfNeeded: scope) >> 1 }
    var isEvent: Bool { scope & 1 == 1 }
    /// A return's period code or an event's 16 bytes.
    var low: UInt128 { UInt128(high) << 64 | UInt128(lowest) }
    var hash: UInt64 { KeyHash.of(KeyHash.of(scope, high), lowest) }

    /// The same unit's key for another period.
    func at(_ period: Period) -> LedgerKey { LedgerKey(scope: scope, low: UInt128(period.code)) }

    /// `nil` for events.
    var period: Period? { isEvent ? nil : Period(code: lowest) }
}

extension LedgerKey: Comparable {
    static func < (left: LedgerKey, right: LedgerKey) -> Bool {
        if left.scope != right.scope { return left.scope < right.scope }
        return left.high != right.high ? left.high < right.high : left.lowest < right.lowest
    }
}

extension LedgerKey {
    /// 12 bytes for a return, 24 for an event, big end first: compared as bytes they stand in the keys' own order.
    func append(to bytes: inout [UInt8]) {
        bytes.appendInteger(scope)
        if isEvent {
            bytes.appendInteger(high)
            bytes.appendInteger(lowest)
        } else {
            bytes.appendInteger(UInt32(truncatingIfNeeded: lowest))
        }
    }

    init(bytes: Span<UInt8>) throws(WireError) {
        var position = 0
        let scope: UInt64 = try bytes.integer(at: &position)
        if scope & 1 == 1 {
            self.init(scope: scope, low: try bytes.integer(at: &position))
        } else {
            let code: UInt32 = try bytes.integer(at: &position)
            self.init(scope: scope, low: UInt128(code))
        }
        try bytes.expectEnd(at: position)
    }
}
