internal import Journal
internal import Wire

/// What the journal says to a hello and to a follower. Each asks for one row at most for each mark, so the answers are
/// looked up on the event loop.
struct JournalLookup {
    let journal: any Journal

    func greeting(to hello: Hello, clockMilliseconds: Int64) throws(JournalError) -> Greeting {
        let extent = journal.extent
        var differs = false
        for mark in hello.knownJournals where mark.at.journal == journal.id && !differs {
            differs = try !agrees(mark, extent)
        }
        return Greeting(
            journal: Welcome.Journal(
                id: journal.id, oldestPosition: extent.oldestPosition, headPosition: extent.headPosition),
            mismatched: differs ? [journal.id] : [], clockMilliseconds: clockMilliseconds)
    }

    func following(_ follow: Follow) throws(JournalError) -> Following {
        let extent = journal.extent
        var next = extent.oldestPosition
        var continues = follow.mark == nil
        if let mark = follow.mark, mark.at.journal == journal.id, try agrees(mark, extent),
            mark.at.position + 1 >= extent.oldestPosition
        {
            next = mark.at.position + 1
            continues = true
        }
        return Following(
            journal: journal.id, nextPosition: next, headPosition: extent.headPosition, continues: continues)
    }

    /// False where the journal has another content at that position, or has not come so far. What was dropped since
    /// cannot disagree.
    private func agrees(_ mark: ChainMark, _ extent: JournalExtent) throws(JournalError) -> Bool {
        guard mark.at.position <= extent.headPosition else { return false }
        guard let digest = try journal.digest(at: mark.at.position) else { return true }
        return digest == mark.digest
    }
}
