import Catalogue

/// Where the rollups sum what. Columns that are told apart by the same categories and counted on the same date make a group:
/// most reports that have something of one have something of all.
struct ColumnPlan: Sendable {
    let pairings: Pairings
    /// By the elements' codes; dates and balances have none.
    private var elements: [String: RollupKey.Column] = [:]
    /// Of what is left out of an indicator, by its code and by the place of the selection in its pairing.
    private var leftOut: [String: [Int: RollupKey.Column]] = [:]

    /// What the columns of a group have in common.
    private struct Alike: Hashable {
        let dataSet: String
        let categories: [String]
        let datedBy: String?
        let parts: Parts
        /// Of what is left out of an indicator.
        var indicator: String?

        /// What parts its cells have.
        enum Parts: Hashable {
            case none, weights
            /// A bucket each: rows of their own.
            case buckets(element: String)
        }

        /// Nil where nothing of it is summed.
        init?(_ element: Element) {
            switch element.kind {
            case .date, .balance: return nil
            case .distribution: parts = .buckets(element: element.code)
            case .rate: parts = .weights
            case .flow, .stock, .cumulative, .distinct, .target, .derived: parts = .none
            }
            dataSet = element.dataSet
            categories = element.categories
            datedBy = element.datedBy
        }
    }

    private enum Place {
        case element(String)
        case leftOut(indicator: String, index: Int)
    }

    init(_ catalogue: Catalogue) {
        pairings = Pairings(catalogue)
        var order: [Alike] = []
        var places: [Alike: [Place]] = [:]
        func add(_ place: Place, _ alike: Alike?) {
            guard let alike else { return }
            if places[alike] == nil { order.append(alike) }
            places[alike, default: []].append(place)
        }
        for element in catalogue.elements { add(.element(element.code), Alike(element)) }
        for pairing in pairings.all {
            for (index, selection) in pairing.selections.enumerated() {
                var alike = catalogue.element(selection.element).flatMap(Alike.init)
                alike?.indicator = pairing.indicator
                add(.leftOut(indicator: pairing.indicator, index: index), alike)
            }
        }
        var number = 0
        for alike in order {
            var rest = (places[alike] ?? [])[...]
            while !rest.isEmpty {
                let lanes = rest.prefix(RollupKey.Group.widthLimit)
                rest = rest.dropFirst(lanes.count)
                put(lanes, in: RollupKey.Group(number: number, width: lanes.count))
                number += 1
            }
        }
    }

    private mutating func put(_ places: ArraySlice<Place>, in group: RollupKey.Group) {
        for (lane, place) in zip(UInt8(0)..., places) {
            let column = RollupKey.Column(group: group, lane: lane)
            switch place {
            case .element(let code): elements[code] = column
            case .leftOut(let indicator, let index): leftOut[indicator, default: [:]][index] = column
            }
        }
    }

    func column(of element: String) -> RollupKey.Column? { elements[element] }

    /// Of what is left out of an element in an indicator.
    func column(leftOutOf indicator: String, _ selection: Expression.Selection) -> RollupKey.Column? {
        pairings[indicator]?.selections.firstIndex(of: selection).flatMap { leftOut[indicator]?[$0] }
    }
}
