/// An exact number: a fraction of whole numbers.
struct Ratio: Hashable, Sendable {
    let top: Int128
    /// Above 0.
    let bottom: Int128

    init(_ whole: Int128) {
        top = whole
        bottom = 1
    }

    /// `nil` where the denominator is 0.
    init?(_ top: Int128, over bottom: Int128) {
        guard bottom != 0, bottom != .min, top != .min else { return nil }
        self.top = bottom < 0 ? -top : top
        self.bottom = bottom.magnitude == UInt128(0) ? 1 : Int128(bottom.magnitude)
    }

    /// Rounded half away from zero, in units of 10^-places; `nil` where it does not fit.
    func rounded(places: Int) -> Int64? { Quotient.rounded(top, over: bottom, places: places) }

    /// `nil` where 128 bits do not do, here and below.
    static func / (left: Ratio, right: Ratio) -> Ratio? {
        near(left, right) { left, right in
            guard let top = left.top.times(right.bottom), let bottom = left.bottom.times(right.top) else {
                return nil
            }
            return Ratio(top, over: bottom)?.reduced
        }
    }

    /// Exactly, or where 128 bits do not do, of numbers that are less than one part in 2^30 off: quotients of products of a
    /// city's incomes have some forty digits.
    private static func near(
        _ left: Ratio, _ right: Ratio, _ operation: (Ratio, Ratio) -> Ratio?
    ) -> Ratio? {
        if let exact = operation(left, right) { return exact }
        guard let left = left.coarse, let right = right.coarse else { return nil }
        return operation(left, right)
    }

    /// In 62 bits; nil where that would be too far off.
    private var coarse: Ratio? {
        let bits = 128 - max(top.magnitude, bottom.magnitude).leadingZeroBitCount
        guard bits > 62 else { return self }
        let bottom = bottom >> Int128(bits - 62)
        guard bottom >= 1 << 31 else { return nil }
        return Ratio(top >> Int128(bits - 62), over: bottom)
    }

    /// In lowest terms where the numbers are large: products of them then fit longer.
    private var reduced: Ratio {
        guard top.magnitude > Self.large || bottom.magnitude > Self.large else { return self }
        var (first, second) = (top.magnitude, bottom.magnitude)
        while second > 0 { (first, second) = (second, first % second) }
        return Ratio(top / Int128(first), over: bottom / Int128(first)) ?? self
    }

    private static let large: UInt128 = 1 << 40

    static func * (left: Ratio, right: Int128) -> Ratio? {
        left.top.times(right).flatMap { Ratio($0, over: left.bottom) }
    }

    static func + (left: Ratio, right: Ratio) -> Ratio? { sum(left, right, sign: 1) }

    static func - (left: Ratio, right: Ratio) -> Ratio? { sum(left, right, sign: -1) }

    private static func sum(_ left: Ratio, _ right: Ratio, sign: Int128) -> Ratio? {
        near(left, right) { exactSum($0, $1, sign: sign) }
    }

    private static func exactSum(_ left: Ratio, _ right: Ratio, sign: Int128) -> Ratio? {
        guard left.bottom != right.bottom else {
            let (top, overflow) = left.top.addingReportingOverflow(sign * right.top)
            return overflow ? nil : Ratio(top, over: left.bottom)
        }
        guard let first = left.top.times(right.bottom), let second = right.top.times(left.bottom),
            let bottom = left.bottom.times(right.bottom)
        else { return nil }
        let (top, overflow) = first.addingReportingOverflow(sign * second)
        return overflow ? nil : Ratio(top, over: bottom)
    }
}

extension Ratio: Comparable {
    static func < (left: Ratio, right: Ratio) -> Bool {
        let first = left.top.multipliedFullWidth(by: right.bottom)
        let second = right.top.multipliedFullWidth(by: left.bottom)
        return (first.high, first.low) < (second.high, second.low)
    }

    static func == (left: Ratio, right: Ratio) -> Bool { !(left < right) && !(right < left) }

    func hash(into hasher: inout Hasher) { hasher.combine(rounded(places: 6)) }
}

extension Int128 {
    fileprivate func times(_ other: Int128) -> Int128? {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        return overflow ? nil : product
    }
}
