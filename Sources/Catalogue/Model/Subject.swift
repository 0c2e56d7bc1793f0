/// What operators ask about: the indicators that belong together on a page.
package struct Subject: Hashable, Sendable {
    package let code: String
    package let names: Names
    package let breakdowns: [Breakdown]

    /// What a page shows of a subject besides its own indicators: an item by the options of a category.
    package struct Breakdown: Hashable, Sendable {
        /// The code of an element or indicator.
        package let item: String
        /// The code of a category.
        package let category: String
        /// So many options alone, those that most falls to; nil: all of them.
        package let most: Int?
    }
}
