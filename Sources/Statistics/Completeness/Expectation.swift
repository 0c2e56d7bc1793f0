/// Which registered units must report one data set, and when. Units are places in the registry.
struct Expectation: Sendable {
    struct Timed: Sendable {
        let place: UInt32
        /// On which the unit must; since 1970.
        let days: Range<Int64>
    }

    /// Units of which the registry knows no more than the name, ascending. The same for all data sets that the same codes may
    /// report, so that a nation's are kept once.
    let plain: [UInt32]
    /// Other units that must always, ascending.
    var always: [UInt32] = []
    /// Ascending by place; a unit that opens again stands here several times.
    var timed: [Timed] = []

    /// The units of a range, to be counted on many days.
    struct Due: Sendable {
        let always: Int
        let timed: ArraySlice<Timed>

        /// - Parameter day: since 1970.
        func count(on day: Int64) -> Int64 {
            var count = always
            for unit in timed where unit.days.contains(day) { count += 1 }
            return Int64(count)
        }

        var isNobody: Bool { always == 0 && timed.isEmpty }
    }

    func due(_ places: Range<Int>) -> Due {
        Due(
            always: Self.part(plain, places) { $0 }.count + Self.part(always, places) { $0 }.count,
            timed: Self.part(timed, places, \.place))
    }

    /// Ascending.
    func units(_ places: Range<Int>, on day: Int64) -> [Int] {
        let timed = Self.part(timed, places, \.place).filter { $0.days.contains(day) }.map { Int($0.place) }
        let others = Self.part(plain, places) { $0 } + Self.part(always, places) { $0 }
        return (others.map { Int($0) } + timed).sorted()
    }

    /// Those that lie in a range, of units that ascend.
    private static func part<Unit>(
        _ units: [Unit], _ places: Range<Int>, _ place: (Unit) -> UInt32
    ) -> ArraySlice<Unit> {
        func first(notBelow bound: Int) -> Int {
            var (low, high) = (0, units.count)
            while low < high {
                let middle = (low + high) / 2
                if Int(place(units[middle])) < bound { low = middle + 1 } else { high = middle }
            }
            return low
        }
        return units[first(notBelow: places.lowerBound)..<first(notBelow: places.upperBound)]
    }
}
