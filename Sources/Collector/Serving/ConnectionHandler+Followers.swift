internal import Journal
internal import NIOCore
internal import Wire

/// A follower's connection: where it goes on, then entries for as long as the socket takes them.
extension ConnectionHandler {
    func position(_ follow: Follow) {
        let known = parts.journal.followers
        let isListed =
            known.count < parts.context.limits.followers || known.contains { $0.name == follow.name }
        asking { () throws(JournalError) in
            session.positioned(
                try JournalLookup(journal: parts.journal).following(follow), isListed: isListed)
        }
    }

    func stream(from next: UInt64) {
        guard let context else { return }
        pump = EntryPump(parts.journal, from: next, threads: parts.reading, eventLoop: context.eventLoop)
        let run = loopCall(context)
        parts.connections.follow(number) { run { $0.pumpEntries() } }
        pumpEntries()
    }

    func pumpEntries() {
        guard let pump, let context, context.channel.isWritable, !session.isClosed else { return }
        pump.pump { [weak self] result in self?.deliver(result) }
    }

    private func deliver(_ result: Result<[StoredEntry], JournalError>) {
        switch result {
        case .failure(let error): parts.broke(error)
        case .success(let entries):
            guard !session.isClosed else { return }
            let head = parts.journal.extent.headPosition
            for entry in entries {
                send(
                    .entry, Entry(content: entry.content, digest: entry.digest, headPosition: head).body)
            }
            if let last = entries.last { session.streamed(through: last.position) }
            context?.flush()
            pumpEntries()
        }
    }
}
