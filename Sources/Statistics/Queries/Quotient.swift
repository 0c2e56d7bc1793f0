/// Exact decimals out of sums: computed in 128 bits, rounded half away from zero.
enum Quotient {
    /// numerator × 10^places / denominator; `nil` where the denominator is 0 or the result does not fit 64 bits.
    static func rounded(_ numerator: Int128, over denominator: Int128, places: Int) -> Int64? {
        guard denominator != 0, (0...30).contains(places) else { return nil }
        let divisor = denominator.magnitude
        // By hand, a decimal at a time: the rest times ten fits where the numerator times a power of ten would not.
        guard divisor <= UInt128.max / 10 else { return nil }
        var (quotient, rest) = numerator.magnitude.quotientAndRemainder(dividingBy: divisor)
        for _ in 0..<places {
            let (digit, remainder) = (rest * 10).quotientAndRemainder(dividingBy: divisor)
            let (product, overflow) = quotient.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            (quotient, rest) = (product + digit, remainder)
        }
        if rest >= divisor - rest { quotient += 1 }
        guard let value = Int64(exactly: quotient) else { return nil }
        return (numerator < 0) != (denominator < 0) ? -value : value
    }

    /// 10^places.
    static func power(_ places: Int) -> Int128? {
        guard (0...30).contains(places) else { return nil }
        return (0..<places).reduce(Int128(1)) { power, _ in power * 10 }
    }
}
