package import Wire

/// What a row says.
package enum ReportRow: Equatable, Sendable {
    case report(Report)
    /// The unit's last return of the form stands again.
    case unchanged(Unchanged)
}
