/// Batches in the order in which they will be sent.
struct BatchQueue: Sendable {
    private var batches: [StoredBatch] = []
    private var head = 0

    var isEmpty: Bool { head == batches.count }
    var first: StoredBatch? { isEmpty ? nil : batches[head] }
    var countedReports: Int { batches[head...].reduce(0) { $0 + ($1.isCounted ? $1.reports : 0) } }

    mutating func append(_ batch: StoredBatch) { batches.append(batch) }

    /// In front of all others: what was sent before waits longest.
    mutating func putBack(_ returned: [StoredBatch]) {
        batches.replaceSubrange(..<head, with: returned)
        head = 0
    }

    mutating func removeFirst() {
        head += 1
        // Now and then, so that a long queue is not moved for each batch.
        if head > 1_024, head * 2 > batches.count {
            batches.removeFirst(head)
            head = 0
        }
    }
}
