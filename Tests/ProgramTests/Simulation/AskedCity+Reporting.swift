import Testing

extension AskedCity {
    /// How many reports are expected, there and on time is what SQL counts, form by form and all together: at every level, by
    /// every length of period.
    ///
    /// - Parameter dueDays: of every form.
    func expectReporting(dueDays: Int) async throws {
        for level in CityQuestion.levels {
            for months in [1, 3, 6, 12] {
                let question = CityQuestion(level: level, months: months)
                var byForm: [String: CityReporting.Count] = [:]
                var all: [String: CityReporting.Count] = [:]
                for form in CityReporting.all where months % form.months == 0 {
                    let counts = try form.counts(sql, level: level, months: months, dueDays: dueDays)
                    for (place, count) in counts {
                        byForm["\(place)/\(form.code)"] = count
                        all[place] = all[place, default: .init()] + count
                    }
                }
                try await expect(all, question)
                try await expect(byForm, question, ["--by", "data_set"])
                // Neither none nor all of them came in time.
                let sum = all.values.reduce(.init(), +)
                #expect(sum.onTime > 0 && sum.onTime < sum.actual && sum.actual < sum.expected, "\(sum)")
            }
        }
    }

    /// - Parameter counts: by place and period, and what more it is asked by.
    private func expect(
        _ counts: [String: CityReporting.Count], _ question: CityQuestion, _ by: [String] = []
    ) async throws {
        let answer = try await services.query(
            ["COL_REPORT_RATE", "COL_ONTIME_RATE"] + question.arguments + by)
        #expect(answer.exitCode == 0, "\(answer.errors)")
        let table = Table(answer.output)
        let keys = table.columns.filter {
            ["unit", "month", "quarter", "half", "year", "data_set"].contains($0)
        }
        let rows = table.keyed(by: keys)
        #expect(Set(rows.keys) == Set(counts.keys), "\(question) \(by)")
        for (place, count) in counts {
            let row = rows[place] ?? [:]
            func sum(_ column: String) -> Int? { row[column].flatMap(Int.init) }
            let found = CityReporting.Count(
                expected: sum("COL_REPORT_RATE.denominator") ?? -1,
                actual: sum("COL_REPORT_RATE.numerator") ?? -1, onTime: sum("COL_ONTIME_RATE.numerator") ?? -1
            )
            #expect(found == count, "\(question.arguments) \(by) \(place)")
            for (code, part) in [("COL_REPORT_RATE", count.actual), ("COL_ONTIME_RATE", count.onTime)] {
                let rate = row[code].flatMap(Double.init)
                let exact = count.expected > 0 ? 100 * Double(part) / Double(count.expected) : nil
                let isEqual = rate == nil ? exact == nil : abs((exact ?? -1) - (rate ?? -1)) < 0.000_1
                #expect(isEqual, "\(code) \(place): \(rate as Double?), SQL \(exact as Double?)")
            }
        }
    }
}
