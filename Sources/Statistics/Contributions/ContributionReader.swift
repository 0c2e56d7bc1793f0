import Catalogue
import Wire

/// Reads contributions out of canonical content. Holds the room that reading needs, so that a report allocates nothing.
struct ContributionReader: Sendable {
    struct Value: Sendable {
        let slot: Int
        let combination: UInt32
        let value: Int64
    }

    /// A slot's first value in a report.
    struct First: Sendable {
        var kind: ReportValue.Kind?
        var number: Int64 = 0
        /// Of a date: its day, since 1970, and the month that lies in, if there is one.
        var day: Int64 = 0
        var month: UInt32?
    }

    private let clock: DayClock
    private var combinations: CombinationReader
    private var values: [Value] = []
    /// By slot.
    private(set) var firsts: [First] = []

    init(_ catalogue: Catalogue) {
        clock = DayClock(catalogue.timeZone)
        combinations = CombinationReader(catalogue)
    }

    func day(ofSeconds seconds: Int64) -> Int64 { clock.day(ofSeconds: seconds) }

    /// - Parameters:
    ///   - content: where the canonical content lies in `bytes`.
    ///   - period: a return's own; `nil` for events.
    mutating func read(
        _ content: Range<Int>, of bytes: [UInt8], period: Period?, plan: DataSetPlan,
        combinations: inout Numbering<[UInt32]>, into contribution: inout Contribution
    ) {
        contribution.clear()
        guard !content.isEmpty, bytes[content.lowerBound] == Report.Status.values.rawValue else { return }
        contribution.isPresent = true
        do {
            try parse(bytes.span.extracting(content), period, plan, &combinations, &contribution)
        } catch {
            contribution.placed.removeAll(keepingCapacity: true)
            contribution.carried.removeAll(keepingCapacity: true)
            contribution.isUnread = true
        }
    }

    /// Thrown where the report cannot be read with this catalogue.
    private enum Unread: Error { case unknown }

    private mutating func parse(
        _ bytes: Span<UInt8>, _ period: Period?, _ plan: DataSetPlan,
        _ combinations: inout Numbering<[UInt32]>, _ contribution: inout Contribution
    ) throws {
        guard (period == nil) == (plan.form == .event),
            period.map({ $0.type == plan.base && $0.exists }) ?? true
        else { throw Unread.unknown }
        var position = 1
        let occurrenceKind: UInt8 = try bytes.integer(at: &position)
        var month: UInt32? = period?.index
        switch Shape.OccurrenceKind(rawValue: occurrenceKind) {
        case .some(.none): break
        case .day: month = self.month(ofDay: try bytes.zigzag(at: &position))
        case .instant: month = self.month(ofDay: clock.day(ofSeconds: try bytes.zigzag(at: &position)))
        case nil: throw Unread.unknown
        }
        let combination = try self.combinations.number(bytes, at: &position, &combinations)
        try readValues(bytes, at: &position, plan, eventCombination: combination, &combinations)
        if let month {
            contribution.placed.append(
                Contribution.Placed(period: month, column: .reports, key: .total, value: 1))
        }
        contribution.isComplete =
            plan.form == .periodic && !values.isEmpty
            && plan.slots.indices.allSatisfy { !plan.slots[$0].isRequired || firsts[$0].kind != nil }
        place(month, plan, &contribution)
        for pairing in plan.pairings { leaveOut(pairing, month, plan, combinations, &contribution) }
        if !plan.derived.isEmpty { derive(month, combination, plan, &contribution) }
    }

