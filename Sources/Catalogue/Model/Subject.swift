/// What operators ask about: the indicators that belong together on a page.
package struct Subject: Hashable, Sendable {
    package let code: String
    package let names: Names
}
