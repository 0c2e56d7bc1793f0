import Catalogue
import Wire

/// Which reports an export asks for, found in the catalogue.
struct ExportSelection: Sendable {
    /// Ids in the order asked for; empty: all that the ledger holds.
    let dataSets: [UInt32]
    /// It and everything below it; nil: everything.
    let unit: UnitCode?
    let days: AskedDays
    let key: Report.Key?
    let withRevisions: Bool

    /// - Parameter subtree: the prefix of the asker's credential; nil: everything.
    init(_ export: Export, subtree: UnitCode?, _ catalogue: Catalogue) throws(QueryError) {
        var dataSets: [DataSet] = []
        for code in export.dataSets {
            guard let dataSet = catalogue.dataSet(code) else {
                let codes = catalogue.dataSets.map(\.code)
                let (known, hint) = (Names(list: codes), Nearest.hint(code, among: codes))
                throw QueryError(
                    chinese: "目录中没有报表 \(code)，应为 \(known.chinese)。\(hint.chinese)",
                    english:
                        "data set \(code): the catalogue has no such form, expected \(known.english).\(hint.english)"
                )
            }
            guard !dataSets.contains(dataSet) else {
                throw QueryError(
                    chinese: "\(code)：重复，每张报表只写一次",
                    english: "data set \(code): asked for twice. Name each form once")
            }
            dataSets.append(dataSet)
        }
        self.dataSets = dataSets.map(\.id)
        unit = try Question.unit(export.unit, subtree, catalogue)
        guard export.key == nil || unit != nil else {
            throw QueryError(
                chinese: "单位 *：单份报告属于一个单位，请写明其代码",
                english: "unit *: a single report is of one unit, expected its code")
        }
        days = try AskedDays(export.periods, catalogue)
        key = try Self.key(export.key, dataSets.first)
        withRevisions = export.withRevisions
    }

    /// Every report in force.
    var isEverything: Bool {
        dataSets.isEmpty && unit == nil && days.range == nil && key == nil && !withRevisions
    }

    private static func key(_ key: Export.Key?, _ dataSet: DataSet?) throws(QueryError) -> Report.Key? {
        guard let key, let dataSet else { return nil }
        switch (key, dataSet.form) {
        case (.event(let id), .event): return .event(id)
        case (.period(let text), .periodic(let type, _, _, _)):
            guard let period = Period(text: text), period.type == type else {
                let example = Period(containing: 20_000, type: type).text
                throw QueryError(
                    chinese: "时期 \(text)：\(dataSet.code) 按\(type.words.chinese)填报，应为如 \(example) 的一期",
                    english:
                        "period \(text): \(dataSet.code) is reported for each \(type.word), expected a period such as "
                        + example)
            }
            return .period(period)
        case (.event, .periodic):
            throw QueryError(
                chinese: "\(dataSet.code) 是定期报表，按时期查找，不按编号",
                english: "\(dataSet.code) is a return: its reports are found by period, not by id")
        case (.period, .event):
            throw QueryError(
                chinese: "\(dataSet.code) 逐件报送，按编号查找，不按时期",
                english: "\(dataSet.code) has events: its reports are found by id, not by period")
        }
    }
}
