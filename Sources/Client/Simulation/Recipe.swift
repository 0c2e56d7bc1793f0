/// How the number that a form says of an element comes about.
///
/// Levels, shares and what follows from them depend on the unit and the period alone: what a stock was a period earlier is
/// known without keeping books.
enum Recipe: Sendable {
    /// How much there is at the end of the period: drawn once for the unit and as much more as it is large, moving a little,
    /// growing some per cent a year.
    case level(ClosedRange<Int64>, growthPercent: Int64 = 3)
    /// Some per cent of what others come to together: drawn once for the unit, moving a few points, rising some points a
    /// year, always within the range.
    case share([String], percent: ClosedRange<Int64>, risingPoints: Int64 = 1)
    /// What others come to together.
    case sum([String])
    /// What the parts leave of a whole.
    case rest(of: String, without: [String])
    /// Counted anew in each period.
    case count(ClosedRange<Int64>)
    /// What left a stock in the period: as much as it fell by and some more.
    case left(String, extra: ClosedRange<Int64>)
    /// What came to a stock in the period, so that opening + came - left = closing.
    case came(String, left: [String])
    /// So many times each of a stock as the whole city draws for the period: rains.
    case times(String, ClosedRange<Int64>)
    /// Persons of a month's distinct ones, each once since 1 January.
    case sinceJanuary(String)
    /// The events of a data set that the unit has in the period; some state another number.
    case tally(String, wrongPercent: Int64)
}
