internal import Catalogue
internal import Wire

/// A form in a sentence: how often, when it is due, who reports it.
struct FormTelling {
    private let dataSet: DataSet
    private let catalogue: Catalogue

    init(_ dataSet: DataSet, _ catalogue: Catalogue) {
        self.dataSet = dataSet
        self.catalogue = catalogue
    }

    var text: String {
        [how, "填报 reported by: \(who)", scope].filter { !$0.isEmpty }.joined(separator: " · ")
    }

    private var how: String {
        switch dataSet.form {
        case .event(let categories):
            return "事件 event" + (categories.isEmpty ? "" : " (\(categories.joined(separator: ", ")))")
        case .periodic(let type, let dueDays, let dueFrom, let lookBack):
            let due =
                "期\(dueFrom == .end ? "后" : "初起")\(dueDays)日内 due \(dueDays) days after the period's \(dueFrom.rawValue)"
            let carried = lookBack == 0 ? "" : " · 缺报沿用\(lookBack)期 a stock stands for \(lookBack) more"
            let grace =
                dataSet.graceDays == 0 ? "" : " · 宽限\(dataSet.graceDays)日 \(dataSet.graceDays) days of grace"
            return "\(type.names.chinese) \(type.names.english) return · \(due)\(grace)\(carried)"
        }
    }

    private var who: String {
        let levels = dataSet.reporters.lengths.map { length in
            catalogue.levels.first { $0.length == length }.map { "\($0.names.chinese) \($0.names.english)" }
                ?? "\(length)"
        }
        return (levels + dataSet.reporters.units.map(\.description)).joined(separator: ", ")
    }

    private var scope: String {
        dataSet.scope == .own ? "" : "含全部下级 who reports speaks for everything below"
    }
}
