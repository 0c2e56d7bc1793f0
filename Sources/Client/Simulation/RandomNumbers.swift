/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers for the same seed on every machine and in every version.
struct RandomNumbers: Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// A stream of its own for one thing, such as one unit's one month: what is drawn for it depends on nothing else.
    init(seed: UInt64, _ parts: UInt64...) {
        state = seed
        for part in parts { state = next() ^ part }
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// Uniform enough for a made-up city: the bias is below 2^-32.
    mutating func number(in range: ClosedRange<Int64>) -> Int64 {
        range.lowerBound + (Int64(next() >> 32) * (range.upperBound - range.lowerBound + 1)) >> 32
    }

    mutating func happens(percent: Int64) -> Bool { number(in: 1...100) <= percent }

    /// Skewed as the sizes of firms and towns are: at least 1, half of them below 1.5, one in a thousand above 30 (a
    /// Pareto distribution with exponent 2). Square roots are the same on every machine.
    mutating func paretoSize() -> Double { 1 / (Double(number(in: 1...1_000)) / 1_000).squareRoot() }
}
