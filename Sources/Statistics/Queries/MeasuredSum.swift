/// An index for each dimension of a question, in their order: unit number, period index or option id.
typealias Place = [UInt32]

/// What one measure comes to at one place.
struct MeasuredSum: Sendable {
    var value: Int128 = 0
    /// The weights of a mean.
    var weight: Int128 = 0
    /// Reports that contribute.
    var count: Int64 = 0
    /// Values of reports that lack another part of the indicator.
    var leftOut: Int64 = 0
    /// Of a distribution: those that are not 0, ascending.
    var buckets: [(index: Int32, count: Int64)] = []

    static func += (left: inout MeasuredSum, right: MeasuredSum) {
        left.value += right.value
        left.weight += right.weight
        left.count += right.count
        left.leftOut += right.leftOut
    }
}
