internal import Catalogue
internal import NIOPosix
internal import Statistics
internal import Wire

/// Answers one question from the store, waiting for the positions that it names.
struct Answerer: Sendable {
    let store: StatisticsStore
    let watch: PositionWatch
    let heads: CollectorHeads
    let absences: AbsenceNotes
    /// Nil where no units were registered.
    let unitNames: UnitNames?
    /// No question waits longer, whatever it asks for.
    let longestWaitMilliseconds: UInt64
    let milliseconds: @Sendable () -> Int64
    /// In which the asker reads notes and refusals.
    var languages = [Language.english]

    func answer(_ query: Query) async -> Result<ResultTable, Failure> {
        if let failure = await wait(for: query.atLeast, milliseconds: query.waitMilliseconds) {
            return .failure(failure)
        }
        do throws(QueryError) {
            var table = try await table(query)
            table.asOf = await heard(table.asOf)
            table.notes += await absenceNotes(table.asOf)
            if let unitNames {
                unitNames.add(to: &table, languages)
                UnitSuccessions(registry: unitNames.registry).add(
                    to: &table, unit: query.unit, periods: query.periods, languages)
            }
            return .success(table)
        } catch {
            return .failure(Failure(outcome: error.outcome, message: error.message.sentences(languages)))
        }
    }

    /// What reads the disk does so on a thread of its own: it would hold up the few threads that answers run on.
    private func table(_ query: Query) async throws(QueryError) -> ResultTable {
        // Without credentials configured every asker has the prefix *.
        let answer: @Sendable () -> Result<ResultTable, QueryError> = { [store, milliseconds, languages] in
            Result { () throws(QueryError) in
                try store.answer(query, subtree: nil, nowMilliseconds: milliseconds(), languages: languages)
            }
        }
        guard StatisticsStore.readsDisk(query) else { return try answer().get() }
        guard let table = try? await NIOThreadPool.singleton.runIfActive(answer) else {
            throw QueryError(
                .draining, chinese: "汇总服务正在停止", english: "the aggregator is stopping")
        }
        return try table.get()
    }

    /// Nil once the positions are reached.
    func wait(for positions: [JournalPosition], milliseconds: UInt64) async -> Failure? {
        guard !positions.isEmpty else { return nil }
        let longest = Duration.milliseconds(Int64(clamping: min(milliseconds, longestWaitMilliseconds)))
        let isReached = await watch.wait(for: positions, atMost: longest)
        return isReached ? nil : await notReached(positions)
    }

    /// What to know of collectors that are away.
    func absenceNotes(_ asOf: [ResultTable.AsOf]) async -> [String] {
        await absences.notes(asOf: asOf.map(\.position)).map { $0.sentences(languages) }
    }

    /// With the journals' heads and when they were heard of.
    func heard(_ asOf: [ResultTable.AsOf]) async -> [ResultTable.AsOf] {
        var asOf = asOf
        for index in asOf.indices {
            guard let head = await heads.head(of: asOf[index].position.journal) else { continue }
            asOf[index].headPosition = max(head.position, asOf[index].position.position)
            asOf[index].heardAtMilliseconds = head.heardAtMilliseconds ?? 0
        }
        return asOf
    }

    private func notReached(_ positions: [JournalPosition]) async -> Failure {
        let reached = await watch.reached(of: positions)
        let missing = zip(positions, reached).filter { $0.position > $1.position }
        let chinese = missing.map { "日志 \($0.journal) 读到位置 \($1.position)，所问为 \($0.position)" }
        let english = missing.map {
            "journal \($0.journal) is read up to position \($1.position), asked for was \($0.position)"
        }
        let message = Names(
            chinese: chinese.joined(separator: "；") + "：采集服务在运行吗？本汇总服务是否跟随它？",
            english: english.joined(separator: "; ")
                + ": is the collector running, and does this aggregator follow it?")
        return Failure(outcome: .notYetReached, message: message.sentences(languages))
    }
}
