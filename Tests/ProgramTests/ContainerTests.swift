import Foundation
import Testing

extension Programs {
    /// The images, and what a deployer does with them.
    @Suite(.enabled(if: ContainerEngine.isReady, ContainerEngine.missing), ContainerImages())
    struct ContainerTests {
        private static let header = "data_set,unit,period,EC_POP,EC_POP_URBAN\n"
        private static let first = header + "population,110101,2020,10,7\npopulation,120101,2020,20,5\n"
        private static let second = header + "population,110102,2020,5,1\n"
        private static let answerToFirst = "unit,EC_POP\n11,10\n12,20\n"
        private static let answerToBoth = "unit,EC_POP\n11,15\n12,20\n"

        @Test func `Containers that are killed come back with up, and nothing acknowledged is missing`()
            async throws
        {
            let containers = try await Containers()
            let sent = try await containers.send(try containers.folder.write(Self.first, to: "first.csv"))
            #expect(sent.lastLine.hasPrefix("accepted 2, rejected 0, spooled 0, "), "\(sent.errors)")
            #expect(try await containers.population(after: sent) == Self.answerToFirst)

            _ = try await containers.engine("kill", containers.container(.collector))
            #expect(try await containers.population(after: sent) == Self.answerToFirst)
            let second = try containers.folder.write(Self.second, to: "second.csv")
            #expect(try await containers.send(second, timeout: 1).exitCode == 4)

            #expect(try await containers.up().exitCode == 0)
            let flushed = try await containers.flush()
            #expect(flushed.lastLine.hasPrefix("accepted 1, rejected 0, spooled 0, "), "\(flushed.errors)")
            #expect(try await containers.population(after: flushed) == Self.answerToBoth)

            _ = try await containers.engine("kill", containers.container(.aggregator))
            #expect(try await containers.status().exitCode == 2)
            #expect(try await containers.up().exitCode == 0)
            #expect(try await containers.population(after: flushed) == Self.answerToBoth)
        }

        @Test func `A service that dies is started again without anybody`() async throws {
            let containers = try await Containers()
            for service in Containers.Service.allCases {
                let process = try #require(pid_t(try await containers.inspect(service, "{{.State.Pid}}")))
                kill(process, SIGKILL)
            }
            let deadline = ContinuousClock.now + .seconds(60)
            while try await containers.status().exitCode != 0 { try #require(.now < deadline) }
            for service in Containers.Service.allCases {
                #expect(try await containers.inspect(service, "{{.RestartCount}}") == "1")
            }
        }

        @Test func `Down keeps the data, and removes them only when told`() async throws {
            let containers = try await Containers()
            let sent = try await containers.send(try containers.folder.write(Self.first, to: "first.csv"))
            let volumes = Containers.Service.allCases.map(containers.container)

            let ended = try await containers.down()
            #expect(volumes.allSatisfy { ended.output.contains("The volume \($0) keeps its data") })
            #expect(try await containers.status().exitCode == 2)
            #expect(try await containers.up().exitCode == 0)
            #expect(try await containers.population(after: sent) == Self.answerToFirst)

            #expect(try await containers.down("--forget-data").exitCode == 0)
            for volume in volumes {
                #expect(try await containers.engine("volume", "inspect", volume).exitCode != 0)
            }
            #expect(try await containers.down("--forget").exitCode == 64)
        }

        @Test(arguments: Containers.Service.allCases)
        func `A service is no root, and writes to nothing but its data`(service: Containers.Service)
            async throws
        {
            let containers = try await Containers()
            let container = containers.container(service)
            #expect(try await containers.engine("exec", container, "id", "-u").output == "7400\n")
            for (path, exitCode) in [("/data/a", 0), ("/a", 1), ("/usr/bin/a", 1)] as [(String, Int32)] {
                #expect(try await containers.engine("exec", container, "touch", path).exitCode == exitCode)
            }
            let refused = try await containers.engine("exec", "--user", "0", container, "touch", "/a")
            #expect(refused.exitCode == 1 && refused.errors.contains("Read-only"), "\(refused.errors)")
        }

        @Test(arguments: Containers.Service.allCases)
        func `The health check fails while the service does not answer`(service: Containers.Service)
            async throws
        {
            let containers = try await Containers()
            let container = containers.container(service)
            let check = try await containers.inspect(service, "{{index .Config.Healthcheck.Test 1}}")
            #expect(check.contains("status \(service)"))
            #expect(try await containers.engine("exec", container, "sh", "-c", check).exitCode == 0)
            _ = try await containers.engine("kill", "--signal", "STOP", container)
            #expect(try await containers.engine("exec", container, "sh", "-c", check).exitCode == 2)
            _ = try await containers.engine("kill", "--signal", "CONT", container)
            #expect(try await containers.engine("exec", container, "sh", "-c", check).exitCode == 0)
        }

        @Test func `The command line sends from its own image`() async throws {
            let containers = try await Containers()
            _ = try containers.folder.write(Self.first, to: "first.csv")
            let sent = try await containers.commandLine(
                ["send", "/reports/first.csv"] + containers.address(.collector))
            #expect(sent.lastLine.hasPrefix("accepted 2, rejected 0, spooled 0, "), "\(sent.errors)")
            #expect(try await containers.population(after: sent) == Self.answerToFirst)
        }

        @Test func `Up says which port is taken, and leaves nothing behind`() async throws {
            let containers = try await Containers()
            let rivals = try await containers.upOfRivals()
            #expect(rivals.exitCode == 1)
            let address = try #require(containers.address(.collector).last)
            #expect(rivals.errors.contains("\(address): another program listens there"), "\(rivals.errors)")
            #expect(try await containers.status().exitCode == 0)
            let left = try await containers.engine("ps", "--all", "--format", "{{.Names}}")
            #expect(!left.output.contains("rivals"), "\(left.output)")
        }
    }
}
