import Foundation

/// A collector and an aggregator of their own, on free ports of loopback, with everything they keep in one folder.
final class Services {
    let folder: Folder
    let collectorPort: Int
    let aggregatorPort: Int
    private(set) var collector: Program
    private(set) var aggregator: Program
    /// Of the aggregator.
    private let units: [String]
    /// Of both services.
    private let catalogue: [String]
    private var positions: [String] = []

    /// - Parameters:
    ///   - units: the file with the names of units that the aggregator is given.
    ///   - catalogue: the file that both services go by; nil: what is compiled in.
    init(units: String? = nil, catalogue: String? = nil) async throws {
        self.units = units.map { ["--units", $0] } ?? []
        self.catalogue = catalogue.map { ["--catalogue", $0] } ?? []
        folder = try Folder()
        collectorPort = try Socket.freePort()
        aggregatorPort = try Socket.freePort()
        collector = try Self.collector(folder, collectorPort, self.catalogue)
        aggregator = try Self.aggregator(
            folder, collectorPort, aggregatorPort, self.units + self.catalogue)
        try await collector.start(servingOn: collectorPort)
        try await aggregator.start(servingOn: aggregatorPort)
    }

    deinit {
        collector.kill()
        aggregator.kill()
    }

    private static func collector(_ folder: Folder, _ port: Int, _ more: [String]) throws -> Program {
        try Program(
            "grassroots-collector",
            ["--listen", "127.0.0.1:\(port)", "--data", folder.file("collector")] + more, in: folder)
    }

    private static func aggregator(
        _ folder: Folder, _ collector: Int, _ port: Int, _ more: [String]
    ) throws -> Program {
        try Program(
            "grassroots-aggregator",
            [
                "--collector", "127.0.0.1:\(collector)", "--listen", "127.0.0.1:\(port)", "--data",
                folder.file("aggregator"),
            ] + more, in: folder)
    }

    /// What a child process of each was when it was killed is gone; the data folder is all that stays.
    func killCollector() async throws {
        collector.kill()
        _ = try await collector.wait()
    }

    func killAggregator() async throws {
        aggregator.kill()
        _ = try await aggregator.wait()
    }

    func restartCollector() async throws {
        collector = try Self.collector(folder, collectorPort, catalogue)
        try await collector.start(servingOn: collectorPort)
    }

    func restartAggregator() async throws {
        aggregator = try Self.aggregator(folder, collectorPort, aggregatorPort, units + catalogue)
        try await aggregator.start(servingOn: aggregatorPort)
    }

    // MARK: What a user does

    func sender(_ files: [String], spool: String = "spool", timeout: Int = 30, rejected: String? = nil) throws
        -> Program
    {
        try Program("grassroots", ["send"] + sending(spool, timeout, rejected) + files, in: folder)
    }

    func flusher(spool: String = "spool", timeout: Int = 30) throws -> Program {
        try Program("grassroots", ["flush"] + sending(spool, timeout, nil), in: folder)
    }

    private func sending(_ spool: String, _ timeout: Int, _ rejected: String?) -> [String] {
        [
            "--collector", "127.0.0.1:\(collectorPort)", "--spool", folder.file(spool), "--timeout",
            "\(timeout)",
        ]
            + (rejected.map { ["--rejected", $0] } ?? [])
    }

    /// Sends, and remembers what a later question must wait for.
    func send(_ files: [String], spool: String = "spool", rejected: String? = nil) async throws
        -> Program.Result
    {
        let program = try sender(files, spool: spool, rejected: rejected)
        try program.start()
        return remember(try await program.wait())
    }

    @discardableResult
    func remember(_ result: Program.Result) -> Program.Result {
        if let position = result.position { positions.append(position) }
        return result
    }

    /// The last position that was remembered.
    var position: String { positions.last ?? "-" }

    var atLeast: [String] { positions.flatMap { ["--at-least", $0] } }

    /// Any command that asks the aggregator about everything that was sent; `sends`: it also sends.
    func command(_ name: String, _ arguments: [String], sends: Bool = false) async throws -> Program.Result {
        let sending = sends ? self.sending("spool", 30, nil) : []
        let result = try await Program.run(
            "grassroots",
            [name] + arguments + atLeast + ["--aggregator", "127.0.0.1:\(aggregatorPort)"] + sending,
            in: folder)
        return sends ? remember(result) : result
    }

    func query(_ arguments: [String], format: String = "csv") async throws -> Program.Result {
        return try await Program.run(
            "grassroots",
            // The name of an answer comes first.
            ["query"] + arguments + ["--aggregator", "127.0.0.1:\(aggregatorPort)", "--format", format]
                + atLeast, in: folder)
    }
}

struct ServiceError: Error, CustomStringConvertible {
    let description: String
}
