package import Catalogue

/// Why a row of column names is no header of report CSV.
struct HeaderError: Error {
    let message: Names

    init(chinese: String, english: String) { message = Names(chinese: chinese, english: english) }
}

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

    init(names: [String], catalogue: Catalogue) throws(HeaderError) {
        let missing = ["data_set", "unit", "period"].filter { !names.contains($0) }
        guard missing.isEmpty else {
            let columns = missing.map { "`\($0)`" }.joined(separator: ", ")
            throw HeaderError(
                chinese: "表头缺少 \(columns)；报表 CSV 的第一行是列名，其中必有 data_set、unit 和 period",
                english:
                    "the header lacks \(columns); a report CSV begins with a row of column names, of which "
                    + "data_set, unit and period are always there")
        }
        var columns: [Column] = []
        for (index, name) in names.enumerated() {
            if let first = names[..<index].firstIndex(of: name) {
                throw HeaderError(
                    chinese: "第 \(index + 1) 列 `\(name)` 与第 \(first + 1) 列重复",
                    english: "column \(index + 1), `\(name)`, stands in column \(first + 1) already")
            }
            columns.append(try Self.column(name, index, catalogue))
        }
        self.names = names
        self.columns = columns
        isOfRejectedRows = columns.contains { if case .rejection = $0 { true } else { false } }
    }

    private static func column(
        _ name: String, _ index: Int, _ catalogue: Catalogue
    ) throws(HeaderError) -> Column {
        if let column = fixed[name] { return column }
        if let category = catalogue.category(name) { return .category(category) }
        let parts = name.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard let element = catalogue.element(parts[0]) else {
            let nearest = nearest(parts[0], catalogue)
            throw HeaderError(
                chinese: "第 \(index + 1) 列 `\(name)` 不是目录中任何数据项或分类的代码，相近的有：\(nearest)",
                english:
                    "column \(index + 1), `\(name)`, is not known: no element or category of the catalogue "
                    + "has this code. Nearest: \(nearest)")
        }
        if case .derived = element.kind {
            throw HeaderError(
                chinese: "第 \(index + 1) 列 `\(name)` 由其他数据项推算，不报送",
                english: "column \(index + 1), `\(name)`, is derived from other elements and never sent")
        }
        guard parts.count - 1 == element.categories.count else {
            let form = form(of: element)
            throw HeaderError(
                chinese: "第 \(index + 1) 列 `\(name)`：应为 \(form.chinese)，表中每格一列",
                english:
                    "column \(index + 1), `\(name)`: expected \(form.english), one column for each cell of the form"
            )
        }
        var options: [UInt32] = []
        for (code, categoryCode) in zip(parts.dropFirst(), element.categories) {
            let all = catalogue.category(categoryCode)?.options ?? []
            guard let option = all.first(where: { $0.code == code }) else {
                let known = all.map(\.code).joined(separator: ", ")
                throw HeaderError(
                    chinese: "第 \(index + 1) 列 `\(name)`：`\(code)` 不是 \(categoryCode) 的选项，应为以下之一：\(known)",
                    english:
                        "column \(index + 1), `\(name)`: `\(code)` is no option of \(categoryCode), expected "
                        + known)
            }
            options.append(option.id)
        }
        return .value(element, options: options.sorted())
    }

    private static func form(of element: Element) -> Names {
        Names(
            chinese: ([element.code] + element.categories.map { "\($0) 的选项" }).joined(separator: ":"),
            english: ([element.code] + element.categories.map { "\($0)'s option" }).joined(separator: ":"))
    }

    private static func nearest(_ name: String, _ catalogue: Catalogue) -> String {
        let known = fixed.keys.sorted() + catalogue.categories.map(\.code) + catalogue.elements.map(\.code)
        return NameDistance.nearest(to: name, among: known).joined(separator: ", ")
    }
}
