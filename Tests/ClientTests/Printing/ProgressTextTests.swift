import Client
import Testing

@Suite struct ProgressTextTests {
    @Test func `Nothing is said in the first two seconds`() {
        #expect(ProgressText.line("rows", done: 5, total: 10, elapsedMilliseconds: 1_999) == nil)
        #expect(ProgressText.line("rows", done: 5, total: 10, elapsedMilliseconds: 2_000) != nil)
    }

    @Test(arguments: [
        (100, 1_100, 10_000, "100 of 1100 rows, 10/s, 1 min 40 s left"),
        (600, 1_000, 3_000, "600 of 1000 rows, 200/s, 2 s left"),
        (1_000, 1_000, 4_000, "1000 of 1000 rows, 250/s"),
        (1, 7_201, 1_000_000, "1 of 7201 rows, 0/s"),
        (3, 10_803, 3_000, "3 of 10803 rows, 1/s, 3 h 0 min left"),
    ])
    func `Rate and remaining time follow from what was done so far`(
        done: Int, total: Int, milliseconds: Int64, expected: String
    ) {
        #expect(
            ProgressText.line("rows", done: done, total: total, elapsedMilliseconds: milliseconds) == expected
        )
    }

    @Test func `Without a total there is a rate alone`() {
        #expect(
            ProgressText.line("reports", done: 9_000, total: nil, elapsedMilliseconds: 3_000)
                == "9000 reports, 3000/s")
    }

    @Test func `Whoever waits for what cannot be counted is told for how long, after two seconds`() {
        let said = [0, 1_999, 2_000, 61_500].map { ProgressText.waiting("waiting", elapsedMilliseconds: $0) }
        #expect(said == [nil, nil, "waiting, 2 s", "waiting, 1 min 1 s"])
    }
}
