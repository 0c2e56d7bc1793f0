internal import Catalogue

/// What an element is, in words.
struct ElementTelling {
    private let element: Element

    init(_ element: Element) { self.element = element }

    var kind: String {
        let kind =
            switch element.kind {
            case .flow: "流量 flow"
            case .stock: "存量 stock"
            case .cumulative: "累计 cumulative"
            case .distinct: "去重 distinct"
            case .distribution: "分布 distribution"
            case .rate(let weight): "均值 mean weighted by \(weight)"
            case .date: "日期 date"
            case .target: "目标 target"
            case .derived: "推算 derived, never sent"
            case .balance(let rule): "结存 balance of \(rule.text), never sent"
            }
        let categories =
            element.categories.isEmpty ? "" : ", by \(element.categories.joined(separator: ", "))"
        let dated = element.datedBy.map { ", dated by \($0)" } ?? ""
        return "\(kind), \(element.unit)\(categories)\(dated)"
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
