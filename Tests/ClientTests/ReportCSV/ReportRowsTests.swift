import Catalogue
import Seeds
import Testing
import Wire

@testable import Client

@Suite struct ReportRowsTests {
    private let catalogue: Catalogue

    init() throws { catalogue = try Catalogue.shipped() }

    private func rows(_ text: String, _ languages: [Language] = [.english]) throws -> ReportRows {
        try ReportRows(
            file: "f.csv", catalogue: catalogue, modifiedAtMilliseconds: 1_000, languages: languages
        ) {
            var rest = Array(text.utf8)
            return {
                defer { rest = [] }
                return rest
            }
        }
    }

    private func read(_ text: String) throws -> [Result<Report, RowError>] {
        var rows = try rows(text)
        var all: [Result<Report, RowError>] = []
        while let row = try rows.next() {
            all.append(
                row.map { row in
                    guard case .report(let report) = row else { preconditionFailure("\(row) has no values") }
                    return report
                })
        }
        return all
    }

    @Test(arguments: [
        ("", "is empty"),
        ("unit,period\n", "lacks `data_set`"),
        ("data_set,unit,period,unit\n", "stands in column 2 already"),
        ("data_set,unit,period,CP_FILD\n", "Nearest: CP_FILED"),
        ("data_set,unit,period,CP_FELL_DUE\n", "derived"),
        ("data_set,unit,period,COV_TOTAL\n", "COV_TOTAL:domain's option"),
        ("data_set,unit,period,COV_TOTAL:moon\n", "`moon` is no option of domain"),
        ("data_set,unit,period,CP_FILED:acute\n", "expected CP_FILED"),
        ("\"data_set,unit\n", "never closed"),
    ])
    func `A wrong header is told before anything is read`(text: String, expected: String) {
        let error = #expect(throws: ClientError.self) { try rows(text) }
        #expect(error?.description.contains(expected) == true, "\(error?.description ?? "")")
        #expect(error?.description.hasPrefix("f.csv") == true)
        let chinese = #expect(throws: ClientError.self) { try rows(text, [.chinese]) }?.description ?? ""
        // What cannot be read as CSV at all is said in English alone.
        let isOfHeader = !["is empty", "never closed"].contains(expected)
        #expect(chinese.contains { $0 >= "一" && $0 <= "龥" } == isOfHeader, "\(chinese)")
    }

    @Test func `An event is read with options, dates and values in canonical order`() throws {
        let text = """
            data_set,CP_CLOSED_AT,unit,period,id,saved_at,type,urgency,CP_FILED
            city-problem,2015-01-02T08:30:00Z,990105,2015-01-01,dce90ffa-70dd-54e3-bc94-79e06666323c,\
            2015-01-01T00:20:09.250Z,other,chronic,1
            """
        let report = Report(
            dataSet: 1, unit: try #require(UnitCode("990105")),
            key: .event(EventID(high: 0xdce9_0ffa_70dd_54e3, low: 0xbc94_79e0_6666_323c)),
            savedAtMilliseconds: 1_420_071_609_250, occurrence: .day(16_436), options: [6, 10],
            values: [
                ReportValue(element: 1, value: 1),
                ReportValue(element: 6, kind: .instant, value: 1_420_187_400),
            ])
        #expect(try read(text) == [.success(report)])
    }

    @Test func `An id that is no UUID is hashed with the data set`() {
        // printf 'city-problem\0A-1' | sha256sum
        let id = EventID(hashing: Array("A-1".utf8), dataSet: "city-problem")
        #expect(id.description == "ac31239b-e39e-56a7-edc6-7e46fa6023f6")
        #expect(id != EventID(hashing: Array("A-1".utf8), dataSet: "visit"))
    }

