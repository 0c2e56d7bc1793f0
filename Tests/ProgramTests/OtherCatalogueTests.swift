import Foundation
import Testing

extension Programs {
    /// Catalogues that differ between the services, and one that changes what was counted.
    @Suite struct OtherCatalogueTests {
        private static let shipped = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/Catalogue/catalogue.yaml").standardizedFileURL

        /// The shipped catalogue with some text in place of other.
        private func catalogue(_ changes: [(String, String)], in folder: Folder) throws -> String {
            var text = try String(contentsOf: Self.shipped, encoding: .utf8)
            for (old, new) in changes {
                try #require(text.contains(old))
                text = text.replacing(old, with: new, maxReplacements: 1)
            }
            return try folder.write(text, to: "catalogue-\(UUID().uuidString.prefix(8)).yaml")
        }

        @Test func `A form that is given another id is a break, and comparing says so with its exit code`()
            async throws
        {
            let folder = try Folder()
            let (id, version) = ("id: 2\n    code: coverage", "version: 4\n")
            let renumbered = try catalogue(
                [(id, "id: 77\n    code: coverage"), (version, "version: 5\n")], in: folder)
            let broken = try await Program.run(
                "grassroots", ["catalogue", "diff", "shipped", renumbered], in: folder)
            #expect(broken.exitCode == 1 && broken.output.contains("data set 2 → data set 77"), "\(broken)")
            let newer = try catalogue([(version, "version: 5\n")], in: folder)
            let same = try await Program.run(
                "grassroots", ["catalogue", "diff", "shipped", newer], in: folder)
            #expect(same.exitCode == 0, "\(same)")
        }

        @Test func `The same version with other contents is refused by name of both, and answers go on`()
            async throws
        {
            let city = try await City(collectors: 1)
            #expect(try await city.sendPopulation("110101", 10, spool: "one").exitCode == 0)
            #expect(try await city.population() == "unit,EC_POP\n11,10\n")
            let file = try catalogue([("version: 4\n", "version: 4 # ours\n")], in: city.folder)
            try await city.aggregator.end()
            try await city.aggregator.start(flags: City.flags(city.collectors) + ["--catalogue", file])
            while !city.aggregator.program.log.contains("not following"), city.aggregator.program.isRunning {
                await Task.yield()
            }
            let log = city.aggregator.program.log
            #expect(
                log.contains("CATALOGUE_CONFLICT") && log.contains("catalogue version 4 has two contents"))
            #expect(log.matches(of: /[0-9a-f]{64}/).count == 2, "\(log)")
            #expect(city.aggregator.program.isRunning)
            let asked = try await city.query(["EC_POP", "--by", "unit:2", "--catalogue", file])
            #expect(asked.cells == "unit,EC_POP\n11,10\n", "\(asked.errors)")
            let sent = try await city.run(["flush", "--catalogue", file], spool: "one")
            #expect(sent.exitCode == 1 && sent.errors.contains("CATALOGUE_CONFLICT"), "\(sent.errors)")
        }

        /// Half past one in the night of 1 February in Shanghai is still 31 January in UTC.
        @Test func `A catalogue that counts in another time zone: as a fresh aggregator counts`() async throws
        {
            let city = try await City(collectors: 1)
            let file = try city.folder.write(
                """
                data_set,unit,period,id,saved_at,type,CP_FILED
                city-problem,990101,2025-01-31T17:30:00Z,a,2025-02-01T00:00:00Z,other,1
                city-problem,990101,2025-02-10T00:00:00Z,b,2025-02-11T00:00:00Z,other,1

                """, to: "night.csv")
            #expect(try await city.run(["send", file], spool: "one").exitCode == 0)
            let question = ["CP_FILED", "--by", "month", "--period", "202501..202502"]
            #expect(try await city.query(question).cells == "month,CP_FILED\n202502,2\n")
            let newer = try catalogue(
                [("version: 4\n", "version: 5\n"), ("time_zone: Asia/Shanghai", "time_zone: UTC")],
                in: city.folder)
            try await city.aggregator.end()
            try await city.aggregator.start(flags: City.flags(city.collectors) + ["--catalogue", newer])
            let expected = "month,CP_FILED\n202501,1\n202502,1\n"
            #expect(try await city.query(question).cells == expected)
            #expect(city.aggregator.program.log.contains("rollups are made anew"))
            let fresh = try await RunningService(
                "grassroots-aggregator", data: "fresh",
                flags: City.flags(city.collectors) + ["--catalogue", newer], in: city.folder)
            #expect(try await city.query(question, of: fresh).cells == expected)
        }

