import Client
import Testing

@Suite struct CountedTests {
    @Test(arguments: [(0, "0 rows are"), (1, "1 row is"), (2, "2 rows are")])
    func `One thing is one, all other numbers are many`(count: Int, text: String) {
        #expect(Counted.are(count, "row") == text)
    }
}
