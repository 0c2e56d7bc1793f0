import Foundation
import Testing

extension Programs {
    /// One page about a simulated city, beside what separate questions answer.
    @Suite struct BriefTests {
        private static let units = ["5101", "510104"]

        /// The cells of a Markdown table's rows by their first cell.
        private static func rows(_ markdown: String) -> [String: [String]] {
            let rows = markdown.split(separator: "\n").filter { $0.hasPrefix("| ") }.map { line in
                line.dropFirst(2).dropLast(2).components(separatedBy: " | ")
            }
            return Dictionary(rows.map { ($0[0], $0) }) { first, _ in first }
        }

        private static func page(
            _ city: AskedCity, _ arguments: [String], format: String
        ) async throws -> Program.Result {
            try await city.services.command("brief", arguments + ["--format", format])
        }

        private static func percent(_ text: String?) -> String? {
            text.flatMap(Double.init).map { String(format: "%.2f%%", ($0 * 100).rounded() / 100) }
        }

        /// A row's figure is what a question of its own answers, with the numbers behind it and the reports behind those.
        private static func expect(
            _ city: AskedCity, _ rows: [String: [String]], unit: String, name: String, code: String,
            period: String,
            form: String, more: [String] = []
        ) async throws {
            let answer = try await city.services.query([code, "--unit", unit, "--period", period] + more)
            let cells = try #require(Table(answer.output).rows.first, "\(answer)")
            let row = try #require(rows[name], "\(name)")
            #expect(row[1] == period && row[2] == percent(cells[code]), "\(row) \(cells)")
            #expect(row[3] == "\(cells[code + ".numerator"] ?? "")/\(cells[code + ".denominator"] ?? "")")
            #expect(row[8] == "\(cells[form + ".actual"] ?? "")/\(cells[form + ".expected"] ?? "")", "\(row)")
        }

        @Test func `A page has all subjects, and each figure is what a question of its own answers`()
            async throws
        {
            // A city in which every form that is looked at has come: of one so small some years lack a form.
            let city = try await AskedCity.sent(units: 60, isRegistered: true, seed: 3)
            let subjects = [
                "两个覆盖", "流动党员", "双报到", "四方联动", "城市病", "服务满意", "民生诉求", "经济", "软弱涣散", "系统性", "融合性", "协同性",
                "城乡", "报送",
            ]
            for unit in Self.units {
                let chinese = ["--unit", unit, "--period", "202511", "--language", "zh"]
                let markdown = try await Self.page(city, chinese, format: "markdown")
                #expect(markdown.exitCode == 0, "\(markdown)")
                let rows = Self.rows(markdown.output)
                for (name, code, period, form, more) in [
                    ("组织覆盖率", "COV_ORG_RATE", "202511", "coverage", []),
                    ("组织覆盖率·城市", "COV_ORG_RATE", "202511", "coverage", ["--where", "area=urban"]),
                    ("按期结案率", "CP_ONTIME_RATE", "202511", "city-problem", []),
                    ("在职党员报到率", "CI_RATE", "2025Q3", "check-in-sent", []),
                    ("流动党员纳管率·流入", "FM_RATE", "2025Q3", "floating-members", ["--where", "direction=in"]),
                    ("党员作用发挥率", "PM_ROLE_RATE", "2025S1", "members", []),
                    ("常住人口城镇化率", "EC_URBAN_RATE", "2024", "population", []),
                    ("组织覆盖率·农村", "COV_ORG_RATE", "202511", "coverage", ["--where", "area=rural"]),
                ] where unit == "5101" || !name.hasSuffix("农村") {
                    try await Self.expect(
                        city, rows, unit: unit, name: name, code: code, period: period, form: form, more: more
                    )
                }
                let text = try await Self.page(city, chinese, format: "text")
                let html = try await Self.page(city, chinese, format: "html")
                for (index, subject) in subjects.enumerated() {
                    let title = "\(index + 1). \(subject)"
                    #expect(text.output.contains("\(title)\n"), "\(title)")
                    #expect(markdown.output.contains("## \(title)\n"), "\(title)")
                    #expect(html.output.contains("<h2>\(title)</h2>"), "\(title)")
                }
                for page in [text, markdown, html] {
                    #expect(page.output.contains("\(unit) 2025年11月通报"), "\(page.output.prefix(400))")
                    #expect(page.output.contains("\(city.services.position.split(separator: ":")[0]):"))
                }
            }
            try await Self.expectMissing(city)
            try await Self.expectChange(city)
        }