    private mutating func readValues(
        _ bytes: Span<UInt8>, at position: inout Int, _ plan: DataSetPlan, eventCombination: UInt32,
        _ combinations: inout Numbering<[UInt32]>
    ) throws {
        values.removeAll(keepingCapacity: true)
        firsts.removeAll(keepingCapacity: true)
        for _ in plan.slots.indices { firsts.append(First()) }
        var slot = 0
        for _ in 0..<Int(try bytes.varint(at: &position)) {
            let id = try bytes.varint(at: &position)
            // Values and slots both ascend by element.
            while slot < plan.slots.count, plan.slots[slot].id < id { slot += 1 }
            guard slot < plan.slots.count, plan.slots[slot].id == id else { throw Unread.unknown }
            let cell = try self.combinations.number(bytes, at: &position, &combinations)
            let kindByte: UInt8 = try bytes.integer(at: &position)
            let value = try bytes.zigzag(at: &position)
            guard let kind = ReportValue.Kind(rawValue: kindByte),
                (kind == .integer) == (plan.slots[slot].role != .date)
            else { throw Unread.unknown }
            values.append(
                Value(slot: slot, combination: plan.form == .event ? eventCombination : cell, value: value))
            if firsts[slot].kind == nil { firsts[slot] = first(kind, value) }
        }
    }

    private func first(_ kind: ReportValue.Kind, _ number: Int64) -> First {
        guard kind != .integer else { return First(kind: kind, number: number) }
        let day = kind == .instant ? clock.day(ofSeconds: number) : number
        return First(kind: kind, number: number, day: day, month: month(ofDay: day))
    }

    private func place(_ month: UInt32?, _ plan: DataSetPlan, _ contribution: inout Contribution) {
        for value in values {
            let slot = plan.slots[value.slot]
            guard let column = slot.column, let period = period(month, datedBy: slot.datedBy) else {
                continue
            }
            place(value, slot.role, column, period, &contribution)
        }
    }

    private func place(
        _ value: Value, _ role: DataSetPlan.Role, _ column: RollupKey.Column, _ period: UInt32,
        _ contribution: inout Contribution
    ) {
        let key = CellKey(combination: value.combination)
        switch role {
        case .date: break
        case .sum:
            contribution.placed.append(
                Contribution.Placed(period: period, column: column, key: key, value: value.value))
        case .distribution:
            let key = CellKey(combination: value.combination, bucket: Bucket.index(of: value.value))
            contribution.placed.append(
                Contribution.Placed(period: period, column: column, key: key, value: 1))
        case .stock, .cumulative:
            contribution.carried.append(
                Contribution.Carried(
                    column: column, key: key, value: value.value, endsWithYear: role == .cumulative))
        case .rate(let weight): placeRate(value, weight, column, period, &contribution)
        }
    }

    /// What a return lacks a part for stands once more where it is taken off again; so does what stands of it later, by its
    /// age, where other parts do not.
    private func leaveOut(
        _ pairing: Pairing, _ month: UInt32?, _ plan: DataSetPlan, _ combinations: Numbering<[UInt32]>,
        _ contribution: inout Contribution
    ) {
        guard let month else { return }
        pairing.each(values) {
            combinations.values[Int($0)]
        } _: { value, column, isLeftOut in
            let role = plan.slots[value.slot].role
            if isLeftOut {
                place(value, role, column, month, &contribution)
            } else if pairing.isMixed, role == .stock || role == .cumulative {
                contribution.carried.append(
                    Contribution.Carried(
                        column: column, key: CellKey(combination: value.combination), value: value.value,
                        endsWithYear: role == .cumulative, isAged: true))
            }
        }
    }

    /// Part 0 sums value × weight, part 1 the weights; a value without its weight contributes nothing.
    private func placeRate(
        _ value: Value, _ weight: Int, _ column: RollupKey.Column, _ period: UInt32,
        _ contribution: inout Contribution
    ) {
        guard let weight = values.first(where: { $0.slot == weight && $0.combination == value.combination })
        else { return }
        let product = value.value.multipliedReportingOverflow(by: weight.value)
        guard !product.overflow else { return }
        for (part, value) in [(0, product.partialValue), (1, weight.value)] as [(UInt32, Int64)] {
            let key = CellKey(combination: weight.combination, part: part)
            contribution.placed.append(
                Contribution.Placed(period: period, column: column, key: key, value: value))
        }
    }

    func period(_ month: UInt32?, datedBy slot: Int?) -> UInt32? {
        guard let slot else { return month }
        return firsts[slot].month
    }

    private func month(ofDay day: Int64) -> UInt32? {
        let period = Period(containing: day, type: .monthly)
        return period.exists ? period.index : nil
    }
}
