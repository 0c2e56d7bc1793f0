import Testing

@testable import Statistics

/// What a survey says, against numbers from the formulas of the books, worked out by hand.
@Suite struct SurveyEstimateTests {
    private func expect(
        _ got: Double?, _ expected: Double, within tolerance: Double = 0.00005,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(
            abs((got ?? -1) - expected) <= tolerance, "\(got ?? -1), expected \(expected)",
            sourceLocation: sourceLocation)
    }

    @Test func `A small sample of a great whole has Wilson's interval`() {
        // 380 of 400: p = 0.95, z²/n = 0.009604; (0.954802 ∓ 0.021895) ÷ 1.009604.
        let estimate = SurveyEstimate([
            Stratum(frame: 1e12, asked: 400, answered: 400, positive: 380)
        ])
        #expect(estimate.method == .wilson)
        expect(estimate.pooled, 0.95)
        expect(estimate.low, 0.92403)
        expect(estimate.high, 0.96741)
        // 0 of 10: from 0 to z² ÷ (n + z²).
        let none = SurveyEstimate([Stratum(frame: 1e12, asked: 10, answered: 10, positive: 0)])
        expect(none.low, 0)
        expect(none.high, 0.27753)
    }

    @Test
    func `The part that was heard is certain: the interval is narrower by the finite-population correction`()
    {
        // 40 of 50 out of 100: n' = 50 ÷ (1 - 0.5) = 100; z²/n' = 0.038415; (0.819207 ∓ 0.080726) ÷ 1.038415.
        let estimate = SurveyEstimate([Stratum(frame: 100, asked: 50, answered: 50, positive: 40)])
        expect(estimate.low, 0.71116)
        expect(estimate.high, 0.86664)
    }

    @Test func `Trap: an interval for a census`() {
        // Wilson would say 92.4 to 96.7 %. Of 1,000 who were all asked 600 did not answer.
        let estimate = SurveyEstimate([Stratum(frame: 1_000, asked: 1_000, answered: 400, positive: 380)])
        #expect(estimate.method == .bounds)
        expect(estimate.pooled, 0.95)
        expect(estimate.low, 0.38)
        expect(estimate.high, 0.98)
    }

    @Test func `Trap: unequal call-back sampling`() {
        let estimate = SurveyEstimate([
            Stratum(frame: 9_100, asked: 100, answered: 100, positive: 90),
            Stratum(frame: 900, asked: 900, answered: 900, positive: 540),
        ])
        expect(estimate.pooled, 0.63)
        expect(estimate.weighted, 0.873)
        // Variance 0.91² × 0.09 ÷ 100 × (1 - 100 ÷ 9,100) = 0.000737099; the second unit was heard as a whole.
        // n' = 0.873 × 0.127 ÷ 0.000737099 = 150.41; z²/n' = 0.025540; (0.885770 ∓ 0.054717) ÷ 1.025540.
        expect(estimate.low, 0.81036, within: 0.0001)
        expect(estimate.high, 0.91706, within: 0.0001)
    }

    @Test func `Units that nobody called are part of the whole: the rest is no census`() {
        let called = Stratum(frame: 100, asked: 100, answered: 100, positive: 60)
        #expect(SurveyEstimate([called]).method == .bounds)
        let both = SurveyEstimate([called, Stratum(frame: 300, asked: 0, answered: 0, positive: 0)])
        #expect(both.method == .wilson)
        expect(both.pooled, 0.6)
        // A quarter of the whole was heard: n' = 100 ÷ 0.75 = 133.33; z²/n' = 0.028811.
        expect(both.low, 0.51516, within: 0.0002)
        expect(both.high, 0.67924, within: 0.0002)
    }

    @Test func `Where nobody answered nothing is known`() {
        let estimate = SurveyEstimate([Stratum(frame: 50, asked: 10, answered: 0, positive: 0)])
        #expect(estimate.method == .none && estimate.pooled == nil && estimate.low == nil)
        #expect(SurveyEstimate([]).method == .none)
    }
}
