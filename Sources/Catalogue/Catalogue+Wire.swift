package import Wire

extension Catalogue {
    /// By which two peers find out whether they have the same catalogue.
    package var mark: CatalogueMark { CatalogueMark(version: UInt64(version), digest: digest) }

    /// What is sent to whoever asks for the catalogue in force.
    package var file: CatalogueFile { CatalogueFile(mark: mark, bytes: source) }
}
