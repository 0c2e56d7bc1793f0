import Foundation
import Testing

extension Programs {
    /// What a deployer meets: where services listen, what they own, how they end.
    @Suite struct ServiceTests {
        private static let services = ["grassroots-collector", "grassroots-aggregator"]

        @Test(arguments: services)
        func `Without TLS a service refuses any address but loopback, and says so`(service: String)
            async throws
        {
            let folder = try Folder()
            for address in ["0.0.0.0:7999", "192.168.1.1:7999", "[::]:7999"] {
                let result = try await Program.run(
                    service, ["--listen", address, "--data", folder.file("data")], in: folder)
                #expect(result.exitCode == 1)
                #expect(result.errors.contains("TLS") && result.errors.contains(address), "\(result.errors)")
            }
        }

        @Test func `Two services on one data folder: the second says who holds it, the first goes on`()
            async throws
        {
            let services = try await Services()
            for (service, data) in [
                ("grassroots-collector", "collector"), ("grassroots-aggregator", "aggregator"),
                ("grassroots-aggregator", "collector"),
            ] {
                let port = try Socket.freePort()
                let result = try await Program.run(
                    service, ["--listen", "127.0.0.1:\(port)", "--data", services.folder.file(data)],
                    in: services.folder)
                #expect(result.exitCode == 1)
                #expect(result.errors.contains(services.folder.file(data)), "\(result.errors)")
                #expect(result.errors.contains("process"), "\(result.errors)")
            }
            #expect(services.collector.isRunning && services.aggregator.isRunning)
            #expect(try await services.query(["CP_FILED"]).exitCode == 0)
            // Nor may it have the folder of a service of another kind that is not running.
            try await services.killCollector()
            let result = try await Program.run(
                "grassroots-aggregator",
                ["--listen", "127.0.0.1:0", "--data", services.folder.file("collector")],
                in: services.folder)
            #expect(result.exitCode == 1)
            #expect(
                result.errors.contains("is the data folder of a grassroots-collector"), "\(result.errors)")
        }

        @Test(arguments: services)
        func `A port that is taken is named`(service: String) async throws {
            let running = try await Services()
            let address = "127.0.0.1:\(running.collectorPort)"
            let folder = try Folder()
            let result = try await Program.run(
                service, ["--listen", address, "--data", folder.file("data")], in: folder)
            #expect(result.exitCode == 1 && result.errors.contains(address), "\(result.errors)")
        }

        @Test(arguments: services)
        func `An unreadable catalogue is named with its place and what was expected`(service: String)
            async throws
        {
            let folder = try Folder()
            let broken = try folder.write(
                "version: 1\nname: {zh: 城, en: City}\ntime_zone: Mars/Olympus\n", to: "c.yaml")
            for (file, said) in [(broken, "c.yaml:1"), (folder.file("absent.yaml"), "absent.yaml")] {
                let port = try Socket.freePort()
                let result = try await Program.run(
                    service,
                    ["--listen", "127.0.0.1:\(port)", "--data", folder.file("data"), "--catalogue", file],
                    in: folder)
                #expect(result.exitCode == 1 && result.errors.contains(said), "\(result.errors)")
            }
        }

        @Test func `SIGTERM ends both services within five seconds, whoever is connected`() async throws {
            let services = try await Services()
            var silent: [Int32] = []
            for port in [services.collectorPort, services.aggregatorPort] {
                for _ in 0..<3 { silent.append(try #require(Socket.connect(port))) }
            }
            defer { for descriptor in silent { close(descriptor) } }
            let started = ContinuousClock.now
            services.collector.terminate()
            services.aggregator.terminate()
            #expect(try await services.collector.wait().exitCode == 0)
            #expect(try await services.aggregator.wait().exitCode == 0)
            // The promise itself is a time; it is far from what is measured (milliseconds).
            #expect(ContinuousClock.now - started < .seconds(5))
        }

        @Test func `The services say that every local client has every role`() async throws {
            let services = try await Services()
            for program in [services.collector, services.aggregator] {
                program.terminate()
                #expect(try await program.wait().errors.contains("no credentials are configured"))
            }
        }

        @Test func `The aggregator starts and answers while its collector is away`() async throws {
            let services = try await Services()
            let file = try services.folder.write(
                "data_set,unit,period,EC_POP,EC_POP_URBAN\npopulation,110101,2020,10,7\n", to: "one.csv")
            _ = try await services.send([file])
            let before = try await services.query(["EC_POP", "--by", "unit:2"])
            #expect(before.cells == "unit,EC_POP\n11,10\n")
            // A clean end stores everything; only then is the position kept without the collector.
            services.aggregator.terminate()
            _ = try await services.aggregator.wait()
            try await services.killCollector()
            try await services.restartAggregator()
            #expect(try await services.query(["EC_POP", "--by", "unit:2"]).output == before.output)
        }
    }
}
