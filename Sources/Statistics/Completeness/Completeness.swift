import Wire

/// Who is looked at: a unit itself, or with everything below it.
struct ReportingUnit: Hashable, Sendable {
    /// Nil: all units.
    let code: UnitCode?
    /// Nil where neither it nor anything below it ever reported.
    let number: UInt32?
    let isTotal: Bool
    /// Of the registered units that are meant.
    let places: Range<Int>
}

/// How complete the reporting of a data set is. Of an event's, the returns meant are those that state how many events there
/// are. How many are expected is told apart.
struct Completeness: Hashable, Sendable {
    /// Returns with everything that is required. May be more than expected.
    var actual: Int64 = 0
    /// Returns that lack something required.
    var partial: Int64 = 0
    /// Of `actual`, those of which a complete revision, whichever, arrived on time.
    var onTime: Int64 = 0
    /// Of `actual`, those that arrived on time as they stand.
    var standingOnTime: Int64 = 0
    /// Of events: returns that state another number than there are. They are not among `actual`.
    var disagreeing: Int64 = 0

    /// Whether anything came.
    var isAny: Bool { actual + partial + disagreeing > 0 }
}
