import Testing
import Wire

@testable import Aggregator

@Suite struct ProgressClaimTests {
    private static func mark(_ position: UInt64, _ digest: UInt8 = 1) -> ChainMark {
        let at = JournalPosition(journal: JournalID(high: 1, low: 1), position: position)
        return ChainMark(at: at, digest: [UInt8](repeating: digest, count: 32))
    }

    @Test func `Nothing is claimed before the journal continues, and nothing twice [A24]`() async {
        let claim = ProgressClaim()
        #expect(await claim.news(Self.mark(5)) == nil)
        await claim.begin(ignoring: nil)
        #expect(await claim.news(nil) == nil)
        #expect(await claim.news(Self.mark(5)) == 5)
        #expect(await claim.news(Self.mark(5)) == nil)
        #expect(await claim.news(Self.mark(6)) == 6)
    }

    @Test func `What was stored of a journal before it was restored is not claimed`() async {
        let claim = ProgressClaim()
        await claim.begin(ignoring: Self.mark(100))
        #expect(await claim.news(Self.mark(100)) == nil)
        #expect(await claim.news(Self.mark(20, 2)) == 20)
    }
}
