package import Catalogue

/// The first row of a report CSV, understood.
package struct ReportHeader: Sendable {
    package enum Column: Sendable {
        case dataSet, unit, period, id, savedAt, status
        /// `line`, `code`, `message`: what a file of rejected rows has in front, so that it can be mended and sent.
        case rejection
        case category(Category)
        case value(Element, options: [UInt32])
    }

    package let names: [String]
    package let columns: [Column]
    /// Some columns say why a row was rejected.
    package let isOfRejectedRows: Bool

    private static let fixed: [String: Column] = [
        "data_set": .dataSet, "unit": .unit, "period": .period, "id": .id, "saved_at": .savedAt,
        "status": .status,
        "line": .rejection, "code": .rejection, "message": .rejection,
    ]

    /// - Parameter file: its name, for errors.
    package init(names: [String], file: String, catalogue: Catalogue) throws(ClientError) {
        let missing = ["data_set", "unit", "period"].filter { !names.contains($0) }
        guard missing.isEmpty else {
            throw Self.error(
                file,
                "the header lacks \(missing.map { "`\($0)`" }.joined(separator: ", ")); a report CSV begins with a row "
                    + "of column names, of which data_set, unit and period are always there")
        }
        var columns: [Column] = []
        for (index, name) in names.enumerated() {
            if let first = names[..<index].firstIndex(of: name) {
                throw Self.error(
                    file, "column \(index + 1), `\(name)`, stands in column \(first + 1) already")
            }
            columns.append(try Self.column(name, index, file, catalogue))
        }
        self.names = names
        self.columns = columns
        isOfRejectedRows = columns.contains { if case .rejection = $0 { true } else { false } }
    }

    private static func column(
        _ name: String, _ index: Int, _ file: String, _ catalogue: Catalogue
    ) throws(ClientError) -> Column {
        if let column = fixed[name] { return column }
        if let category = catalogue.category(name) { return .category(category) }
        let parts = name.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard let element = catalogue.element(parts[0]) else {
            throw error(
                file,
                "column \(index + 1), `\(name)`, is not known: no element or category of the catalogue "
                    + "has this code. Nearest: \(nearest(parts[0], catalogue))")
        }
        if case .derived = element.kind {
            throw error(file, "column \(index + 1), `\(name)`, is derived from other elements and never sent")
        }
        guard parts.count - 1 == element.categories.count else {
            throw error(
                file,
                "column \(index + 1), `\(name)`: expected \(form(of: element)), one column for each cell of the form"
            )
        }
        var options: [UInt32] = []
        for (code, categoryCode) in zip(parts.dropFirst(), element.categories) {
            let all = catalogue.category(categoryCode)?.options ?? []
            guard let option = all.first(where: { $0.code == code }) else {
                throw error(
                    file,
                    "column \(index + 1), `\(name)`: `\(code)` is no option of \(categoryCode), expected "
                        + all.map(\.code).joined(separator: ", "))
            }
            options.append(option.id)
        }
        return .value(element, options: options.sorted())
    }

    private static func form(of element: Element) -> String {
        ([element.code] + element.categories.map { "\($0)'s option" }).joined(separator: ":")
    }

    private static func nearest(_ name: String, _ catalogue: Catalogue) -> String {
        let known = fixed.keys.sorted() + catalogue.categories.map(\.code) + catalogue.elements.map(\.code)
        return NameDistance.nearest(to: name, among: known).joined(separator: ", ")
    }

    private static func error(_ file: String, _ text: String) -> ClientError {
        ClientError(.input, "\(file): line 1: \(text)")
    }
}
