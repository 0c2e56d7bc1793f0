import Catalogue
import Testing
import Wire

@testable import Client

@Suite struct SimulatedCityTests {
    private func city(seed: UInt64) throws -> [Report] {
        Array(
            try SimulatedCity(
                catalogue: .shipped(), city: #require(UnitCode("5101")), units: 30, months: 12, seed: seed))
    }

    @Test func `The same seed makes the same reports, another seed others`() throws {
        let first = try city(seed: 7)
        #expect(first.map(\.canonicalBytes) == (try city(seed: 7)).map(\.canonicalBytes))
        #expect(first != (try city(seed: 8)))
    }

    /// From the reference implementation (seed 1234567).
    @Test func `The numbers are SplitMix64's`() {
        var numbers = RandomNumbers(seed: 1_234_567)
        #expect(numbers.next() == 6_457_827_717_110_365_317)
        #expect(numbers.next() == 3_203_168_211_198_807_973)
    }

    @Test func `Every report is accepted, some come twice, some are amended, some units miss a month`() throws
    {
        let catalogue = try Catalogue.shipped()
        let reports = try city(seed: 7)
        let validator = Validator(catalogue)
        for group in reports.groups {
            let refusals = validator.refusals(
                in: group, firstIndex: 0, nowMilliseconds: 1_800_000_000_000, subtree: nil,
                peerCatalogueIsNewer: false)
            #expect(refusals.isEmpty, "\(refusals.first?.message ?? "")")
        }
        #expect(Set(reports.map(\.dataSet)).count == catalogue.dataSets.count)
        #expect(Set(reports).count < reports.count)
        let coverage = Set(reports.filter { $0.dataSet == 2 }.map { "\($0.unit) \($0.key)" })
        #expect(coverage.count < 30 * 12 && coverage.count > 30 * 12 * 3 / 4)
        #expect(reports.filter { $0.dataSet == 2 }.count > coverage.count)
    }
}
