import Foundation
import Seeds
import Testing

extension Programs {
    @Suite(.enabled(if: Setting.hasData, Setting.dataMissing))
    struct BostonTests {
        @Test func `The Boston file gives every expected cell, and the same after it was sent again`()
            async throws
        {
            let services = try await Services()
            let sent = try await services.send([Boston.reports])
            #expect(
                sent.lastLine.hasPrefix("accepted 107161, rejected 84, spooled 0, position "),
                "\(sent.lastLine)")
            #expect(sent.exitCode == 3)
            let first = try await services.query(Boston.question)
            #expect(try Boston.differences(in: first.output) == [])
            try rejections(services.folder)

            let again = try await services.send([Boston.reports], spool: "another-spool")
            #expect(again.lastLine.hasPrefix("accepted 107161, rejected 84, spooled 0, position "))
            #expect(try await services.query(Boston.question).output == first.output)
        }

        /// 84 amendments say that a case was closed before it was opened.
        private func rejections(_ folder: Folder) throws {
            let file = folder.file("reports-city-problem-boston-2015h1.rejected.csv")
            let lines = try String(contentsOfFile: file, encoding: .utf8).split(whereSeparator: \.isNewline)
                .dropFirst()
            #expect(lines.count == 84)
            #expect(lines.allSatisfy { $0.contains("CP_MINUTES") && $0.contains("OUT_OF_BOUNDS") })
            #expect(lines.allSatisfy { ($0.split(separator: ",").first.flatMap { Int($0) } ?? 0) > 1 })
        }

        @Test(arguments: [2015] as [UInt64])
        func `In another order, in five parts by five clients at once, each up to three times: the same`(
            seed: UInt64
        ) async throws {
            print("seed \(seed)")
            var random = SeededGenerator(seed: seed)
            let services = try await Services()
            let lines = try Boston.lines(in: services.folder)
            let rows = lines.dropFirst().shuffled(using: &random)
            var parts: [String] = []
            for part in 0..<5 {
                let mine = rows.indices.filter { $0 % 5 == part }.map { rows[$0] }
                let text = ([lines[0]] + mine).joined(separator: "\n") + "\n"
                parts.append(try services.folder.write(text, to: "part\(part).csv"))
            }
            // Each client sends its part one to three times, from a spool of its own each time.
            var senders: [Program] = []
            for (part, file) in parts.enumerated() {
                for time in 0..<Int.random(in: 1...3, using: &random) {
                    senders.append(
                        try services.sender(
                            [file], spool: "spool-\(part)-\(time)",
                            rejected: "part\(part)-\(time).rejected.csv"))
                }
            }
            print("seed \(seed): \(senders.count) sendings of 5 parts")
            for sender in senders { try sender.start() }
            for sender in senders {
                let result = services.remember(try await sender.wait())
                #expect(result.exitCode == 0 || result.exitCode == 3, "\(result.errors)")
            }
            #expect(try Boston.differences(in: try await services.query(Boston.question).output) == [])
        }
    }
}
