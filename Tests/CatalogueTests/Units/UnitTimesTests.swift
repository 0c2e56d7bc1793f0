import CSV
import Testing
import Wire

@testable import Catalogue

/// What a units file says beside codes and names: when a unit is open, what it must report, and who follows it.
@Suite struct UnitTimesTests {
    private let catalogue: Catalogue

    init() throws { catalogue = try Catalogue.shipped() }

    private func registry(_ text: String) throws(CSVError) -> UnitRegistry {
        var rest = Array(text.utf8)
        do throws(UnitsFileError) {
            return try UnitRegistry(file: "units.csv", catalogue: catalogue) {
                defer { rest = [] }
                return rest
            }
        } catch {
            throw error.faults[0]
        }
    }

    private func code(_ text: String) throws -> UnitCode { try #require(UnitCode(text)) }
    private func day(_ text: String) throws -> Int64 { try #require(DateParts(text.utf8.span)?.day) }

    @Test func `A unit is open from its first day to the one before it closes`() throws {
        let units = try registry(
            "closed,code,name,opened\n2025-07-01,510104017,甲,2024-02-01\n,510104018,乙,\n2025-01-01,510104019,丙,\n"
        )
        for (unit, day, isOpen) in [
            ("510104017", "2024-01-31", false), ("510104017", "2024-02-01", true),
            ("510104017", "2025-06-30", true), ("510104017", "2025-07-01", false),
            ("510104018", "1970-01-01", true), ("510104018", "2199-12-31", true),
            ("510104019", "2024-12-31", true), ("510104019", "2025-01-01", false),
            ("510104020", "2025-01-01", false),
        ] {
            #expect(units.isOpen(try code(unit), on: try self.day(day)) == isOpen, "\(unit) on \(day)")
        }
        #expect(units.count == 3)
    }

    @Test func `A column that is nearly one that is read is refused, any other is not looked at`() throws {
        for (name, meant) in [
            ("close", "closed"), ("Closed", "closed"), ("openend", "opened"), ("report", "reports"),
        ] {
            let error = #expect(throws: CSVError.self) { try registry("code,name,\(name)\n51,省,\n") }
            #expect(
                error?.line == 1 && error?.message.contains("did you mean \(meant)?") == true,
                "\(error?.message ?? "")")
        }
        #expect(try registry("code,name,area_km2,remark,phone\n51,省,1,2,3\n").count == 1)
    }

    @Test func `A unit that was closed and opened again stands in two rows and has its last name`() throws {
        let units = try registry(
            "code,name,opened,closed\n510104017,新,2026-01-01,\n510104017,旧,,2025-07-01\n5101,市,,\n")
        let unit = try code("510104017")
        #expect(units.count == 2 && units.name(of: unit) == "新")
        for (day, isOpen) in [
            ("2025-06-30", true), ("2025-07-01", false), ("2025-12-31", false), ("2026-01-01", true),
        ] {
            #expect(units.isOpen(unit, on: try self.day(day)) == isOpen, "\(day)")
        }
        // What stood in June ends in July; what stands from 2026 on does not end.
        #expect(units.closing(of: unit, openOn: try day("2025-06-30")) == (try day("2025-07-01")))
        #expect(units.closing(of: unit, openOn: try day("2025-08-31")) == (try day("2025-08-31")))
        #expect(units.closing(of: unit, openOn: try day("2026-03-31")) == .max)
        #expect(units.closing(of: try code("5101"), openOn: 0) == .max)
        #expect(units.closing(of: try code("99"), openOn: 0) == .max)
    }

    @Test func `Domain and area are the unit's own, else those of the nearest unit above that has them`()
        throws
    {
        let units = try registry(
            """
            code,name,domain,area
            5101,市,,rural
            510104,区,,urban
            510104017,街,,
            510104017003,社区,community,
            5101040170030001,楼,building,rural

            """)
        for (unit, domain, area) in [
            ("5101", nil, "rural"), ("510104", nil, "urban"), ("510104017", nil, "urban"),
            ("510104017003", "community", "urban"), ("5101040170030001", "building", "rural"),
            ("5101040170030002", "community", "urban"), ("510199", nil, "rural"), ("52", nil, nil),
        ] as [(String, String?, String?)] {
            #expect(units.domain(of: try code(unit)) == domain, "\(unit)")
            #expect(units.area(of: try code(unit)) == area, "\(unit)")
        }
    }

    @Test func `A unit must report what it is told, else what the catalogue lets its code report`() throws {
        let units = try registry(
            """
            code,name,reports,reported_by
            510104017003,甲,,510104017
            510104017004,乙,coverage check-in,
            510104017005,丙,-,
            510104017,街道,,
            4419,东莞市,,
            441900,东莞市区,,

            """)
        func duties(_ text: String) throws -> [String] {
            let unit = try code(text)
            let time = try #require(units.time(of: unit, on: 20_000))
            return catalogue.dataSets.filter { time.obliges(unit, to: $0) }.map(\.code).sorted()
        }
        #expect(try duties("510104017004") == ["check-in", "coverage"])
        #expect(try duties("510104017005") == [])
        #expect(try duties("510104017003").contains("coverage"))
        #expect(try !duties("510104017003").contains("population"))
        // A single unit that reports for everything below it shuts out what lies there.
        #expect(try duties("4419").contains("population"))
        #expect(try !duties("441900").contains("population"))
        #expect(units.reporter(for: try code("510104017003"), on: 20_000) == (try code("510104017")))
        #expect(units.reporter(for: try code("510104017"), on: 20_000) == nil)
    }

    @Test func `A split has several successors, a merger several predecessors`() throws {
        let units = try registry(
            """
            code,name,opened,closed,successors
            510104001,甲,,2025-07-01,510104003@2025-07-01 510104004@2025-07-01
            510104002,乙,,2025-08-01,510104004@2025-08-01
            510104003,丙,2025-07-01,,
            510104004,丁,2025-07-01,,

            """)
        let (july, august) = (try day("2025-07-01"), try day("2025-08-01"))
        #expect(
            units.successors(of: try code("510104001"))
                == [
                    Succession(unit: try code("510104003"), day: july),
                    Succession(unit: try code("510104004"), day: july),
                ])
        #expect(
            units.predecessors(of: try code("510104004"))
                == [
                    Succession(unit: try code("510104001"), day: july),
                    Succession(unit: try code("510104002"), day: august),
                ])
        #expect(units.successors(of: try code("510104003")) == [])
        #expect(units.predecessors(of: try code("510104001")) == [])
    }

    @Test func `The digest follows days alone`() throws {
        let plain = try registry("code,name\n5101,市\n").digest
        #expect(try registry("code,name,domain,area\n5101,城,,urban\n5102,市,community,\n").digest == plain)
        let closed = try registry("code,name,closed\n5101,市,2025-01-01\n").digest
        #expect(closed != plain)
        #expect(try registry("closed,name,code\n2025-01-01,市,5101\n,区,510104\n").digest == closed)
        #expect(try registry("code,name,closed\n5101,市,2025-01-02\n").digest != closed)
        #expect(try registry("code,name,opened\n5101,市,2025-01-01\n").digest != closed)
    }

    @Test func `Below a unit lie exactly the units whose codes begin with its code`() throws {
        let codes = ["51", "5101", "510104", "510104017", "510105", "5102", "52", "50"]
        let units = try registry("code,name\n" + codes.shuffled().map { "\($0),名\n" }.joined())
        for text in codes + ["5103", "53", "49", "510104018"] {
            let unit = try code(text)
            let found = units.places(below: unit).compactMap { units.code(at: $0)?.description }
            #expect(found == codes.filter { $0.hasPrefix(text) }.sorted(), "\(text)")
        }
        #expect(units.places(below: nil).count == codes.count)
    }

    @Test(arguments: [
        ("opened", "2025-13-01", "opened `2025-13-01` is no day, expected one such as 2025-07-01"),
        ("closed", "2025-01-01T00:00:00", "closed `2025-01-01T00:00:00` is no day"),
        ("opened,closed", "2025-01-02,2025-01-02", "closed 2025-01-02 is not after opened 2025-01-02"),
        ("domain", "factory", "domain `factory` is none, expected community, park, building, social_org"),
        ("area", "suburb", "area `suburb` is none, expected urban, rural"),
        ("reports", "coverage poems", "reports `poems` is no data set of the catalogue"),
        ("reports", "population", "reports `population`, which the catalogue does not let it report"),
        ("reported_by", "510104099", "reported_by 510104099 is not registered"),
        ("reported_by", "510104017003", "reported_by names the unit itself"),
        ("reported_by", "街道", "reported_by `街道` is no unit's code"),
        ("successors", "510104018", "successors `510104018`: expected CODE@DATE"),
        ("successors", "510104018@soon", "successors `soon` is no day"),
        ("successors", "510104099@2025-01-01", "successor 510104099 is not registered"),
        ("successors", "510104017003@2025-01-01", "successors names the unit itself"),
        ("successors", "510104018@2019-12-31", "successor 510104018 is not open on 2019-12-31"),
    ])
    func `A wrong cell is refused with its line, its unit and what was expected`(
        columns: String, cells: String, said: String
    ) throws {
        let fill = String(repeating: ",", count: columns.count { $0 == "," } + 1)
        let opened = columns.hasPrefix("opened") ? "" : ",opened"
        let later = opened.isEmpty ? "" : ",2020-01-01"
        let text =
            "code,name,\(columns)\(opened)\n510104018,乙\(fill)\(later)\n510104017003,甲,\(cells)"
            + (opened.isEmpty ? "" : ",") + "\n"
        let error = #expect(throws: CSVError.self) { try registry(text) }
        #expect(error?.line == 3)
        #expect(error?.message.hasPrefix("unit 510104017003: \(said)") == true, "\(error?.message ?? "")")
    }

    @Test(arguments: [
        (",2025-02-01", "2025-01-31,", 3), ("2025-01-01,2025-03-01", "2025-02-01,2025-02-02", 3),
        ("2025-01-01,", "2024-01-01,2025-01-02", 3), (",", "2025-01-01,", 3),
    ])
    func `Times of one unit that overlap are refused`(first: String, second: String, line: Int) {
        let error = #expect(throws: CSVError.self) {
            try registry("code,name,opened,closed\n5101,市,\(first)\n5101,市,\(second)\n")
        }
        #expect(error?.line == line)
        #expect(error?.message.contains("unit 5101 stands in line 2 already") == true)
        #expect(error?.message.contains("times that do not overlap") == true)
    }

    @Test(arguments: [("area", "rural", "urban"), ("domain", "community", "park"), ("area", "", "urban")])
    func `Rows of one unit that differ in area or domain are refused`(
        column: String, first: String, second: String
    ) {
        func rows(_ first: String, _ second: String) -> String {
            "code,name,opened,closed,\(column)\n5101,市,,2025-03-01,\(first)\n5101,市,2025-03-01,,\(second)\n"
        }
        let error = #expect(throws: CSVError.self) { try registry(rows(first, second)) }
        #expect(error?.line == 2)
        #expect(
            error?.message.hasPrefix("unit 5101: its rows differ in area or domain") == true,
            "\(error?.message ?? "")")
        #expect(error?.message.contains("register a successor with a code of its own") == true)
        #expect(throws: Never.self) { try registry(rows(second, second)) }
    }

    @Test func `Successors and deputies that come back to a unit are refused, and the circle is shown`() {
        let heirs = #expect(throws: CSVError.self) {
            try registry(
                "code,name,successors\n5101,甲,5102@2025-01-01\n5102,乙,5103@2025-01-01\n5103,丙,5101@2026-01-01\n"
            )
        }
        #expect(heirs?.line == 2 && heirs?.message.contains("5101 → 5102 → 5103 → 5101") == true)
        let deputies = #expect(throws: CSVError.self) {
            try registry("code,name,reported_by\n5103,丙,\n5101,甲,5102\n5102,乙,5101\n")
        }
        #expect(deputies?.line == 3 && deputies?.message.contains("5101 → 5102 → 5101") == true)
        // A diamond is no circle.
        #expect(throws: Never.self) {
            try registry(
                "code,name,successors\n5101,甲,5102@2025-01-01 5103@2025-01-01\n5102,乙,5104@2026-01-01\n"
                    + "5103,丙,5104@2026-01-01\n5104,丁,\n")
        }
    }
}