    /// The model: a dictionary over all rows, whether or not they have a time.
    @Test(arguments: [31, 32, 33] as [UInt64])
    func `Times of mixed rows are those of counting every row`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var text = "data_set,unit,period,saved_at,EC_POP\n"
        var counts: [Int: Int64] = [:]
        var expected: [Int64] = []
        for _ in 0..<200 {
            let unit = Int.random(in: 110_101...110_105, using: &random)
            let hasTime = Int.random(in: 0..<3, using: &random) > 0
            text += "population,\(unit),2020,\(hasTime ? "1970-01-01T00:00:09Z" : ""),5\n"
            expected.append(hasTime ? 9_000 : 1_000 + counts[unit, default: 0])
            counts[unit, default: 0] += 1
        }
        let times = try read(text).map { try $0.get().savedAtMilliseconds }
        #expect(times == expected, "seed \(seed)")
    }

    @Test func `Rows without a time are saved one millisecond after each other under one key [R1]`() throws {
        let text = """
            data_set,unit,period,saved_at,EC_POP
            population,110101,2020,,1
            population,110102,2020,,1
            population,110101,2020,2020-01-01T00:00:00Z,2
            population,110101,2020,,x
            population,110101,2020,,4
            population,110101,2021,,5
            """
        let times = try read(text).map { try? $0.get().savedAtMilliseconds }
        #expect(times == [1_000, 1_000, 1_577_836_800_000, nil, 1_003, 1_000])
    }

    @Test func `A retraction needs no date and carries nothing`() throws {
        let text = """
            data_set,unit,period,id,status,type,CP_FILED
            city-problem,990105,,7,retracted,other,1
            city-problem,990105,,7,,other,1
            """
        let rows = try read(text)
        let report = try rows[0].get()
        #expect(report.status == .retracted && report.options.isEmpty && report.values.isEmpty)
        #expect(throws: RowError.self) { try rows[1].get() }
    }

    @Test(arguments: [
        ("moon,110101,2020,,,,1,", Outcome.unknownDataSet, "moon"),
        ("population,,2020,,,,1,", .badUnitCode, "unit"),
        ("population,110101,202,,,,1,", .badPeriod, "202"),
        ("population,110101,2020,7,,,1,", .wrongForm, "has no id"),
        ("population,110101,2020,,yesterday,,1,", .malformed, "saved_at"),
        ("population,110101,2020,,,no_change,1,", .malformed, "EC_POP `1`: a row with status no_change"),
        ("population,110101,2020,,,no_change,,other", .optionsNotPermitted, "type"),
        ("population,110101,2020,,,same,1,", .malformed, "nothing or `retracted` or `no_change`"),
        ("city-problem,110101,2020-01-01,7,,no_change,,", .wrongForm, "no_change"),
        ("population,110101,2020,,,,1.5,", .wrongValueKind, "EC_POP"),
        ("population,110101,2020,,,,99999999999999999999,", .outOfBounds, "EC_POP"),
        ("population,110101,2020,,,,1,other", .optionsNotPermitted, "type"),
        ("city-problem,110101,2020-01-01,,,,,other", .malformed, "no id"),
        ("city-problem,110101,2020-02-30,7,,,,other", .badOccurrence, "2020-02-30"),
        ("city-problem,110101,2020-01-01,7,,,,moon", .unknownOption, "waterlogging"),
        ("city-problem,110101,2020-01-01,7,,,5,other", .elementNotInDataSet, "EC_POP"),
        ("population,110101,2020", .malformed, "3 cells, expected 8"),
    ])
    func `A wrong row says which cell and what was expected`(
        row: String, outcome: Outcome, expected: String
    ) throws {
        let all = try read("data_set,unit,period,id,saved_at,status,EC_POP,type\n" + row)
        guard case .failure(let error) = all.first else {
            Issue.record("the row was accepted")
            return
        }
        #expect(error.outcome == outcome)
        #expect(error.message.english.contains(expected), "\(error.message)")
        // What was wrong is quoted in both languages.
        let quoted = error.message.english.split(separator: "`", omittingEmptySubsequences: false)
        #expect(
            error.message.chinese.split(separator: "`", omittingEmptySubsequences: false).count
                == quoted.count)
        #expect(error.message.chinese.contains { $0 >= "一" && $0 <= "龥" }, "\(error.message)")
    }

    @Test func `What is written of a report is read back as the same report`() throws {
        let city = try SimulatedCity(
            catalogue: catalogue, city: #require(UnitCode("5101")), units: 12, months: 2, seed: 3)
        let writing = ReportWriting(catalogue, columns: city.columns)
        var text = CSVText.row(city.columns)
        for report in city { text += writing.row(report) + Array("\r\n".utf8) }
        let back = try read(String(decoding: text, as: UTF8.self)).map { try $0.get() }
        #expect(back == Array(city))
        #expect(back.count > 50)
    }

    @Test func `Decimals are read to their scale and no finer`() {
        let expected: [(text: String, scale: Int, reading: ScaledNumber.Reading)] = [
            ("1.5", 2, .value(150)), ("-0.05", 2, .value(-5)), ("7", 2, .value(700)), ("1.50", 1, .value(15)),
            ("1.55", 1, .tooFine), ("1.", 1, .notANumber), (".5", 1, .notANumber), ("1e3", 0, .notANumber),
            ("-", 0, .notANumber), ("", 0, .notANumber), (" 1", 0, .notANumber),
            ("9223372036854775807", 0, .value(Int64.max)), ("9223372036854775808", 0, .tooLarge),
            ("922337203685477581", 1, .tooLarge),
        ]
        for (text, scale, reading) in expected {
            #expect(ScaledNumber.read(text.utf8.span, scale: scale) == reading, "\(text) at scale \(scale)")
        }
    }
}
