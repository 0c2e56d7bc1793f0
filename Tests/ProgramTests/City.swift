import Foundation

/// Several collectors and the aggregator that follows them, with everything they keep in one folder.
final class City {
    let folder: Folder
    let collectors: [RunningService]
    let aggregator: RunningService
    /// What later questions must wait for.
    private(set) var positions: [String] = []

    /// - Parameters: where the data of a service lies, if not in the folder.
    init(collectors count: Int, collectorData: String? = nil, aggregatorData: String? = nil) async throws {
        folder = try Folder()
        var collectors: [RunningService] = []
        for number in 0..<count {
            collectors.append(
                try await RunningService(
                    "grassroots-collector", data: collectorData ?? Self.data(number), in: folder))
        }
        self.collectors = collectors
        aggregator = try await RunningService(
            "grassroots-aggregator", data: aggregatorData ?? "aggregator", flags: Self.flags(collectors),
            in: folder)
    }

    /// The folder of a collector's journal.
    static func data(_ collector: Int) -> String { "collector-\(collector)" }

    static func flags(_ collectors: [RunningService]) -> [String] {
        collectors.flatMap { ["--collector", $0.address] }
    }

    func restartAggregator() async throws { try await aggregator.start(flags: Self.flags(collectors)) }

    /// An aggregator that has nothing yet and reads what the journals hold now.
    func freshAggregator() async throws -> RunningService {
        try await RunningService(
            "grassroots-aggregator", data: "fresh-\(UUID().uuidString.prefix(8))",
            flags: Self.flags(collectors), in: folder)
    }

    func client(
        _ command: [String], spool: String, to collectors: [RunningService]? = nil, timeout: Int = 60,
        rejected: String? = nil
    ) throws -> Program {
        try Program(
            "grassroots",
            command + Self.flags(collectors ?? self.collectors)
                + ["--spool", folder.file(spool), "--timeout", "\(timeout)"]
                + (rejected.map { ["--rejected", $0] } ?? []), in: folder)
    }

    /// Runs a command that sends, and remembers the positions that it ended with.
    func run(
        _ command: [String], spool: String, to collectors: [RunningService]? = nil, timeout: Int = 60
    ) async throws -> Program.Result {
        let program = try client(command, spool: spool, to: collectors, timeout: timeout)
        try program.start()
        return remember(try await program.wait())
    }

    /// Sends one yearly return: how many people a county has.
    func sendPopulation(
        _ unit: String, _ people: Int, spool: String, to collectors: [RunningService]? = nil
    ) async throws -> Program.Result {
        let text = "data_set,unit,period,EC_POP,EC_POP_URBAN\npopulation,\(unit),2020,\(people),0\n"
        let file = try folder.write(text, to: "\(unit)-\(people).csv")
        return try await run(["send", file], spool: spool, to: collectors)
    }

    @discardableResult
    func remember(_ result: Program.Result) -> Program.Result {
        if let position = result.lastLine.components(separatedBy: "position ").dropFirst().first {
            positions.append(position)
        }
        return result
    }

    /// Forgets the positions of a journal that is no more.
    func forgetPositions() { positions = [] }

    func query(_ arguments: [String], of aggregator: RunningService? = nil) async throws -> Program.Result {
        try await Program.run(
            "grassroots",
            ["query", "--aggregator", (aggregator ?? self.aggregator).address, "--format", "csv"]
                + positions.flatMap { ["--at-least", $0] } + arguments, in: folder)
    }

    /// People by province, as the answer's rows.
    func population(of aggregator: RunningService? = nil) async throws -> String {
        try await query(["EC_POP", "--by", "unit:2"], of: aggregator).cells
    }
}
