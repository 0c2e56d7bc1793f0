package import Wire

/// What is the same for every session of a collector.
package struct SessionContext: Sendable {
    package let catalogue: CatalogueMark
    package let limits: Limits
    /// Name and version of the program.
    package let software: String

    package init(catalogue: CatalogueMark, limits: Limits, software: String) {
        self.catalogue = catalogue
        self.limits = limits
        self.software = software
    }
}
