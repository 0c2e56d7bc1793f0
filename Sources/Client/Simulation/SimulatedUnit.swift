internal import Wire

/// One unit of a made-up city: where it lies, how large it is, how well it reports and what became of it.
struct SimulatedUnit: Sendable {
    enum Area: String, Sendable { case urban, rural }

    struct Successor: Sendable {
        let code: UnitCode
        /// The place of the first month in which it is open.
        let month: Int
    }

    let code: UnitCode
    /// Its stream of random numbers.
    let number: UInt64
    let area: Area
    /// 1 for most, a few times as much for some, much more for a few; districts are all alike.
    let size: Double
    let missingPercent: Int64
    /// Codes of the domains that it has something of; its own where it is a site.
    let domains: [String]
    /// Codes of the data sets that it must report; nil: all that codes of its length report.
    let reports: [String]?
    /// Which of the city's months it is open in at the end.
    var months: Range<Int>
    /// Who fills in and sends its forms; nil: itself.
    var reportedBy: UnitCode?
    var successors: [Successor] = []

    init(_ code: UnitCode, number: UInt64, area: Area, seed: UInt64, months count: Int) {
        var numbers = RandomNumbers(seed: seed, number)
        self.code = code
        self.number = number
        self.area = area
        let size = numbers.paretoSize()
        // Streets and districts have many communities in them: what they count differs less.
        self.size = code.length <= 6 ? 1 : code.length == 9 ? Swift.min(size, 5) : size
        missingPercent = numbers.happens(percent: 15) ? 35 : 3
        let isSite = code.length == 16
        let first = Int(numbers.number(in: isSite ? 1...3 : 0...0))
        let last = isSite ? first : Int(numbers.number(in: 0...3))
        domains = Array(Self.domainCodes[first...Swift.max(first, last)])
        reports = isSite && numbers.happens(percent: 30) ? ["coverage", "floating-members"] : nil
        months = code.length < 12 ? 0..<count : Self.openMonths(of: count, &numbers)
    }

    private static let domainCodes = ["community", "park", "building", "social_org"]

    /// Most are open all the time, some open late, some close early.
    private static func openMonths(of count: Int, _ numbers: inout RandomNumbers) -> Range<Int> {
        let last = Int64(count) - 1
        let first = numbers.happens(percent: 5) ? Int(numbers.number(in: 0...last)) : 0
        let end = numbers.happens(percent: 5) ? Int(numbers.number(in: 0...last)) + 1 : count
        return first..<Swift.max(first + 1, end)
    }

    func mustReport(_ dataSet: String) -> Bool { reports?.contains(dataSet) ?? true }
}
