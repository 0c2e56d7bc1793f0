import Testing

@testable import Client

@Suite struct SendingProgressTests {
    private let batch = StoredBatch(id: 1, reports: 500, bodyBytes: 100)

    @Test func `How many rows there are is estimated from what was read, and known at the end`() {
        let share = InputShare()
        var sender = Sender(timeout: .seconds(30))
        _ = sender.handle(.stored([batch]), now: .zero)
        #expect(SendingProgress(sender, rejectedByClient: 0, share).total == nil)
        share.expect(bytes: 10_000)
        share.reached(bytes: 199)
        #expect(SendingProgress(sender, rejectedByClient: 0, share).total == nil)
        share.reached(bytes: 2_500)
        let progress = SendingProgress(sender, rejectedByClient: 3, share)
        #expect(progress.total == 2_000)
        #expect(progress.done == 0 && progress.rejected == 3 && !progress.isConnected)
        _ = sender.handle(.inputEnded, now: .zero)
        #expect(SendingProgress(sender, rejectedByClient: 0, share).total == 500)
    }
}
