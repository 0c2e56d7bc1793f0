internal import Catalogue

/// What an element is, in words.
struct ElementTelling {
    private let element: Element
    private let unit: Names

    init(_ element: Element, _ catalogue: Catalogue) {
        self.element = element
        unit = catalogue.unitNames(element)
    }

    /// `流量，件`, `flow, cases`
    var countedNames: Names { kindNames + Names(chinese: "，", english: ", ") + unit }

    private var kindNames: Names {
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
        case .balance(let rule):
            Names(chinese: "结存，\(rule.text)，不报送", english: "balance of \(rule.text), never sent")
        }
    }

    var kind: String {
        let kind = "\(countedNames.chinese) \(countedNames.english)"
        let categories =
            element.categories.isEmpty ? "" : ", by \(element.categories.joined(separator: ", "))"
        let dated = element.datedBy.map { ", dated by \($0)" } ?? ""
        return "\(kind)\(categories)\(dated)"
    }

    /// In the element's unit.
    var bounds: String {
        switch element.kind {
        case .derived, .balance, .date: ""
        default:
            "\(ScaledNumber.text(element.bounds.lowerBound, scale: element.scale)) – "
                + ScaledNumber.text(element.bounds.upperBound, scale: element.scale)
        }
    }
}
