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
    }
}
