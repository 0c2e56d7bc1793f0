internal import Wire

/// Where the units of a made-up city lie, and which of them were split or merged.
struct CityMap: Sendable {
    let city: UnitCode
    /// Ascending: each stands behind those above it.
    let units: [SimulatedUnit]
    /// Communities and sites, in the order in which they were founded.
    let reporters: [SimulatedUnit]

    /// - Parameters:
    ///   - count: how many communities and sites; those that come out of a split or a merger are extra.
    ///   - months: how many the city is told of.
    init(city: UnitCode, units count: Int, seed: UInt64, months: Int) {
        self.city = city
        var draft = CityDraft(city: city, count: count, seed: seed, months: months)
        draft.found()
        draft.change()
        reporters = draft.units
        let streets = Set(draft.units.compactMap { $0.code.prefix(9) }).sorted()
        let above = ([city] + draft.districts + streets).enumerated().map {
            ($0.element, UInt64(1_000_000 + $0.offset))
        }
        units =
            (above.map { code, number in
                SimulatedUnit(
                    code, number: number, area: CityDraft.area(code, seed), seed: seed, months: months)
            } + draft.units).sorted { $0.code < $1.code }
    }
}

/// Communities and sites while they are founded, split and merged.
private struct CityDraft {
    let districts: [UnitCode]
    private(set) var units: [SimulatedUnit] = []
    private let count: Int
    private let seed: UInt64
    private let months: Int

    init(city: UnitCode, count: Int, seed: UInt64, months: Int) {
        self.count = count
        self.seed = seed
        self.months = months
        districts = (0..<Swift.max(1, Swift.min(20, count / 8))).compactMap {
            UnitCode("\(city)\(Self.padded($0 + 4, 2))")
        }
    }

    /// A street for twenty communities and a district for each eight units, at most twenty districts; the first districts
    /// have the most. Every tenth unit is a site (a park, a building, a social organisation) in the community before it,
    /// and some of these have their forms sent by the community.
    mutating func found() {
        var sizes = Array(repeating: 0, count: districts.count)
        var community: UnitCode?
        for index in 0..<count {
            var numbers = RandomNumbers(seed: seed, UInt64(index), 1)
            if index % 10 == 9, let community {
                add(UnitCode("\(community)\(Self.padded(index % 10_000, 4))"), number: index)
                if numbers.happens(percent: 20) { units[units.count - 1].reportedBy = community }
            } else {
                let place = Double(numbers.number(in: 0...999)) / 1_000
                let district = Int(place * place * Double(districts.count))
                let within = sizes[district]
                sizes[district] += 1
                let street = Self.padded(within / 20 + 1, 3)
                let code = UnitCode("\(districts[district])\(street)\(Self.padded(within % 20 + 1, 3))")
                add(code, number: index)
                community = code
            }
        }
    }

    /// In the middle of the time one community becomes two, and somewhat later two of the same street become one; none of
    /// them has sites, which would be left without a community.
    mutating func change() {
        guard let street = UnitCode("\(districts[0])001"), months >= 4 else { return }
        let housing = Set(units.filter { $0.code.length == 16 }.compactMap { $0.code.prefix(12) })
        let communities = units.indices.filter {
            let code = units[$0].code
            return code.length == 12 && code.hasPrefix(street) && !housing.contains(code)
        }
        guard communities.count >= 3 else { return }
        replace(communities[0...0], by: ["\(street)901", "\(street)902"], in: months / 2)
        replace(communities[1...2], by: ["\(street)903"], in: months * 3 / 4)
    }

    private mutating func replace(_ old: ArraySlice<Int>, by new: [String], in month: Int) {
        let heirs = new.compactMap { UnitCode($0) }
        for index in old {
            units[index].months = 0..<month
            units[index].successors = heirs.map { SimulatedUnit.Successor(code: $0, month: month) }
        }
        for heir in heirs {
            add(heir, number: units.count)
            units[units.count - 1].months = month..<months
        }
    }

    private mutating func add(_ code: UnitCode?, number: Int) {
        guard let code else { return }
        let area = Self.area(code, seed)
        units.append(SimulatedUnit(code, number: UInt64(number), area: area, seed: seed, months: months))
    }

    /// A street is of the town or of the country, and so is everything in it; districts are of the town.
    static func area(_ code: UnitCode, _ seed: UInt64) -> SimulatedUnit.Area {
        guard code.length >= 9 else { return .urban }
        var numbers = RandomNumbers(seed: seed)
        for index in 0..<9 { numbers = RandomNumbers(seed: numbers.next(), UInt64(code[index])) }
        return numbers.happens(percent: 25) ? .rural : .urban
    }

    private static func padded(_ number: Int, _ length: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: Swift.max(0, length - digits.count)) + digits
    }
}
