internal import ArgumentParser

struct QueryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query",
        abstract: "Asks an aggregator for elements and indicators.",
        discussion: """
            `query ITEM…` answers with cells; every other sort of answer has a name: `query ranking ITEM…`. Each has its \
            own --help with examples. Every answer says as of which position it is true: below the table, on standard \
            error with csv, as as_of in json.

            Exit codes: 0 answered, 4 the positions of --at-least were not reached within --timeout, 1 no answer and \
            the message says why, 130 interrupted, 64 wrong flags.
            """,
        subcommands: [
            QueryCells.self, QueryRanking.self, QueryTrend.self, QueryShare.self, QueryDistribution.self,
            QueryMatrix.self, QueryInterval.self, QueryThreeRates.self, QueryProgress.self,
            QueryBlankSpots.self, QueryBacklog.self, QueryCompleteness.self, QueryMissing.self,
            QueryViolations.self, QueryOutliers.self, QueryConflicts.self, QueryRepeatedIDs.self,
            QueryClocks.self,
        ],
        defaultSubcommand: QueryCells.self)
}
