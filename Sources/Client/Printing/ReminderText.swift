package import Catalogue
package import Wire

/// A message to those who have not reported, to be pasted into a chat (催报): by form and period, a line for each unit.
package struct ReminderText {
    private let table: ResultTable
    private let catalogue: Catalogue
    private let clock: DayClock

    /// - Parameter table: the answer `missing`.
    package init(_ table: ResultTable, _ catalogue: Catalogue) {
        self.table = table
        self.catalogue = catalogue
        clock = DayClock(catalogue.timeZone)
    }

    package var text: String {
        let seconds = table.answeredAtMilliseconds.dividedRoundingDown(by: 1_000)
        let day = DateText.text(day: clock.day(ofSeconds: seconds))
        guard !table.rows.isEmpty else {
            let reason = table.notes.first ?? "nobody is missing"
            return "截至\(day)，无应催报单位。Nobody to remind as of \(day): \(reason).\n"
        }
        var lines = ["【催报】截至\(day)，以下单位尚未报送 / Not reported as of \(day):"]
        // Rows of one form and period follow each other.
        for group in groups { lines += ["", heading(group[0], group.count)] + group.map(line) }
        return lines.joined(separator: "\n") + "\n"
    }

    private var groups: [[[String: String]]] {
        var groups: [[[String: String]]] = []
        for row in table.rows.map(cells) {
            if let last = groups.last?.first, last["data_set"] == row["data_set"],
                last["period"] == row["period"]
            {
                groups[groups.count - 1].append(row)
            } else {
                groups.append([row])
            }
        }
        return groups
    }

    private func cells(_ row: [ResultTable.Value]) -> [String: String] {
        var cells: [String: String] = [:]
        for (column, value) in zip(table.columns, row) {
            switch value {
            case .none: break
            case .text(let text): cells[column.name] = text
            case .number(let number): cells[column.name] = "\(number)"
            }
        }
        return cells
    }

    private func heading(_ row: [String: String], _ count: Int) -> String {
        let code = row["data_set"] ?? ""
        let names = catalogue.dataSet(code)?.names
        let form = names.map { "\($0.chinese) \($0.english)" } ?? code
        let due = row["due"] ?? ""
        let days = row["days_overdue"] ?? "0"
        let overdue = days == "0" ? ("", "") : ("，已逾期\(days)天", ", \(days) days overdue")
        return "■ \(form)，\(row["period"] ?? "")：\(count)个单位 "
            + "（截止\(due)\(overdue.0) / due \(due)\(overdue.1)）"
    }

    private func line(_ row: [String: String]) -> String {
        let unit = [row["unit"], row["unit.name"]].compactMap { $0 }.joined(separator: " ")
        var remarks: [String] = []
        switch row["state"] {
        case "partial": remarks.append("有必填项未填 / incomplete")
        case "disagreeing": remarks.append("申报数与已报事件不符 / disagrees with the events held")
        default: break
        }
        if let deputy = row["reported_by"] {
            let name = [deputy, row["reported_by.name"]].compactMap { $0 }.joined(separator: " ")
            remarks.append("由\(name)代报 / reported by \(name)")
        }
        return "· \(unit)" + (remarks.isEmpty ? "" : "（\(remarks.joined(separator: "；"))）")
    }
}
