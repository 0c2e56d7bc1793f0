extension Catalogue {
    /// Codes of the categories that an element's values are told apart by: its own, or its event's.
    package func categories(ofElement code: String) -> [String] {
        guard let element = element(code), let dataSet = dataSet(element.dataSet) else { return [] }
        return switch dataSet.form {
        case .event(let categories): categories
        case .periodic: element.categories
        }
    }
}
