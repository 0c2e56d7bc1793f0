import Catalogue
import Wire

/// What a report of one data set contributes, compiled from the catalogue once: no code is looked up while folding.
struct DataSetPlan: Sendable {
    /// What a sent value becomes.
    enum Role: Hashable, Sendable {
        /// Added to the period that dates it.
        case sum
        case distribution
        /// Counts in later periods too, up to the look-back.
        case stock
        /// Counts in later periods of the same year.
        case cumulative
        /// Value × weight; the weight is another slot's value with the same options.
        case rate(weight: Int)
        case date
    }

    struct Slot: Sendable {
        let id: UInt32
        /// Nil for dates.
        let column: RollupKey.Column?
        let role: Role
        /// The slot whose date says which month it is counted in; `nil`: the event's occurrence, the return's period.
        let datedBy: Int?
        /// A return without it is partial.
        let isRequired: Bool
    }

    struct Derived: Sendable {
        let column: RollupKey.Column
        let datedBy: Int?
        let conditions: [Condition]
        /// Where they do not hold it is nothing, else 0.
        let countsOnlyHolding: Bool
    }

    /// As the catalogue's, with slots for codes.
    enum Condition: Hashable, Sendable {
        case present(Int)
        case absent(Int)
        case dayEnded(Int)
        case notAfter(Int, Int)
        case after(Int, Int)
        case absentOrAfter(Int, Int)
        case positive(Int)
        case zero(Int)
    }

    let id: UInt32
    let form: Report.Form
    /// Sums are kept for periods of this type: months for events.
    let base: PeriodType
    let lookBack: UInt32
    /// Ascending by id.
    let slots: [Slot]
    let derived: [Derived]
    let pairings: [Pairing]
    /// Nil for events.
    let deadline: Deadline?

    var coverage: Coverage { Coverage(base: base, lookBack: lookBack) }

    /// True where a report touches other periods than its own.
    var isCarried: Bool {
        slots.contains { $0.role == .stock || $0.role == .cumulative }
    }
}

extension DataSetPlan {
    init(_ dataSet: DataSet, _ catalogue: Catalogue, _ columns: ColumnPlan) {
        id = dataSet.id
        deadline = dataSet.deadline
        switch dataSet.form {
        case .event:
            (form, base, lookBack) = (.event, .monthly, 0)
        case .periodic(let type, _, _, let lookBack):
            (form, base, self.lookBack) = (.periodic, type, UInt32(max(0, lookBack)))
        }
        let elements = catalogue.elements.filter { $0.dataSet == dataSet.code }
        let sent = elements.filter { !$0.isDerived }.sorted { $0.id < $1.id }
        let slotOf = Dictionary(uniqueKeysWithValues: zip(sent.map(\.code), 0...))
        slots = sent.map { element in
            Slot(
                id: element.id, column: columns.column(of: element.code), role: Role(element.kind, slotOf),
                datedBy: element.datedBy.flatMap { slotOf[$0] },
                isRequired: dataSet.required.contains(element.code))
        }
        derived = elements.compactMap { element in
            guard case .derived(let derivation) = element.kind,
                let column = columns.column(of: element.code)
            else { return nil }
            return Derived(
                column: column, datedBy: element.datedBy.flatMap { slotOf[$0] },
                conditions: derivation.conditions.compactMap { Condition($0, slotOf) },
                countsOnlyHolding: derivation.countsOnlyHolding)
        }
        pairings = columns.pairings.all.filter { $0.dataSet == dataSet.code }.map { pairing in
            Pairing(pairing, slotOf, columns, catalogue)
        }
    }
}

extension DataSetPlan.Role {
    fileprivate init(_ kind: Element.Kind, _ slotOf: [String: Int]) {
        self =
            switch kind {
            // Targets count in their own period alone.
            case .flow, .distinct, .target, .derived, .balance: .sum
            case .stock: .stock
            case .cumulative: .cumulative
            case .distribution: .distribution
            case .rate(let weight): slotOf[weight].map { .rate(weight: $0) } ?? .date
            case .date: .date
            }
    }
}

extension DataSetPlan.Condition {
    fileprivate init?(_ condition: Derivation.Condition, _ slotOf: [String: Int]) {
        func one(_ make: (Int) -> Self, _ code: String) -> Self? { slotOf[code].map(make) }
        func two(_ make: (Int, Int) -> Self, _ first: String, _ second: String) -> Self? {
            guard let first = slotOf[first], let second = slotOf[second] else { return nil }
            return make(first, second)
        }
        let slots: Self? =
            switch condition {
            case .present(let code): one(Self.present, code)
            case .absent(let code): one(Self.absent, code)
            case .dayEnded(let code): one(Self.dayEnded, code)
            case .positive(let code): one(Self.positive, code)
            case .zero(let code): one(Self.zero, code)
            case .notAfter(let first, let second): two(Self.notAfter, first, second)
            case .after(let first, let second): two(Self.after, first, second)
            case .absentOrAfter(let first, let second): two(Self.absentOrAfter, first, second)
            }
        guard let slots else { return nil }
        self = slots
    }
}
