internal import NIOCore
internal import NIOPosix
internal import Wire

/// Has a connection's batches judged on other threads, one after the other, in their order. Lives on one event loop.
final class BatchIntake {
    private let judge: BatchJudge
    private let threads: NIOThreadPool
    private let eventLoop: any EventLoop
    private let judged: ([Judgement]) -> Void
    private var waiting: [Frame] = []
    private var isJudging = false

    /// `judged` is called on the event loop.
    init(
        _ judge: BatchJudge, threads: NIOThreadPool, eventLoop: any EventLoop,
        judged: @escaping ([Judgement]) -> Void
    ) {
        self.judge = judge
        self.threads = threads
        self.eventLoop = eventLoop
        self.judged = judged
    }

    func take(_ frame: Frame) {
        waiting.append(frame)
        judgeNext()
    }

    private func judgeNext() {
        guard !isJudging, !waiting.isEmpty else { return }
        isJudging = true
        let frames = waiting
        waiting = []
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        threads.runIfActive(eventLoop: eventLoop) { [judge] in frames.map { judge.judge($0) } }
            .whenSuccess { judgements in
                bound.value.isJudging = false
                bound.value.judged(judgements)
                bound.value.judgeNext()
            }
    }
}
