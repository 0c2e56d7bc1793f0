internal import Wire

/// Something that happens at a unit and goes through steps, each of them reported under the same id. Times are in seconds
/// since 1970.
protocol Happening {
    var id: EventID { get }
    var happenedAt: Int64 { get }
    /// Some are dated by their day alone.
    var isDatedByDay: Bool { get }
    /// Ids, ascending.
    var options: [UInt32] { get }
    var savedAtMilliseconds: Int64 { get }

    /// One step later; nil where nothing more happens.
    func advanced(_ numbers: inout RandomNumbers) -> Self?

    /// What is said of each element, by code; where there is nothing to say of one the cell stays empty.
    var cells: [(element: String, value: Int64)] { get }

    /// What follows for the elements that nobody sends.
    var consequences: [Consequence] { get }
}

extension Happening {
    var consequences: [Consequence] { [] }
}

enum Consequence {
    /// Counts for a derived element in the month of a time.
    case counted(String, at: Int64, Int64)
    /// Stands at the end of each day from one time on and until before another, for ever where there is none.
    case standing(String, from: Int64, until: Int64?)
}
