package import Catalogue
package import Wire

/// A message to those who have not reported, to be pasted into a chat (催报): by form and period, a line for each unit. In two
/// languages one message follows the other.
package struct ReminderText {
    private let table: ResultTable
    private let catalogue: Catalogue
    private let languages: [Language]
    private let day: String

    /// - Parameter table: the answer `missing`.
    package init(_ table: ResultTable, _ catalogue: Catalogue, languages: [Language] = Language.allCases) {
        self.table = table
        self.catalogue = catalogue
        self.languages = languages
        let seconds = table.answeredAtMilliseconds.dividedRoundingDown(by: 1_000)
        day = DateText.text(day: DayClock(catalogue.timeZone).day(ofSeconds: seconds))
    }

    package var text: String {
        guard !table.rows.isEmpty else {
            let nobody = Names(chinese: "截至\(day)，无应催报单位。", english: "Nobody to remind as of \(day).")
            // The answer itself says why, in the same languages.
            return (languages.map { nobody[$0] } + table.notes.prefix(1)).map { $0 + "\n" }.joined()
        }
        let title = Names(
            chinese: "【催报】截至\(day)，以下单位尚未报送：", english: "Not reported as of \(day):")
        let groups = groups
        return languages.map { language in
            var lines = [title[language]]
            // Rows of one form and period follow each other.
            for group in groups {
                lines += ["", heading(group[0], group.count)[language]] + group.map { line($0)[language] }
            }
            return lines.joined(separator: "\n") + "\n"
        }.joined(separator: "\n")
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

    private func heading(_ row: [String: String], _ count: Int) -> Names {
        let code = row["data_set"] ?? ""
        let form = catalogue.dataSet(code)?.names ?? Names(code)
        let (period, due) = (row["period"] ?? "", row["due"] ?? "")
        let days = row["days_overdue"].flatMap { Int($0) } ?? 0
        let overdue =
            days == 0
            ? Names("")
            : Names(chinese: "，已逾期\(days)天", english: ", \(Counted.text(days, "day")) overdue")
        return Names(
            chinese: "■ \(form.chinese)，\(period)：\(count)个单位（截止\(due)\(overdue.chinese)）",
            english:
                "■ \(form.english), \(period): \(Counted.text(count, "unit")) (due \(due)\(overdue.english))")
    }

    private func line(_ row: [String: String]) -> Names {
        let unit = [row["unit"], row["unit.name"]].compactMap { $0 }.joined(separator: " ")
        var remarks: [Names] = []
        switch row["state"] {
        case "partial": remarks.append(Names(chinese: "有必填项未填", english: "incomplete"))
        case "disagreeing":
            remarks.append(
                Names(chinese: "申报数与已报事件不符", english: "disagrees with the events held"))
        default: break
        }
        if let deputy = row["reported_by"] {
            let name = [deputy, row["reported_by.name"]].compactMap { $0 }.joined(separator: " ")
            remarks.append(Names(chinese: "由\(name)代报", english: "reported by \(name)"))
        }
        guard !remarks.isEmpty else { return Names("· \(unit)") }
        return Names(
            chinese: "· \(unit)（\(remarks.map(\.chinese).joined(separator: "；"))）",
            english: "· \(unit) (\(remarks.map(\.english).joined(separator: "; ")))")
    }
}