        /// The page of a month counts the returns that `missing` lists for the periods that it shows.
        private static func expectMissing(_ city: AskedCity) async throws {
            var rows: [[String: String]] = []
            let months = [
                "city-problem", "coverage", "check-in", "joint-activity", "chronic-spot", "service-request",
                "nil-report",
            ]
            for (forms, period) in [
                (months, "202512"),
                (["floating-members", "check-in-sent", "linkage", "weak-branch"], "2025Q4"),
                (["resident-survey", "members", "effort"], "2025S2"),
                (["population", "economy", "targets"], "2025"),
            ] {
                let answer = try await city.services.query(
                    ["missing"] + forms + ["--unit", "5101", "--period", period])
                rows += Table(answer.output).rows
            }
            let page = try await page(
                city, ["--unit", "5101", "--period", "202512", "--language", "zh"], format: "text")
            let units = Set(rows.compactMap { $0["unit"] }).count
            #expect(page.output.contains("尚有\(units)个单位未报齐，共\(rows.count)份。"), "\(page.output.prefix(200))")
        }

        /// A page of a quarter compares it with the one before it.
        private static func expectChange(_ city: AskedCity) async throws {
            let answer = try await city.services.query(
                [
                    "COV_BLANK", "CP_CLOSE_RATE", "--unit", "5101", "--by", "quarter", "--period",
                    "2025Q3..2025Q4",
                ])
            let values = Table(answer.output).keyed(by: ["quarter"])
            let page = try await page(
                city, ["--unit", "5101", "--period", "2025Q4", "--language", "zh"], format: "markdown")
            func number(_ quarter: String, _ code: String) throws -> Double {
                try #require(values[quarter]?[code].flatMap(Double.init), "\(answer)")
            }
            let points = try number("2025Q4", "CP_CLOSE_RATE") - number("2025Q3", "CP_CLOSE_RATE")
            let blank = try number("2025Q4", "COV_BLANK") / number("2025Q3", "COV_BLANK") * 100 - 100
            for (name, value, measure) in [("结案率", points, "百分点"), ("空白点数", blank, "%")] {
                let cell = try #require(rows(page.output)[name]?[4])
                let shown = try #require(Double(cell.replacing(measure, with: "")), "\(cell)")
                #expect(abs(shown - value) < 0.006 && cell.hasSuffix(measure), "\(name) \(cell) \(value)")
            }
        }

        @Test func `A page about a unit that has closed, or that nobody registered, says so at its top`()
            async throws
        {
            let folder = try Folder()
            let units = try folder.write(
                """
                code,name,opened,closed,successors
                510104017004,乙社区,,2025-07-01,510104017005@2025-07-01
                510104017005,丙社区,2025-07-01,,

                """, to: "units.csv")
            let services = try await Services(units: units)
            for (unit, words) in [
                ("510104017004", ["已于2025-07-01撤销", "510104017005 丙社区@2025-07-01"]),
                ("510199", ["510199 没有登记"]),
            ] {
                let page = try await services.command(
                    "brief", ["--unit", unit, "--period", "202512", "--language", "zh"])
                let lines = page.output.split(separator: "\n")
                #expect(page.exitCode == 0 && lines[1].hasPrefix("注意: "), "\(page.output.prefix(300))")
                #expect(words.allSatisfy { lines[1].contains($0) }, "\(lines[1])")
                #expect(lines[2] == "注意: 本页各期没有收到该单位及其下级的任何报送。", "\(lines[2])")
            }
        }

        @Test func `It is written to a file, and what cannot be a page is refused`() async throws {
            let services = try await Services()
            let folder = services.folder
            let file = folder.file("page.html")
            let written = try await services.command(
                "brief", ["--unit", "5101", "--period", "202512", "--format", "html", "--output", file])
            #expect(written.exitCode == 0 && written.output.isEmpty, "\(written)")
            let html = try String(contentsOfFile: file, encoding: .utf8)
            // Nothing was sent, and the page says so of every figure.
            #expect(
                html.contains("本期无报送<br>nothing reported") && html.contains("应报未知")
                    && html.hasSuffix("</html>\n"))
            for (unit, period, word) in [
                ("51010", "202512", "--unit 51010"), ("5101", "2025W01", "--period 2025W01"),
            ] {
                let refused = try await services.command("brief", ["--unit", unit, "--period", period])
                #expect(refused.exitCode == 1 && refused.errors.contains(word), "\(refused)")
            }
        }
    }
}
