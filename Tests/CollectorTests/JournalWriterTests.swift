import Journal
import Logging
import Testing
import Wire

@testable import Collector

struct JournalWriterTests {
    @Test func `What comes while a transaction is synced goes into the next one, together`() async throws {
        let folder = try Folder()
        let gated = GatedJournal(try folder.journal())
        var appends = gated.appends.makeAsyncIterator()
        let (answers, answer) = AsyncStream.makeStream(of: UInt64.self)
        let writer = JournalWriter(
            gated, retryWait: .seconds(1), logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() },
            grew: {}, broke: { Issue.record("\($0)") })
        func append(_ number: UInt8) {
            let entry = PendingEntry(
                sender: Array(1...16), receivedAtMilliseconds: 0, catalogueVersion: 1, refusals: [],
                batch: Frame(.batch, [number]))
            writer.append(entry) { result in
                guard case .success(let mark) = result else { return }
                answer.yield(mark.at.position)
            }
        }
        append(1)
        #expect(await appends.next(isolation: #isolation) == 1)
        for number in 2...5 as ClosedRange<UInt8> { append(number) }
        gated.open()
        await writer.finish()
        answer.finish()
        #expect(gated.groups == [1, 4])
        #expect(await answers.reduce(into: []) { $0.append($1) } == [1, 2, 3, 4, 5])
    }
}
