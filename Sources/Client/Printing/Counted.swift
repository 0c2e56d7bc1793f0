/// A number of things in words.
package enum Counted {
    /// `1 row`, `2 rows`
    package static func text(_ count: Int, _ thing: String) -> String {
        "\(count) \(thing)\(count == 1 ? "" : "s")"
    }

    /// `1 row is`, `2 rows are`
    package static func are(_ count: Int, _ thing: String) -> String {
        text(count, thing) + (count == 1 ? " is" : " are")
    }
}
