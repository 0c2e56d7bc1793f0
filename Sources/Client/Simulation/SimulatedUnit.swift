internal import Wire

/// One unit of a made-up city: where it lies, how large it is and how well it reports.
struct SimulatedUnit: Sendable {
    let code: UnitCode
    /// Its stream of random numbers.
    let number: UInt64
    /// 1 for most, a few times as much for some, much more for a few.
    let size: Double
    /// Which of the city's months it reports at all: units open and close.
    let months: Range<Int>
    let missingPercent: Int64
    /// How many of the domains it has, and which comes first.
    let domains: Int
    let firstDomain: Int

    init(_ code: UnitCode, number: UInt64, seed: UInt64, months count: Int) {
        var numbers = RandomNumbers(seed: seed, number)
        self.code = code
        self.number = number
        size = numbers.paretoSize()
        let first = numbers.happens(percent: 5) ? Int(numbers.number(in: 0...Int64(count))) : 0
        let last = numbers.happens(percent: 5) ? Int(numbers.number(in: 0...Int64(count))) : count
        months = Swift.min(first, last)..<Swift.max(first, last)
        missingPercent = numbers.happens(percent: 15) ? 35 : 3
        let isSite = code.length == 16
        firstDomain = isSite ? Int(numbers.number(in: 1...2)) : 0
        domains = isSite ? 1 : Int(numbers.number(in: 1...4))
    }

    /// A street for twenty communities and a district for each eight units, at most twenty districts; the first districts
    /// have the most. Every tenth unit is a site (a park or a building) in the community before it.
    static func all(city: UnitCode, count: Int, seed: UInt64, months: Int) -> [SimulatedUnit] {
        let districts = districts(city, units: count)
        var sizes = Array(repeating: 0, count: districts.count)
        var community: UnitCode?
        var units: [SimulatedUnit] = []
        for index in 0..<count {
            let code: UnitCode?
            if index % 10 == 9, let community {
                code = UnitCode("\(community)\(padded(index % 10_000, 4))")
            } else {
                var numbers = RandomNumbers(seed: seed, UInt64(index), 1)
                let place = Double(numbers.number(in: 0...999)) / 1_000
                let district = Int(place * place * Double(districts.count))
                let within = sizes[district]
                sizes[district] += 1
                code = UnitCode(
                    "\(districts[district])\(padded(within / 20 + 1, 3))\(padded(within % 20 + 1, 3))")
                community = code
            }
            guard let code else { continue }
            units.append(SimulatedUnit(code, number: UInt64(index), seed: seed, months: months))
        }
        return units
    }

    static func districts(_ city: UnitCode, units: Int) -> [UnitCode] {
        (0..<Swift.max(1, Swift.min(20, units / 8))).compactMap { UnitCode("\(city)\(padded($0 + 4, 2))") }
    }

    private static func padded(_ number: Int, _ length: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: Swift.max(0, length - digits.count)) + digits
    }
}
