/// Exact decimals out of sums: computed in 128 bits, rounded half away from zero.
enum Quotient {
    /// numerator × 10^places / denominator; `nil` where the denominator is 0 or 128 bits do not do.
    static func rounded(_ numerator: Int128, over denominator: Int128, places: Int) -> Int64? {
        guard denominator != 0, let power = power(places) else { return nil }
        let (product, overflow) = numerator.multipliedReportingOverflow(by: power)
        guard !overflow else { return nil }
        let magnitude = product.magnitude
        let divisor = denominator.magnitude
        let (quotient, rest) = magnitude.quotientAndRemainder(dividingBy: divisor)
        let rounded = rest >= divisor - rest ? quotient + 1 : quotient
        let isNegative = (product < 0) != (denominator < 0)
        guard let value = Int64(exactly: rounded) else { return nil }
        return isNegative ? -value : value
    }

    /// 10^places.
    static func power(_ places: Int) -> Int128? {
        guard (0...30).contains(places) else { return nil }
        return (0..<places).reduce(Int128(1)) { power, _ in power * 10 }
    }
}
