package import Catalogue

/// What somebody who sends must know beside a summary's line, each a sentence.
package struct SummaryRemarks: Sendable {
    private let summary: Summary
    private let spool: String
    private let flush: String

    /// - Parameters:
    ///   - spool: the folder.
    ///   - flush: the command that sends what is left.
    package init(_ summary: Summary, spool: String, flush: String) {
        self.summary = summary
        self.spool = spool
        self.flush = flush
    }

    /// A file could not be read to its end; nil where all were.
    package var input: Names? {
        summary.inputError.map { error in
            Names(
                chinese: "出错：\(error)。该处之前的行已处理；改好文件后重新发送即可，不会重复计数",
                english:
                    "Error: \(error)\nThe rows before that place are dealt with; mend the file and send it again, which counts "
                    + "nothing twice")
        }
    }

    package static func rejected(in path: String) -> Names {
        Names(chinese: "被拒收的行在 \(path)", english: "rejected rows are in \(path)")
    }

    package static func others(_ count: Int) -> Names {
        Names(
            chinese: "暂存库中另有其他命令的\(count)行：仍在运行的会自行发送，其余的用 grassroots flush 发送",
            english:
                "the spool also holds \(Counted.text(count, "row")) of other commands: those that still run send theirs, "
                + "grassroots flush sends what is left of the others")
    }

    /// A collector had lost something; nil where none had.
    package var resent: Names? {
        guard summary.resent > 0 else { return nil }
        let were = summary.resent == 1 ? "was" : "were"
        return Names(
            chinese: "某采集服务丢失了已确认的内容：已重新发送\(summary.resent)行，不会重复计数",
            english:
                "a collector had lost what it had acknowledged: \(Counted.text(summary.resent, "row")) \(were) sent to it "
                + "again, which counts nothing twice")
    }

    /// Rows that a collector did not take yet because of the time that they were saved at; nil where there are none.
    package var clock: Names? {
        let count = summary.waitingForClock
        guard count > 0 else { return nil }
        return Names(
            chinese: "等待采集服务的时钟：\(count)行的保存时间比它超前十分钟以上。请检查本机时钟或文件中的 saved_at",
            english:
                "waiting for the collector's clock: \(Counted.text(count, "row")) saved more than ten minutes ahead of it. "
                + "Look at this device's clock, or at saved_at in the file")
    }

    /// Why it ended before all was sent, and where the rest is; empty where all was.
    ///
    /// - Parameter readsInput: rows may not have come into the spool yet.
    package func ending(timeoutSeconds: Int, readsInput: Bool) -> [Names] {
        switch summary.ending {
        case .complete: return []
        case .gaveUp(let reason):
            return [
                Names(
                    chinese: "\(timeoutSeconds)秒后放弃：\(reason)",
                    english: "gave up after \(timeoutSeconds) s: \(reason)"), safe,
            ]
        case .refused(let reason):
            return [Names(reason), safe + Names(chinese: "（先排除上述问题）", english: " once that is mended")]
        case .interrupted:
            let unread =
                readsInput
                ? Names(
                    chinese: "；尚未读入的行，重新执行同一命令即可发送，不会重复计数",
                    english:
                        "; rows that were not read yet are sent by the same command again, which counts nothing twice"
                )
                : Names("")
            return [Names(chinese: "已中断：", english: "interrupted: ") + safe + unread]
        }
    }

    private var safe: Names {
        let it = summary.spooled == 1 ? "it" : "them"
        return Names(
            chinese: "\(summary.spooled)行在暂存库 \(spool) 中，未丢失，用 \(flush) 发送",
            english: "\(Counted.are(summary.spooled, "row")) safe in \(spool); \(flush) sends \(it)")
    }
}
