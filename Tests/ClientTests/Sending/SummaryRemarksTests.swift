import Catalogue
import Client
import Testing

/// What somebody who sends is told beside the summary's line.
@Suite struct SummaryRemarksTests {
    private func remarks(
        spooled: Int = 0, resent: Int = 0, _ ending: Sender.Ending, _ error: ClientError? = nil
    ) -> SummaryRemarks {
        SummaryRemarks(
            Summary(
                accepted: 0, rejected: 0, spooled: spooled, resent: resent, positions: [], ending: ending,
                inputError: error), spool: "spool", flush: "grassroots flush")
    }

    @Test func `Where all was sent there is nothing to say`() {
        let none = remarks(.complete)
        #expect(none.input == nil && none.resent == nil && none.clock == nil)
        #expect(none.ending(timeoutSeconds: 30, readsInput: true).isEmpty)
    }

    @Test func `What is left is safe, and said to be in both languages`() {
        let gaveUp = remarks(spooled: 1, .gaveUp(reason: "no disk")).ending(
            timeoutSeconds: 30, readsInput: false)
        #expect(
            gaveUp.map(\.english) == [
                "gave up after 30 s: no disk", "1 row is safe in spool; grassroots flush sends it",
            ])
        #expect(
            gaveUp.map(\.chinese) == [
                "30秒后放弃：no disk", "1行在暂存库 spool 中，未丢失，用 grassroots flush 发送",
            ])
        let interrupted = remarks(spooled: 3_000, .interrupted)
        let ending = interrupted.ending(timeoutSeconds: 30, readsInput: false)
        #expect(
            ending.map(\.english) == ["interrupted: 3000 rows are safe in spool; grassroots flush sends them"]
        )
        #expect(ending.map(\.chinese) == ["已中断：3000行在暂存库 spool 中，未丢失，用 grassroots flush 发送"])
        let unread = interrupted.ending(timeoutSeconds: 30, readsInput: true)
        #expect(unread[0].english.hasSuffix("by the same command again, which counts nothing twice"))
        #expect(unread[0].chinese.hasSuffix("重新执行同一命令即可发送，不会重复计数"))
    }

    @Test func `A file that could not be read, and what was sent again, are told`() {
        let input = remarks(.complete, ClientError(.input, "a.csv: line 3")).input
        #expect(input?.english.hasPrefix("Error: a.csv: line 3\nThe rows before") == true)
        #expect(input?.chinese.hasPrefix("出错：a.csv: line 3。该处之前的行已处理") == true)
        let resent = remarks(resent: 1, .complete).resent
        #expect(resent?.english.contains("1 row was sent to it again") == true)
        #expect(resent?.chinese.contains("已重新发送1行") == true)
    }
}
