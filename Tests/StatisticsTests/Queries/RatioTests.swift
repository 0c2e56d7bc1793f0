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
}
