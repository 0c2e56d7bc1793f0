internal import Catalogue
internal import Wire

/// A unit's form while it is filled in: what each line's number is in any period.
struct Sheet {
    let form: ReturnForm
    let unit: SimulatedUnit
    let seed: UInt64
    /// The index of the first period that the city is told of: levels are drawn for it.
    let origin: Int64
    /// How many events of a data set the unit has in the period that is filled in.
    let tallies: [String: Int64]

    /// - Parameters:
    ///   - line: its place in the form.
    ///   - option: its place among the line's options.
    ///   - period: its index.
    func value(_ line: Int, _ option: Int, at period: Int64) -> Int64 {
        switch form.lines[line].step {
        case .level(let range, let growth): return level(line, option, period, range, growth)
        case .share(let whole, let percent, let rising):
            let whole = whole.reduce(0) { $0 + matching($1, line, option, at: period) }
            return whole * points(line, option, period, percent, rising) / 100
        case .sum(let parts): return parts.reduce(0) { $0 + matching($1, line, option, at: period) }
        case .rest(let whole, let parts):
            return parts.reduce(matching(whole, line, option, at: period)) {
                $0 - matching($1, line, option, at: period)
            }
        case .count(let range):
            var numbers = drawn(line, option, period)
            return numbers.number(in: range)
        case .left(let stock, let extra):
            var numbers = drawn(line, option, period)
            return max(0, -rise(stock, line, option, period)) + numbers.number(in: extra)
        case .came(let stock, let left):
            return left.reduce(rise(stock, line, option, period)) {
                $0 + matching($1, line, option, at: period)
            }
        case .times(let stock, let times):
            // The weather is the same for everybody.
            var numbers = RandomNumbers(seed: seed, UInt64(form.dataSet.id), UInt64(bitPattern: period), 7)
            return matching(stock, line, option, at: period) * numbers.number(in: times)
        case .sinceJanuary(let persons): return sinceJanuary(persons, option, period)
        case .tally(let dataSet, let wrong):
            var numbers = drawn(line, option, period)
            let held = tallies[dataSet] ?? 0
            return numbers.happens(percent: wrong) ? held + numbers.number(in: 1...3) : held
        }
    }

    /// Another line's number for the same option; all its options together where it is told apart differently.
    private func matching(_ other: Int, _ line: Int, _ option: Int, at period: Int64) -> Int64 {
        if form.lines[other].category == form.lines[line].category { return value(other, option, at: period) }
        return form.options(ofLine: other, unit).reduce(0) { $0 + value(other, $1, at: period) }
    }

    private func rise(_ stock: Int, _ line: Int, _ option: Int, _ period: Int64) -> Int64 {
        matching(stock, line, option, at: period) - matching(stock, line, option, at: period - 1)
    }

    private func level(
        _ line: Int, _ option: Int, _ period: Int64, _ range: ClosedRange<Int64>, _ growth: Int64
    ) -> Int64 {
        var once = drawn(line, option, nil)
        let start = Int64(unit.size * Double(once.number(in: range)))
        var numbers = drawn(line, option, period)
        let moved = numbers.number(in: 0...max(1, start / 20))
        return start + start * growth * (period - origin) / (100 * perYear) + (start == 0 ? 0 : moved)
    }

    private func points(
        _ line: Int, _ option: Int, _ period: Int64, _ range: ClosedRange<Int64>, _ rising: Int64
    ) -> Int64 {
        var once = drawn(line, option, nil)
        var numbers = drawn(line, option, period)
        let points =
            once.number(in: range) + numbers.number(in: -3...3) + rising * (period - origin) / perYear
        return min(max(points, range.lowerBound), range.upperBound)
    }

    /// Each month brings some that were not active before.
    private func sinceJanuary(_ persons: Int, _ option: Int, _ period: Int64) -> Int64 {
        var total: Int64 = 0
        for month in (period - period % perYear)...period {
            let active = value(persons, option, at: month)
            total = max(active, total + active / 5)
        }
        return total
    }

    private var perYear: Int64 {
        switch form.type {
        case .daily: 365
        case .weekly: 52
        case .monthly: 12
        case .quarterly: 4
        case .sixMonthly: 2
        case .yearly: 1
        }
    }

    /// - Parameter period: nil for what is drawn once for the unit.
    private func drawn(_ line: Int, _ option: Int, _ period: Int64?) -> RandomNumbers {
        let place = UInt64(form.dataSet.id) << 16 | UInt64(line) << 8 | UInt64(option)
        return RandomNumbers(seed: seed, unit.number, place, UInt64(bitPattern: period ?? -1), 3)
    }
}
