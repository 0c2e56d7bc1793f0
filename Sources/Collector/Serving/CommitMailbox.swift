internal import Synchronization
internal import Wire

/// Carries what became of journaled batches from the writer's thread to a connection's event loop: one wake-up and one
/// flush for all that a transaction answered.
final class CommitMailbox: Sendable {
    struct Item: Sendable {
        let batch: UInt64
        let result: Result<ChainMark, Failure>
    }

    private let items = Mutex([Item]())

    /// - Returns: true where the connection must be woken; false where it has been already.
    func put(_ item: Item) -> Bool {
        items.withLock { items in
            items.append(item)
            return items.count == 1
        }
    }

    func takeAll() -> [Item] {
        items.withLock { items in
            defer { items = [] }
            return items
        }
    }
}
