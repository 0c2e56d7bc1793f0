internal import Statistics
internal import Wire

/// Entries between the followers that read them and the one fold: bounded, so that a journal that is read faster than
/// it is folded waits in the collector.
///
/// The micro-batch grows with the backlog: whoever takes gets all that waits, one entry when there is little to do.
actor FoldQueue {
    /// Enough for two micro-batches of the largest batches.
    private let reportLimit: Int
    /// What one micro-batch may hold: it bounds how long a question waits for the fold.
    private let takeLimit: Int
    private var waiting: [JournaledBatch] = []
    private var reports = 0
    private var isFinished = false
    private var taker: CheckedContinuation<Void, Never>?
    private var putters: [CheckedContinuation<Void, Never>] = []

    init(reportLimit: Int = 40_000, takeLimit: Int = 8_192) {
        self.reportLimit = reportLimit
        self.takeLimit = takeLimit
    }

    /// Waits while the queue is full; what is put after `finish` is dropped, it is read again next time.
    func put(_ batch: JournaledBatch) async {
        while reports >= reportLimit, !isFinished {
            await withCheckedContinuation { putters.append($0) }
        }
        guard !isFinished else { return }
        waiting.append(batch)
        reports += batch.reportCount
        taker?.resume()
        taker = nil
    }

    /// The next micro-batch, at least one entry; nil once the queue is finished. One task takes.
    func take() async -> [JournaledBatch]? {
        while waiting.isEmpty, !isFinished {
            await withCheckedContinuation { taker = $0 }
        }
        guard !isFinished else { return nil }
        var taken = 0
        var count = 0
        while count < waiting.count, count == 0 || taken + waiting[count].reportCount <= takeLimit {
            taken += waiting[count].reportCount
            count += 1
        }
        let batches = Array(waiting[..<count])
        waiting.removeFirst(count)
        reports -= taken
        for putter in putters { putter.resume() }
        putters = []
        return batches
    }

    func finish() {
        isFinished = true
        taker?.resume()
        taker = nil
        for putter in putters { putter.resume() }
        putters = []
    }
}

extension JournaledBatch {
    fileprivate var reportCount: Int { groups.reduce(0) { $0 + $1.count } }
}
