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
            return "\(type.names.chinese) \(type.names.english) return · \(due)\(carried)"
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

/// What an element is, in words.
struct ElementTelling {
    private let element: Element

    init(_ element: Element) { self.element = element }

    var kindNames: Names {
        switch element.kind {
        case .flow: Names(chinese: "流量", english: "flow")
        case .stock: Names(chinese: "存量", english: "stock")
        case .cumulative: Names(chinese: "累计", english: "cumulative")
        case .distinct: Names(chinese: "去重", english: "distinct")
        case .distribution: Names(chinese: "分布", english: "distribution")
        case .rate(let weight): Names(chinese: "均值，以 \(weight) 加权", english: "rate, weighted by \(weight)")
        case .date: Names(chinese: "日期", english: "date")
        case .target: Names(chinese: "目标", english: "target")
        case .derived: Names(chinese: "推算，不报送", english: "derived, never sent")
        }
    }

    var kind: String {
        let kind = "\(kindNames.chinese) \(kindNames.english)"
        let categories =
            element.categories.isEmpty ? "" : ", by \(element.categories.joined(separator: ", "))"
        let dated = element.datedBy.map { ", dated by \($0)" } ?? ""
        return "\(kind), \(element.unit)\(categories)\(dated)"
    }

    /// In the element's unit.
    var bounds: String {
        switch element.kind {
        case .derived, .date: ""
        default:
            "\(ScaledNumber.text(element.bounds.lowerBound, scale: element.scale)) – "
                + ScaledNumber.text(element.bounds.upperBound, scale: element.scale)
        }
    }
}
