import Catalogue
import Wire

extension ClosedRange<Period> {
    /// The periods of a type, as indices, that begin and end with a range; nil where it would cut one.
    func whole(_ type: PeriodType) -> ClosedRange<UInt32>? {
        let (first, last) = ends(type)
        let fits =
            first.exists && last.exists && Swift.max(0, first.days.lowerBound) == firstDay
            && last.days.upperBound == upperBound.days.upperBound
        return fits ? first.index...last.index : nil
    }

    /// The periods of a type that its first and last days lie in.
    func ends(_ type: PeriodType) -> (first: Period, last: Period) {
        (
            Period(containing: firstDay, type: type),
            Period(containing: Swift.min(upperBound.days.upperBound, 84_005), type: type)
        )
    }

    /// 1970W1 begins in 1969.
    private var firstDay: Int64 { Swift.max(0, lowerBound.days.lowerBound) }

    /// As it was asked for.
    var text: String {
        lowerBound == upperBound ? lowerBound.text : "\(lowerBound.text)..\(upperBound.text)"
    }
}
