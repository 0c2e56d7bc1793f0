import Foundation
import Testing

/// A simulated city that was sent through real services, and SQL over what it exports.
struct AskedCity {
    let services: Services
    let files: Folder
    let sql: CitySQL
    /// Communities and sites are many: all of them are asked by year alone, those of one district by everything.
    private static let district = "510106"

    /// - Parameters:
    ///   - isRegistered: the aggregator has the city's units.
    ///   - dueDays: the services' catalogue gives every form so many days; nil: those that it has.
    static func sent(
        units: Int, isRegistered: Bool = false, dueDays: Int? = nil,
        seed: UInt64 = .random(in: 1...1_000_000)
    ) async throws -> AskedCity {
        print("seed \(seed)")
        let files = try Folder()
        let registry = isRegistered ? files.file("units.csv") : nil
        let city =
            ["simulate", "--units", "\(units)", "--months", "24", "--seed", "\(seed)"]
            + ["--totals", files.file("totals.csv")] + (registry.map { ["--units-file", $0] } ?? [])
        if isRegistered {
            // The aggregator wants the units before anything is sent.
            _ = try await Program.run("grassroots", city + ["--csv", "/dev/null"], in: files)
        }
        let catalogue = try dueDays.map { try CityReporting.catalogue(dueDays: $0, in: files) }
        let services = try await Services(units: registry, catalogue: catalogue)
        let folder = services.folder
        let sent = try await Program.run(
            "grassroots",
            city + [
                "--collector", "127.0.0.1:\(services.collectorPort)", "--spool", folder.file("spool"),
            ], in: folder)
        #expect(sent.exitCode == 0, "\(sent.errors)")
        #expect(sent.lastLine.contains(", rejected 0, "), "\(sent.lastLine)")
        services.remember(sent)
        let exported = try await services.command("export", ["--sqlite", folder.file("city.sqlite")])
        #expect(exported.exitCode == 0, "\(exported.errors)")
        return AskedCity(
            services: services, files: files,
            sql: try CitySQL(path: folder.file("city.sqlite"), units: registry))
    }

    /// The answer is to the letter what SQL makes of it.
    func expect(_ question: CityQuestion) async throws {
        let answer = try await services.query(question.items(sql.blocks) + question.arguments)
        #expect(answer.exitCode == 0, "\(answer.errors)")
        let expected = try sql.answer(question)
        #expect(expected.utf8.count > 50, "\(question)")
        if answer.cells != expected { Self.report(answer.cells, expected, question) }
    }

    /// By every length of period with all options together, and by each category for the shortest and the longest.
    static func questions(_ blocks: [CityBlock]) -> [CityQuestion] {
        var questions: [CityQuestion] = []
        func ask(_ months: Int, _ category: String?) {
            // Cases and requests are told of streets and of those above.
            let isOfEvents = blocks.allSatisfy {
                $0.form.isEvent || category.map($0.categories.contains) == false
            }
            for level in CityQuestion.levels where level <= 9 || !isOfEvents {
                let isNarrow = level > 9 && (months < 12 || category != nil)
                let question = CityQuestion(
                    level: level, months: months, category: category, unit: isNarrow ? district : nil)
                if !question.items(blocks).isEmpty { questions.append(question) }
            }
        }
        for months in [1, 3, 6, 12] { ask(months, nil) }
        for category in Set(blocks.flatMap(\.categories)).sorted() {
            let shortest = blocks.filter { $0.categories.contains(category) }.map(\.form.months).min()
            for months in Set([shortest ?? 1, 12]) { ask(months, category) }
        }
        return questions
    }

    /// How long closing took: quantiles are those of SQL within one per cent.
    func expectMinutes() async throws {
        for (level, months) in [(2, 1), (4, 3), (6, 1), (9, 12), (9, 1)] {
            let question = CityQuestion(level: level, months: months)
            let answer = try await services.query(["CP_MINUTES"] + question.arguments)
            let asked = Table(answer.output).keyed(by: Array(Table(answer.output).columns.prefix(2)))
            let found = try CityCases.minutes(sql, question)
            // Where nothing has closed yet a row says how many are open.
            let closed = asked.filter { $0.value["CP_MINUTES.n"] != "0" }
            #expect(!found.isEmpty && Set(closed.keys) == Set(found.keys), "\(question)")
            for (place, exact) in found {
                #expect(asked[place]?["CP_MINUTES.n"] == "\(exact.count)", "\(question) \(place)")
                for (name, exact) in [("p50", exact.p50), ("p90", exact.p90)] {
                    let value = asked[place]?["CP_MINUTES.\(name)"].flatMap(Int.init) ?? -1
                    #expect(abs(value - exact) * 100 <= exact, "\(place) \(name): \(value), SQL \(exact)")
                }
            }
        }
    }

    /// What is more than one form's sums, to the last decimal that answers have.
    func expectComputed() async throws {
        for computed in CityComputed.all {
            for (level, months) in computed.levels.flatMap({ level in computed.months.map { (level, $0) } }) {
                let found = try computed.values(sql, level: level, months: months)
                #expect(!found.isEmpty, "\(computed.code) by \(level)")
                let question = CityQuestion(level: level, months: months)
                let answer = try await services.query([computed.code] + question.arguments)
                let table = Table(answer.output)
                for (place, row) in table.keyed(by: Array(table.columns.prefix(2))) {
                    let value = row[computed.code].flatMap(Double.init)
                    let exact = found[place]
                    let isEqual = value == nil ? exact == nil : abs((exact ?? -1) - (value ?? -1)) < 0.000_1
                    #expect(
                        isEqual, "\(computed.code) \(place): \(value as Double?), SQL \(exact as Double?)")
                }
                #expect(table.rows.count >= found.values.count { $0 != 0 }, "\(answer.errors)")
            }
        }
    }

    /// Says what is different about an answer: how many lines, and the first cells.
    private static func report(_ answer: String, _ expected: String, _ question: CityQuestion) {
        let got = answer.split(separator: "\n").map(String.init)
        let wanted = expected.split(separator: "\n").map(String.init)
        let missing = Set(wanted).subtracting(got).sorted()
        let extra = Set(got).subtracting(wanted).sorted()
        let header = wanted[0].split(separator: ",", omittingEmptySubsequences: false)
        var cells = ""
        if let first = missing.first {
            let keys = question.category == nil ? 2 : 3
            let key = first.split(separator: ",", omittingEmptySubsequences: false).prefix(keys)
            let other = extra.first { $0.hasPrefix(key.joined(separator: ",") + ",") } ?? ""
            let pairs = zip(
                first.split(separator: ",", omittingEmptySubsequences: false),
                other.split(separator: ",", omittingEmptySubsequences: false))
            for (name, pair) in zip(header, pairs) where pair.0 != pair.1 {
                cells += " \(name): \(pair.1), expected \(pair.0);"
            }
            cells += " in \(key)"
        }
        Issue.record(
            "\(question.arguments): \(missing.count) of \(wanted.count) lines differ, \(extra.count) are others;\(cells)"
        )
    }
}
