import Catalogue
import Wire

extension StatisticsStore {
    /// The units as they are registered, ascending by code: a row for each time that one is open. Items: `*`.
    func registeredUnits(
        _ query: Query, subtree: UnitCode?, nowMilliseconds: Int64
    ) throws(QueryError) -> AnswerTable {
        let level = try Self.level(query, catalogue)
        let unit = try Question.unit(query.unit, subtree, catalogue)
        guard let registry = units else {
            throw QueryError(
                chinese: "没有登记单位，请用 grassroots-aggregator --units FILE 登记",
                english: "no units are registered: start grassroots-aggregator with --units FILE")
        }
        var table = AnswerTable(columns: Self.unitColumns, rows: [])
        var count = 0
        for place in registry.places(below: unit) {
            guard let code = registry.code(at: place), level.map({ $0.length == code.length }) ?? true else {
                continue
            }
            for time in registry.times(of: code) {
                count += 1
                if count <= limits.listedRows { table.rows.append(registry.row(code, time)) }
            }
        }
        table.positions = read(on: today(nowMilliseconds)) { Array($0.positions.values) }
        if count > table.rows.count {
            let listed = table.rows.count
            table.notes.append(
                Names(
                    chinese: "只列出\(count)行中的前\(listed)行：请缩小单位或用 by 指定层级",
                    english:
                        "the first \(listed) of \(count) are listed: ask for a smaller unit, or by one level"
                ))
        }
        if let unit, !registry.isRegistered(unit) {
            table.notes.append(
                Names(
                    chinese: "\(unit) 没有登记：代码是否有误？",
                    english: "\(unit) is not registered. Is the code right?"
                ))
        }
        return table
    }

    /// The only level that is listed; nil: all.
    private static func level(_ query: Query, _ catalogue: Catalogue) throws(QueryError) -> Catalogue.Level? {
        guard query.items == ["*"], query.filters.isEmpty, query.periods == nil, query.by.count <= 1 else {
            throw QueryError(
                chinese: "units 列出登记的单位：只能问 *，可指定单位或 by unit:层级",
                english:
                    "units: it lists the units as they are registered. Ask for * with a unit, or by unit:LEVEL, and nothing else"
            )
        }
        guard let by = query.by.first else { return nil }
        guard case .unit(let level) = try Dimension(by, catalogue) else {
            throw QueryError(
                chinese: "by \(by)：每行是一个单位，只能用 unit:层级，或留空",
                english: "by \(by): a row is a unit. Ask by unit:LEVEL, or leave it out")
        }
        return level
    }

    /// As a units file has them, and whom a unit takes over from.
    private static let unitColumns: [ResultTable.Column] = [
        .init(name: "unit", kind: .text, chinese: "单位", english: "Unit"),
        .init(name: "opened", kind: .text, chinese: "设立", english: "Opened"),
        .init(name: "closed", kind: .text, chinese: "撤销", english: "Closed"),
        .init(name: "domain", kind: .text, chinese: "领域", english: "Domain"),
        .init(name: "area", kind: .text, chinese: "城乡", english: "Area"),
        .init(name: "reports", kind: .text, chinese: "应报报表", english: "Must report"),
        .init(name: "reported_by", kind: .text, chinese: "代报单位", english: "Reported by"),
        .init(name: "predecessors", kind: .text, chinese: "前身", english: "Takes over from"),
        .init(name: "successors", kind: .text, chinese: "继任", english: "Taken over by"),
    ]
}

extension UnitRegistry {
    fileprivate func row(_ code: UnitCode, _ time: UnitTime) -> [ResultTable.Value] {
        func text(_ text: String?) -> ResultTable.Value { text.map { .text($0) } ?? .none }
        let (first, end) = (time.days.lowerBound, time.days.upperBound)
        let duties: String? =
            switch time.duties {
            case .permitted: nil
            case .dataSets(let codes): codes.sorted().joined(separator: " ")
            }
        let before = predecessors(of: code).filter { time.days.contains($0.day) }
        return [
            .text(code.description),
            text(first == UnitTime.always.lowerBound ? nil : DateText.text(day: first)),
            text(end == UnitTime.always.upperBound ? nil : DateText.text(day: end)),
            text(time.domain), text(time.area), text(duties), text(time.reportedBy?.description),
            text(list(before)), text(list(time.successors)),
        ]
    }

    /// `510104017005 丙社区@2025-07-01`; nil of none.
    private func list(_ successions: [Succession]) -> String? {
        guard !successions.isEmpty else { return nil }
        return successions.map { succession in
            let named = [succession.unit.description, name(of: succession.unit)].compactMap { $0 }
            return "\(named.joined(separator: " "))@\(DateText.text(day: succession.day))"
        }.joined(separator: "; ")
    }
}
