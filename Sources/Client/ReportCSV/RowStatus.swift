/// What the column `status` says of a row.
enum RowStatus: Equatable {
    case values, retracted
    /// The unit's last return still stands (无变化).
    case noChange
}
