internal import Catalogue
internal import Wire

/// The units of a made-up city as a file that an aggregator's --units takes.
struct UnitsFile {
    let map: CityMap
    let months: [Period]

    private static let columns = [
        "code", "name", "opened", "closed", "domain", "area", "reports", "reported_by", "successors",
    ]

    /// A row for each unit, the province first; an empty cell has nothing to say. `reports` and `successors` may hold
    /// several, with spaces between them.
    func write(_ write: ([UInt8]) throws -> Void) rethrows {
        try write(CSVText.row(Self.columns))
        if let province = map.city.prefix(2) {
            try write(
                CSVText.row(
                    [province.description, "省\(province)"] + Self.columns.dropFirst(2).map { _ in "" }))
        }
        for unit in map.units { try write(CSVText.row(row(unit))) }
    }

    private func row(_ unit: SimulatedUnit) -> [String] {
        [
            unit.code.description, name(unit), unit.months.lowerBound > 0 ? day(unit.months.lowerBound) : "",
            closing(of: unit).map(Self.text) ?? "", unit.code.length == 16 ? unit.domains[0] : "",
            unit.code.length < 6 ? "" : unit.area.rawValue, unit.reports?.joined(separator: " ") ?? "",
            unit.reportedBy?.description ?? "",
            unit.successors.map { "\($0.code)@\(day($0.month))" }.joined(separator: " "),
        ]
    }

    /// The first day, since 1970, on which a unit is no longer open; nil where it stays.
    func closing(of unit: SimulatedUnit) -> Int64? {
        unit.months.upperBound < months.count ? months[unit.months.upperBound].days.lowerBound : nil
    }

    private func name(_ unit: SimulatedUnit) -> String {
        let kind =
            switch unit.code.length {
            case 4: "市"
            case 6: "区"
            case 9: "街道"
            case 12: "社区"
            default: ["park": "园区", "building": "楼宇", "social_org": "社会组织"][unit.domains[0]] ?? "单位"
            }
        return "\(unit.code)\(kind)"
    }

    /// The first day of a month of the city's.
    private func day(_ month: Int) -> String { Self.text(months[month].days.lowerBound) }

    private static func text(_ day: Int64) -> String { CivilDate(days: day).description }
}
