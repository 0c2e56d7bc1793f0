/// What elements are counted in, as users read it.
package struct UnitOfMeasure: Hashable, Sendable {
    /// As elements name it: `persons`.
    package let code: String
    package let names: Names
}
