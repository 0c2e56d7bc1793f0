import Wire

/// Data set, unit number, then a return's period or an event's id: the order in which the store keeps reports, so that
/// one unit's neighbouring periods are neighbours.
struct LedgerKey: Hashable, Sendable {
    /// Data set × 2^32 + unit number × 2 + (1 for events).
    let scope: UInt64
    /// A return's period code or an event's 16 bytes.
    let low: UInt128

    init(scope: UInt64, low: UInt128) {
        self.scope = scope
        self.low = low
    }

    init(dataSet: UInt32, unit: UInt32, form: Report.Form, low: UInt128) {
        scope = UInt64(dataSet) << 32 | UInt64(unit) << 1 | UInt64(form.rawValue)
        self.low = low
    }

    var dataSet: UInt32 { UInt32(truncatingIfNeeded: scope >> 32) }
    var unit: UInt32 { UInt32(truncatingIfNeeded: scope) >> 1 }
    var isEvent: Bool { scope & 1 == 1 }

    /// The same unit's key for another period.
    func at(_ period: Period) -> LedgerKey { LedgerKey(scope: scope, low: UInt128(period.code)) }

    /// `nil` for events.
    var period: Period? { isEvent ? nil : Period(code: UInt64(truncatingIfNeeded: low)) }
}

extension LedgerKey: Comparable {
    static func < (left: LedgerKey, right: LedgerKey) -> Bool {
        left.scope == right.scope ? left.low < right.low : left.scope < right.scope
    }
}

extension LedgerKey {
    /// 12 bytes for a return, 24 for an event, big end first: compared as bytes they stand in the keys' own order.
    func append(to bytes: inout [UInt8]) {
        bytes.appendInteger(scope)
        if isEvent { bytes.appendInteger(low) } else { bytes.appendInteger(UInt32(truncatingIfNeeded: low)) }
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
