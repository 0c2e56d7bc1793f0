internal import ArgumentParser

/// What a list of single reports is about.
struct ListedArguments: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "Codes of forms, and of rules or elements where they are listed; left out: everything.",
            valueName: "ITEM"),
        completion: Completions.dataSets)
    var items: [String] = []

    /// `*` is everything.
    var codes: [String] { items.isEmpty ? ["*"] : items }

    static let cost = """
        Single reports are read for it: 2,000,000 at most, beyond which the question is refused; 10,000 rows are listed, \
        and how many more there are is said.
        """
}
