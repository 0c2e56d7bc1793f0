/// What the reports of a batch have in common beside their values: most reports of a form share one.
///
/// Whoever validates or folds a batch does the work that depends on the catalogue once a shape, not once a report.
public struct Shape: Hashable, Sendable {
    /// One value's place in the form.
    public struct Slot: Hashable, Sendable {
        public let element: UInt32
        /// Ascending; empty for events.
        public let options: [UInt32]
        public let kind: ReportValue.Kind

        public init(element: UInt32, options: [UInt32], kind: ReportValue.Kind) {
            self.element = element
            self.options = options
            self.kind = kind
        }
    }

    /// What an event's occurrence is made of; raw values stand in the bytes.
    public enum OccurrenceKind: UInt8, Sendable {
        case none = 0
        case day = 1
        case instant = 2
    }

    public let status: Report.Status
    public let occurrence: OccurrenceKind
    /// Strictly ascending by (element, options).
    public let slots: [Slot]

    public init(status: Report.Status, occurrence: OccurrenceKind, slots: [Slot]) {
        self.status = status
        self.occurrence = occurrence
        self.slots = slots
    }
}

extension Shape {
    init(of report: Report) {
        self.init(
            status: report.status, occurrence: OccurrenceKind(report.occurrence),
            slots: report.values.map { Slot(element: $0.element, options: $0.options, kind: $0.kind) })
    }

    /// Whether it equals `Shape(of:)`.
    func isShape(of report: Report) -> Bool {
        guard status == report.status, occurrence == OccurrenceKind(report.occurrence),
            slots.count == report.values.count
        else { return false }
        for index in slots.indices where !slots[index].isSlot(of: report.values[index]) { return false }
        return true
    }
}

extension Shape.OccurrenceKind {
    fileprivate init(_ occurrence: Report.Occurrence?) {
        self =
            switch occurrence {
            case nil: .none
            case .day: .day
            case .instant: .instant
            }
    }
}

extension Shape.Slot {
    fileprivate func isSlot(of value: ReportValue) -> Bool {
        element == value.element && kind == value.kind && options == value.options
    }
}
