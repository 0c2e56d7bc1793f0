extension Catalogue {
    /// The catalogue that is compiled in.
    package static func shipped() throws(CatalogueError) -> Catalogue {
        try Catalogue(yaml: PackageResources.catalogue_yaml, file: "catalogue.yaml (compiled in)")
    }
}