        @Test
        func
            `A catalogue in which an id means something else is refused at the start, whichever came between`()
            async throws
        {
            let city = try await City(collectors: 1)
            #expect(try await city.sendPopulation("110101", 10, spool: "one").exitCode == 0)
            #expect(try await city.population() == "unit,EC_POP\n11,10\n")
            try await city.aggregator.end()
            // The next version only has another name; the one after it gives EC_POP's id to another element.
            let renamed = try catalogue(
                [("version: 4\n", "version: 5\n"), ("en: Resident population }", "en: Residents }")],
                in: city.folder)
            try await city.aggregator.start(flags: City.flags(city.collectors) + ["--catalogue", renamed])
            #expect(try await city.population() == "unit,EC_POP\n11,10\n")
            try await city.aggregator.end()
            var reused = try String(contentsOf: Self.shipped, encoding: .utf8)
            reused = reused.replacing("version: 4\n", with: "version: 6\n").replacing(
                "EC_POP", with: "EC_HOUSEHOLDS")
            let file = try city.folder.write(reused, to: "reused.yaml")
            let refused = try await Program.run(
                "grassroots-aggregator",
                ["--listen", "127.0.0.1:0", "--data", city.folder.file("aggregator"), "--catalogue", file]
                    + City.flags(city.collectors), in: city.folder)
            #expect(refused.exitCode == 1)
            #expect(
                refused.errors.contains(
                    "element EC_POP: id 51 never means anything else: EC_POP → EC_HOUSEHOLDS"))
            #expect(refused.errors.contains("ids that were never used"), "\(refused.errors)")
            try await city.restartAggregator()
            #expect(try await city.population() == "unit,EC_POP\n11,10\n")
        }

        /// The collector and the client know an element that the aggregator does not know yet.
        @Test func `What only a newer catalogue can read is kept, said so, and counted when it comes`()
            async throws
        {
            let city = try await City(collectors: 1)
            let element = """
                      - id: 9051
                        code: EC_ALL
                        name: { zh: 全部人口, en: Everybody }
                        definition: { zh: 全部, en: All }
                        source: ours
                        kind: stock
                        unit: persons
                        bounds: [0, 20000000]

                """
            let newer = try catalogue(
                [("version: 4\n", "version: 5\n"), ("      - id: 51\n", element + "      - id: 51\n")],
                in: city.folder)
            #expect(try await city.sendPopulation("110101", 10, spool: "one").exitCode == 0)
            try await city.collectors[0].end()
            try await city.collectors[0].start(flags: ["--catalogue", newer])
            let file = try city.folder.write(
                "data_set,unit,period,EC_ALL,EC_POP,EC_POP_URBAN\npopulation,120101,2020,20,9,7\n",
                to: "new.csv")
            let sent = try await city.run(["send", file, "--catalogue", newer], spool: "one")
            #expect(sent.exitCode == 0, "\(sent.errors)")
            let early = try await city.query(["EC_POP_URBAN", "EC_POP", "--by", "unit:2"])
            #expect(early.cells == "unit,EC_POP_URBAN,EC_POP\n11,0,10\n", "\(early.output)")
            #expect(early.errors.contains("note: "), "\(early.errors)")
            try await city.aggregator.end()
            try await city.aggregator.start(flags: City.flags(city.collectors) + ["--catalogue", newer])
            let late = try await city.query([
                "EC_POP_URBAN", "EC_POP", "EC_ALL", "--by", "unit:2", "--catalogue", newer,
            ])
            #expect(late.cells == "unit,EC_POP_URBAN,EC_POP,EC_ALL\n11,0,10,\n12,7,9,20\n", "\(late.output)")
        }
    }
}
