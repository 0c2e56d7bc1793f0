import Foundation
import Testing

extension Programs {
    /// What people read, in Chinese or in English.
    @Suite struct LanguageTests {
        private static let header = "data_set,unit,period,EC_POP,EC_POP_URBAN\n"

        @Test(arguments: [
            ("zh", "应为整数", false), ("en", "expected a whole number", false), ("both", "应为整数 / ", true),
        ])
        func `Rows are rejected, and questions refused, in the language that was chosen`(
            language: String, reason: String, isBoth: Bool
        ) async throws {
            let services = try await Services()
            let file = try services.folder.write(
                Self.header + "population,110101,2020,x,1\npopulation,11010,2020,1,1\n", to: "wrong.csv")
            let sent = try await Program.run(
                "grassroots",
                [
                    "send", file, "--language", language, "--collector",
                    "127.0.0.1:\(services.collectorPort)", "--spool", services.folder.file("spool"),
                ], in: services.folder)
            #expect(sent.exitCode == 3 && sent.lastLine.hasPrefix("accepted 0, rejected 2, spooled 0"))
            let rejected = try String(
                contentsOfFile: services.folder.file("wrong.rejected.csv"), encoding: .utf8)
            #expect(rejected.hasPrefix("line,code,message,data_set,unit,period,"), "\(rejected)")
            #expect(rejected.contains("2,WRONG_VALUE_KIND,EC_POP `x`") && rejected.contains(reason))
            #expect(rejected.contains("单位代码长 5 位") == (language != "en"), "\(rejected)")
            #expect(rejected.contains("the unit's code is 5 long") == (language != "zh"), "\(rejected)")
            let asked = try await services.query(["EC_POPP", "--language", language])
            #expect(asked.exitCode == 1)
            #expect(asked.errors.contains("没有代码为 EC_POPP") == (language != "en"), "\(asked.errors)")
            #expect(asked.errors.contains("查询有误 BAD_QUERY") == (language != "en"), "\(asked.errors)")
            #expect(asked.errors.contains("no element and no indicator") == (language != "zh"))
        }

        /// Both names where nothing is chosen and the locale of the tests says neither.
        @Test
        func `The language follows from the locale, and the choice from the command line goes before it`()
            async throws
        {
            let folder = try Folder()
            func catalogue(_ locale: String, _ flags: String) async throws -> String {
                let script = try folder.write(
                    "LC_ALL=\(locale) exec '\(Setting.programs.path)/grassroots' catalogue \(flags)\n",
                    to: "ask.sh")
                let shell = try Program(at: "/bin/sh", [script], in: folder)
                try shell.start()
                return try await shell.wait().output
            }
            for (locale, flags, chinese, english) in [
                ("zh_CN.UTF-8", "", true, false), ("en_US.UTF-8", "", false, true), ("C", "", true, true),
                ("zh_CN.UTF-8", "--language en", false, true), ("C", "--language zh", true, false),
            ] {
                let text = try await catalogue(locale, flags)
                #expect(text.contains("常住人口") == chinese, "\(locale) \(flags)")
                #expect(text.contains("Resident population") == english, "\(locale) \(flags)")
            }
            let formats = try await [catalogue("zh_CN", "--format csv"), catalogue("en_US", "--format csv")]
            #expect(
                formats[0] == formats[1] && formats[0].hasPrefix("kind,code,within,chinese,english,details\n")
            )
        }

        /// Of a made-up city, each in the way that its help shows.
        private static let questions = [
            ["CP_FILED", "COV_TOTAL", "EC_URBAN_RATE", "SYS_SPREAD", "--by", "month", "--period", "202506"],
            ["COV_ORG_RATE", "--by", "unit:district", "--by", "domain", "--period", "202506", "--explain"],
            ["ranking", "COV_ORG_RATE", "--by", "unit:community", "--period", "202506"],
            ["trend", "CP_FILED", "CP_ONTIME_RATE", "--by", "month", "--period", "202504..202506"],
            ["share", "CP_FILED", "--by", "type"], ["distribution", "CP_MINUTES"],
            ["matrix", "FU_PAIR", "--by", "pair", "--period", "202506"],
            ["interval", "RS_POSITIVE_RATE", "--by", "aspect", "--period", "2025S1"], ["three-rates"],
            ["progress", "--period", "202506"], ["blank-spots", "--period", "202506"], ["backlog"],
            ["completeness", "--by", "unit:district", "--period", "202506"],
            ["missing", "--period", "202506"],
            ["missing", "--period", "202506", "--text"], ["violations"], ["outliers"], ["conflicts"],
            ["repeated-ids"], ["clocks"], ["CP_FILD"], ["ranking", "WB_RATE", "--by", "unit:district"],
            ["COV_TOTAL", "--unit", "99"], ["distribution", "CP_FILED"],
        ]

        @Test
        func `Every answer is in the language that was chosen, but for names of units`() async throws {
            let files = try Folder()
            let units = files.file("units.csv")
            let city = ["simulate", "--units", "20", "--months", "18", "--seed", "5", "--units-file", units]
            _ = try await Program.run("grassroots", city + ["--csv", "/dev/null"], in: files)
            let services = try await Services(units: units)
            let sent = try await Program.run(
                "grassroots",
                city + [
                    "--collector", "127.0.0.1:\(services.collectorPort)", "--spool",
                    services.folder.file("spool"),
                ], in: services.folder)
            services.remember(sent)
            let names = Table(try String(contentsOfFile: units, encoding: .utf8)).rows.compactMap {
                $0["name"]
            }
            .sorted { $0.count > $1.count }
            func said(_ arguments: [String], _ language: String) async throws -> String {
                let answer = try await services.query(arguments + ["--language", language], format: "table")
                return names.reduce(answer.output + answer.errors) { text, name in
                    name.isEmpty ? text : text.replacing(name, with: "")
                }
            }
            for question in Self.questions {
                let english = try await said(question, "en")
                #expect(
                    !english.isEmpty && !Self.hasChinese(english), "\(question): \(english.prefix(3_000))")
                let chinese = try await said(question, "zh")
                #expect(Self.hasChinese(chinese), "\(question)")
                let sentence = chinese.firstMatch(of: /\b[a-z]+ [a-z]+ [a-z]+\b/).map { "\($0.output)" }
                #expect(sentence == nil, "\(question): \(sentence ?? "")")
            }
            for language in ["en", "zh"] {
                let page = try await services.command(
                    "brief", ["--unit", "510104", "--period", "202506", "--language", language])
                let text = names.reduce(page.output) { $0.replacing($1, with: "") }
                #expect(Self.hasChinese(text) == (language == "zh"), "\(text)")
            }
        }

        private static func hasChinese(_ text: String) -> Bool {
            text.unicodeScalars.contains { scalar in
                switch scalar.value {
                case 0x3000...0x303F, 0x3400...0x9FFF, 0xFF00...0xFFEF: true
                default: false
                }
            }
        }
    }
}
