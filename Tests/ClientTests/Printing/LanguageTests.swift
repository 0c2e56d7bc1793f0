import Catalogue
import Testing
import Transport
import Wire

@testable import Client

@Suite struct LanguageTests {
    @Test(arguments: [
        ([:], LanguageChoice.both), (["LANG": "zh_CN.UTF-8"], .zh), (["LANG": "en_GB.UTF-8"], .en),
        (["LANG": "de_DE.UTF-8"], .both), (["LANG": "C"], .both), (["LANG": "C.UTF-8"], .both),
        (["LANG": "zh"], .zh), (["LANG": "zha_CN"], .both), (["LANG": "both"], .both),
        (["LC_ALL": "POSIX", "LC_MESSAGES": "zh_CN", "LANG": "en_GB"], .both),
        (["LC_MESSAGES": "zh_TW", "LANG": "en_GB"], .zh), (["LC_ALL": "", "LANG": "en_US"], .en),
        (["LC_ALL": "en", "LANG": "zh_CN"], .en), (["LC_CTYPE": "zh_CN.UTF-8"], .both),
    ])
    func `What is read follows from the locale in POSIX's order`(
        environment: [String: String], expected: LanguageChoice
    ) {
        #expect(LanguageChoice(locale: environment) == expected)
    }

    private static let answer = ResultTable(
        columns: [
            .init(name: "domain", kind: .text, chinese: "领域", english: "Domain"),
            .init(name: "COV_TOTAL", kind: .integer, chinese: "实体运营单位数", english: "Operating units in scope"),
        ], rows: [[.text("community"), .number(3_018)], [.text("park"), .number(7)]],
        answeredAtMilliseconds: 0,
        notes: ["甲"])

    @Test func `In one language there is one title above the code, and options have their names`() throws {
        let catalogue = try Catalogue.shipped()
        let chinese = ResultPrinting(Self.answer, catalogue: catalogue, languages: [.chinese]).text(.table)
        #expect(
            chinese.output == """
                领域              实体运营单位数
                domain                 COV_TOTAL
                ----------------  --------------
                社区 (community)            3018
                园区 (park)                    7

                注：甲
                截至 1970-01-01T08:00:00+08:00：尚未读到任何日志

                """, "\(chinese.output)")
        let english = ResultPrinting(Self.answer, catalogue: catalogue, languages: [.english]).text(.table)
        let titles = english.output.split(separator: "\n").prefix(2)
        #expect(
            titles == [
                "Domain                 Operating units in scope",
                "domain                                COV_TOTAL",
            ])
        #expect(!english.output.contains("社区") && english.output.contains("Community (community)"))
    }

    @Test func `Codes of an answer have their names for whoever reads one language`() throws {
        let spots = ResultTable(
            columns: [
                .init(name: "unit", kind: .text),
                .init(name: "state", kind: .text, chinese: "状态", english: "State"),
            ],
            rows: [[.text("51"), .text("blank")], [.text("5101"), .text("not_reported")]],
            answeredAtMilliseconds: 0)
        let catalogue = try Catalogue.shipped()
        func text(_ languages: [Language], _ format: OutputFormat = .table) -> String {
            ResultPrinting(spots, catalogue: catalogue, languages: languages).text(format).output
        }
        #expect(text([.chinese]).contains("空白 (blank)") && text([.chinese]).contains("未报 (not_reported)"))
        #expect(text([.english]).contains("51    blank\n"), "\(text([.english]))")
        #expect(text([.english]).contains("5101  not reported (not_reported)\n"))
        #expect(text([.chinese, .english]).contains("5101  not_reported\n"))
        #expect(text([.chinese], .csv) == "unit,state\n51,blank\n5101,not_reported\n")
    }

    @Test func `Machine formats are the same in every language`() throws {
        let catalogue = try Catalogue.shipped()
        for format in [OutputFormat.csv, .json] {
            let answers = [[.chinese], [.english], [.chinese, .english]].map { (languages: [Language]) in
                ResultPrinting(Self.answer, catalogue: catalogue, languages: languages).text(format).output
            }
            #expect(Set(answers).count == 1, "\(format)")
            let lists = [[.chinese], [.english], [.chinese, .english]].map { (languages: [Language]) in
                CataloguePrinting(catalogue, languages: languages).text(format)
            }
            #expect(Set(lists).count == 1, "\(format)")
        }
    }

    /// Where the columns of a table stand, from its rule of hyphens; a character of the CJK blocks takes two places.
    private static func starts(_ rule: Substring) -> [Int] {
        rule.indices.filter {
            $0 == rule.startIndex || (rule[$0] == "-" && rule[rule.index(before: $0)] == " ")
        }
        .map { rule.distance(from: rule.startIndex, to: $0) }
    }

    private static func places(_ text: Substring) -> [Character?] {
        text.flatMap { character -> [Character?] in
            let isWide = character.unicodeScalars.first.map { $0.value >= 0x2E80 } ?? false
            return isWide ? [character, nil] : [character]
        }
    }

    @Test(arguments: [[.chinese], [.english], [.chinese, .english]] as [[Language]])
    func `Every cell of a table begins where its column begins, also behind Chinese`(
        languages: [Language]
    ) throws {
        let lines = CataloguePrinting(try Catalogue.shipped(), languages: languages).text(.table)
            .split(separator: "\n", omittingEmptySubsequences: false)
        let rule = try #require(lines.firstIndex { $0.hasPrefix("--") })
        #expect(rule == 2 + languages.count)
        let starts = Self.starts(lines[rule])
        #expect(starts.count == 4 + languages.count)
        for line in lines[2...] where !line.isEmpty {
            let places = Self.places(line)
            for start in starts.dropFirst() where start < places.count {
                #expect(places[start - 1] == " " && places[start - 2] == " ", "\(line)")
            }
        }
        let text = lines.joined(separator: "\n")
        #expect(text.contains("存量，个，按 domain") == (languages == [.chinese]))
        #expect(text.contains("两个覆盖月报") == languages.contains(.chinese))
        #expect(text.contains("Own organisation rate") == languages.contains(.english))
    }

    @Test func `What was rejected is named in the language, its code stays`() throws {
        let unit = try #require(UnitCode("110101"))
        let report = Report(
            dataSet: 3, unit: unit, key: .period(Period(type: .yearly, index: 50)), savedAtMilliseconds: 0)
        let letters = [
            KeptLetter(
                id: 4, file: "a.csv", rejectedAtMilliseconds: 0,
                letter: DeadLetter(
                    source: 1, line: 2, outcome: .outOfBounds, message: "EC_POP 为 -1，应为 0 至 9", report: report
                ))
        ]
        let catalogue = try Catalogue.shipped()
        let chinese = RejectedPrinting(letters, catalogue, languages: [.chinese])
        #expect(chinese.text(.table).contains("超出范围 OUT_OF_BOUNDS"))
        #expect(chinese.text(.table).hasPrefix("编号  文件   行  原因代码"))
        #expect(
            chinese.text(.csv).hasPrefix(
                "number,file,line,code,rejected_at,data_set,unit,message\n4,a.csv,2,OUT_OF_BOUNDS,"))
        let english = RejectedPrinting(letters, catalogue, languages: [.english]).text(.table)
        #expect(english.contains("  OUT_OF_BOUNDS") && !english.contains("超出范围"))
    }
}
