package import Catalogue
package import Wire

/// A small plausible city: the same reports for the same numbers, whatever the clock says.
///
/// Communities report coverage each month, their streets problems as they happen, districts their population each year. Some
/// reports come twice, some are amended, some units miss a month.
package struct SimulatedCity: Sequence, Sendable {
    /// The columns that its reports would have in a file.
    package let columns: [String]
    private let reports: [Report]

    package init(catalogue: Catalogue, city: String, units: Int, months: Int, seed: UInt64)
        throws(ClientError)
    {
        let forms = try SimulatedForms(catalogue)
        columns = ReportWriting.columns(forms.dataSets, catalogue)
        var numbers = RandomNumbers(seed: seed)
        let districts = Self.districts(city, units: units)
        let communities = (0..<units).compactMap { index -> UnitCode? in
            let district = districts[index % districts.count]
            let within = index / districts.count
            return UnitCode("\(district)\(Self.padded(within / 20 + 1, 3))\(Self.padded(within % 20 + 1, 3))")
        }
        let last = Period(text: "202512")?.index ?? 0
        let periods = (0..<UInt32(months)).compactMap { back in
            last >= back ? Period(type: .monthly, index: last - back) : nil
        }.reversed()
        var reports: [Report] = []
        for district in districts {
            for year in Set(periods.compactMap { $0.enclosing(.yearly) }).sorted() {
                reports.append(forms.population(district, year, &numbers))
            }
        }
        for month in periods {
            for unit in communities where !numbers.happens(percent: 8) {
                reports += forms.coverage(unit, month, &numbers)
                if let street = unit.prefix(9) { reports += forms.problems(street, month, &numbers) }
            }
        }
        self.reports = reports
    }

    package func makeIterator() -> IndexingIterator<[Report]> { reports.makeIterator() }

    /// One district for each eight communities, at most twenty.
    private static func districts(_ city: String, units: Int) -> [UnitCode] {
        (0..<Swift.min(20, (units + 7) / 8)).compactMap { UnitCode("\(city)\(padded($0 + 4, 2))") }
    }

    private static func padded(_ number: Int, _ length: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: Swift.max(0, length - digits.count)) + digits
    }
}
