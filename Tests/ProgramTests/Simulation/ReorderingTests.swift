import Foundation
import Seeds
import Testing

extension Programs {
    /// What a city reports comes to the same on all ways.
    @Suite struct ReorderingTests {
        private static let blocks = CityForm.all.flatMap { form in form.parts.map { CityBlock(form, $0) } }

        /// Everything there is to ask, by every length of period and every category.
        private static var questions: [[String]] {
            let plain = [(4, 1), (6, 3), (9, 6), (16, 12), (12, 1)].map {
                CityQuestion(level: $0, months: $1)
            }
            let categories = Set(blocks.flatMap(\.categories)).sorted()
            let told = categories.flatMap { category in
                [(6, 12), (9, 6), (12, 3)].map { CityQuestion(level: $0, months: $1, category: category) }
            }
            return (plain + told).compactMap { question in
                let items = question.items(blocks)
                return items.isEmpty ? nil : items + question.arguments
            }
        }

        @Test
        func
            `Any order, repetition and split over clients and collectors gives the same, as does counting anew`()
            async throws
        {
            let seed = UInt64.random(in: 1...1_000_000)
            print("seed \(seed)")
            var random = SeededGenerator(seed: seed)
            let city = try await City(collectors: 3)
            let made = try await Program.run(
                "grassroots",
                [
                    "simulate", "--units", "60", "--months", "24", "--seed", "\(seed)", "--csv",
                    city.folder.file("city.csv"),
                ], in: city.folder)
            #expect(made.exitCode == 0, "\(made.errors)")
            let services = try await Services()
            let sent = try await services.send([city.folder.file("city.csv")])
            #expect(sent.exitCode == 0, "\(sent.errors)")

            let lines = try String(contentsOfFile: city.folder.file("city.csv"), encoding: .utf8)
                .split(separator: "\n")
            var shares = Array(repeating: [Substring](), count: 3)
            for line in lines.dropFirst() {
                for _ in 0...Int.random(in: 0...1, using: &random) {
                    shares[Int.random(in: 0..<3, using: &random)].append(line)
                }
            }
            for (number, share) in shares.enumerated() {
                let rows = [lines[0]] + share.shuffled(using: &random)
                let file = try city.folder.write(rows.joined(separator: "\n") + "\n", to: "\(number).csv")
                let result = try await city.run(
                    ["send", file], spool: "spool-\(number)", to: [city.collectors[number]])
                #expect(result.exitCode == 0, "\(result.errors)")
            }

            let anew = try await city.freshAggregator()
            for question in Self.questions {
                let expected = try await services.query(question).output
                #expect(expected.split(separator: "\n").count > 1, "\(question)")
                #expect(try await city.query(question).output == expected, "\(question)")
                #expect(try await city.query(question, of: anew).output == expected, "\(question), anew")
            }
        }
    }
}
