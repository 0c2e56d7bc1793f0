import Testing

@testable import Statistics

@Suite struct RatioTests {
    @Test func `Fractions of large sums are rounded as those of small ones`() throws {
        let large: Int128 = 1 << 100
        let third = try #require(Ratio(large, over: large * 3))
        #expect(third.rounded(places: 4) == 3_333)
        #expect(Ratio(-2 * large, over: 3 * large)?.rounded(places: 4) == -6_667)
        #expect(Ratio(large, over: large * 2)?.rounded(places: 0) == 1)
        #expect(Ratio(-large, over: large * 2)?.rounded(places: 0) == -1)
        #expect(Ratio(1, over: 0) == nil)
        #expect(Ratio(large, over: 1)?.rounded(places: 0) == nil)
    }

    @Test func `A quotient of means of millions of people can be compared with another`() throws {
        func mean(_ sum: Int128, _ people: Int128) throws -> Ratio { try #require(Ratio(sum, over: people)) }
        let now = try #require(
            try mean(51_352 * 9_876_543_210, 9_876_543_210) / mean(31_189 * 3_333_333_331, 3_333_333_331))
        let before = try #require(
            try mean(50_000 * 9_876_543_217, 9_876_543_217) / mean(30_000 * 3_333_333_337, 3_333_333_337))
        #expect(now.rounded(places: 4) == 16_465)
        #expect((now - before)?.rounded(places: 4) == -202)
        #expect(now < before)
    }

    /// Twenty districts of some million people each, incomes in yuan.
    @Test func `The change of a quotient of means of a whole city is not lost`() throws {
        func ratio(_ town: Int128, _ country: Int128, people: Int128) throws -> Ratio {
            let (inTown, inCountry) = (20 * people * 7 + 1, 20 * people * 3 + 2)
            let above = try #require(Ratio(town * inTown + 3, over: inTown))
            let below = try #require(Ratio(country * inCountry + 1, over: inCountry))
            let quotient = above / below
            return try #require(quotient)
        }
        for people in [1_000, 1_234_567, 98_765_432] as [Int128] {
            let now = try ratio(51_352, 31_189, people: people)
            let before = try ratio(45_399, 29_962, people: people + 7)
            // 51352 / 31189 = 1.646478, 45399 / 29962 = 1.515219
            let change = now - before
            let difference = try #require(change)
            #expect(difference.rounded(places: 4) == 1_313, "\(people)")
            #expect((difference / before).flatMap { $0 * 100 }?.rounded(places: 2) == 866, "\(people)")
        }
    }
}
