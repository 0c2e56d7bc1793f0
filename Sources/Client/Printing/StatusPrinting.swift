internal import Transport
package import Wire

/// How services are, as text.
package struct StatusPrinting {
    private let statuses: [ServiceStatus]
    private let languages: [Language]

    package init(_ statuses: [ServiceStatus], languages: [Language] = Language.allCases) {
        self.statuses = statuses
        self.languages = languages
    }

    package func text(_ format: OutputFormat) -> String {
        guard format != .json else {
            return "[\n" + statuses.map(Self.json).joined(separator: ",\n") + "\n]\n"
        }
        return PrintedTable(
            columns: [.init("service", "服务"), .init("name", "项目", "what"), .init("value", "值")], rows: rows
        ).text(format, languages)
    }

    /// A service of which there are several is told apart by its address.
    private func name(_ status: ServiceStatus) -> String {
        let isOnly = statuses.count { $0.service == status.service } == 1
        return isOnly ? status.service : "\(status.service) \(status.endpoint)"
    }

    private var rows: [[String]] {
        statuses.flatMap { status -> [[String]] in
            switch status.answer {
            case .failure(let error): return [[name(status), "away", error.description]]
            case .success(let report):
                let items = report.items.map { [name(status), $0.name, $0.value.text] }
                return [[name(status), "address", status.endpoint.description]] + items
            }
        }
    }

    /// The figures as a list in their order, since a service says some of them of each of several things, such as
    /// journals, and an object must not repeat a name.
    private static func json(_ status: ServiceStatus) -> String {
        let said: String
        switch status.answer {
        case .failure(let error): said = "\"away\": \(JSONText.string(error.description))"
        case .success(let report):
            let figures = report.items.map { item in
                "    {\"name\": \(JSONText.string(item.name)), \"value\": \(item.value.json)}"
            }
            said = "\"figures\": \(JSONText.list(figures))"
        }
        return "  {\"service\": \(JSONText.string(status.service)), "
            + "\"address\": \(JSONText.string(status.endpoint.description)), \(said)}"
    }
}

extension StatusReport.Value {
    fileprivate var text: String {
        switch self {
        case .text(let text): text
        case .number(let number): String(number)
        }
    }

    fileprivate var json: String {
        switch self {
        case .text(let text): JSONText.string(text)
        case .number(let number): String(number)
        }
    }
}
