import Catalogue
import Wire

/// Reads contributions out of canonical content. Holds the room that reading needs, so that a report allocates nothing.
struct ContributionReader: Sendable {
    private struct Value: Sendable {
        let slot: Int
        let combination: UInt32
        let value: Int64
    }

    private let clock: DayClock
    private let knownOptions: Set<UInt32>
    private var values: [Value] = []
    /// The kind and value of each slot's first value in this report.
    private var kinds: [ReportValue.Kind?] = []
    private var numbers: [Int64] = []
    private var options: [UInt32] = []

    init(_ catalogue: Catalogue) {
        clock = DayClock(catalogue.timeZone)
        knownOptions = Set(catalogue.categories.flatMap { $0.options.map(\.id) })
    }

    func day(ofSeconds seconds: Int64) -> Int64 { clock.day(ofSeconds: seconds) }

    /// - Parameter period: a return's own; `nil` for events.
    mutating func read(
        _ content: [UInt8], period: Period?, plan: DataSetPlan, combinations: inout Numbering<[UInt32]>,
        into contribution: inout Contribution
    ) {
        contribution.clear()
        guard content.first == Report.Status.values.rawValue else { return }
        contribution.isPresent = true
        do {
            try parse(content.span, period, plan, &combinations, &contribution)
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
        case .day: month = self.month(.day, try bytes.zigzag(at: &position))
        case .instant: month = self.month(.instant, try bytes.zigzag(at: &position))
        case nil: throw Unread.unknown
        }
        let combination = try combination(bytes, at: &position, &combinations)
        try readValues(bytes, at: &position, plan, eventCombination: combination, &combinations)
        if let month {
            contribution.placed.append(Contribution.Placed(period: month, key: .reports, value: 1))
        }
        place(month, plan, &contribution)
        if !plan.derived.isEmpty { derive(month, combination, plan, &contribution) }
    }

    private mutating func readValues(
        _ bytes: Span<UInt8>, at position: inout Int, _ plan: DataSetPlan, eventCombination: UInt32,
        _ combinations: inout Numbering<[UInt32]>
    ) throws {
        values.removeAll(keepingCapacity: true)
        if kinds.count < plan.slots.count {
            kinds = Array(repeating: nil, count: plan.slots.count)
            numbers = Array(repeating: 0, count: plan.slots.count)
        }
        for slot in plan.slots.indices { kinds[slot] = nil }
        var slot = 0
        for _ in 0..<Int(try bytes.varint(at: &position)) {
            let id = try bytes.varint(at: &position)
            // Values and slots both ascend by element.
            while slot < plan.slots.count, plan.slots[slot].id < id { slot += 1 }
            guard slot < plan.slots.count, plan.slots[slot].id == id else { throw Unread.unknown }
            let cell = try combination(bytes, at: &position, &combinations)
            let kindByte: UInt8 = try bytes.integer(at: &position)
            let value = try bytes.zigzag(at: &position)
            guard let kind = ReportValue.Kind(rawValue: kindByte),
                (kind == .integer) == (plan.slots[slot].role != .date)
            else { throw Unread.unknown }
            values.append(
                Value(slot: slot, combination: plan.form == .event ? eventCombination : cell, value: value))
            if kinds[slot] == nil {
                kinds[slot] = kind
                numbers[slot] = value
            }
        }
    }

    private func place(_ month: UInt32?, _ plan: DataSetPlan, _ contribution: inout Contribution) {
        for value in values {
            let slot = plan.slots[value.slot]
            guard slot.role != .date, let period = period(month, datedBy: slot.datedBy) else { continue }
            let key = CellKey(element: slot.element, combination: value.combination)
            switch slot.role {
            case .date: break
            case .sum:
                contribution.placed.append(Contribution.Placed(period: period, key: key, value: value.value))
            case .distribution:
                let part = CellKey.part(ofBucket: Bucket.index(of: value.value))
                let key = CellKey(element: slot.element, combination: value.combination, part: part)
                contribution.placed.append(Contribution.Placed(period: period, key: key, value: 1))
            case .stock, .cumulative:
                contribution.carried.append(
                    Contribution.Carried(
                        key: key, value: value.value, endsWithYear: slot.role == .cumulative))
            case .rate(let weight):
                placeRate(value, weight, key, period, &contribution)
            }
        }
    }

    /// Part 0 sums value × weight, part 1 the weights; a value without its weight contributes nothing.
    private func placeRate(
        _ value: Value, _ weight: Int, _ key: CellKey, _ period: UInt32, _ contribution: inout Contribution
    ) {
        guard let weight = values.first(where: { $0.slot == weight && $0.combination == value.combination })
        else { return }
        let product = value.value.multipliedReportingOverflow(by: weight.value)
        guard !product.overflow else { return }
        contribution.placed.append(
            Contribution.Placed(period: period, key: key, value: product.partialValue))
        contribution.placed.append(
            Contribution.Placed(period: period, key: CellKey(bits: key.bits + 1), value: weight.value))
    }

    /// A derived element is 1 or 0 wherever it is dated: a case that fell due and is not closed makes "closed" 0, not
    /// unreported.
    private func derive(
        _ month: UInt32?, _ combination: UInt32, _ plan: DataSetPlan, _ contribution: inout Contribution
    ) {
        for derived in plan.derived {
            guard let period = period(month, datedBy: derived.datedBy) else { continue }
            var holds = true
            var lastDay: Int64?
            for condition in derived.conditions {
                switch condition {
                case .present(let slot): holds = holds && kinds[slot] != nil
                case .absent(let slot): holds = holds && kinds[slot] == nil
                case .notAfter(let first, let second): holds = holds && isNotAfter(first, second)
                case .dayEnded(let slot):
                    // Whether it has ended is known only when somebody asks: the value is also kept by its day.
                    if let day = day(slot) {
                        lastDay = max(lastDay ?? day, day)
                    } else {
                        holds = false
                    }
                }
            }
            let value: Int64 = holds ? 1 : 0
            let key = CellKey(element: derived.element, combination: combination)
            contribution.placed.append(Contribution.Placed(period: period, key: key, value: value))
            guard let lastDay else { continue }
            let dayKey = CellKey(element: derived.element, day: lastDay, combination: combination)
            contribution.placed.append(Contribution.Placed(period: period, key: dayKey, value: value))
        }
    }

    private func isNotAfter(_ first: Int, _ second: Int) -> Bool {
        guard let firstKind = kinds[first], let secondKind = kinds[second] else { return false }
        if firstKind == secondKind { return numbers[first] <= numbers[second] }
        // A date alone is compared as a day with a date that has a time.
        return (day(first) ?? 0) <= (day(second) ?? 0)
    }

    private func day(_ slot: Int) -> Int64? {
        switch kinds[slot] {
        case nil: nil
        case .instant: clock.day(ofSeconds: numbers[slot])
        case .day, .integer: numbers[slot]
        }
    }

    private func period(_ month: UInt32?, datedBy slot: Int?) -> UInt32? {
        guard let slot else { return month }
        return kinds[slot].flatMap { self.month($0, numbers[slot]) }
    }

    private func month(_ kind: ReportValue.Kind, _ value: Int64) -> UInt32? {
        let day = kind == .instant ? clock.day(ofSeconds: value) : value
        let period = Period(containing: day, type: .monthly)
        return period.exists ? period.index : nil
    }

    private mutating func combination(
        _ bytes: Span<UInt8>, at position: inout Int, _ combinations: inout Numbering<[UInt32]>
    ) throws -> UInt32 {
        let count = try bytes.varint(at: &position)
        guard count > 0 else { return 0 }
        options.removeAll(keepingCapacity: true)
        for _ in 0..<count {
            let id = UInt32(truncatingIfNeeded: try bytes.varint(at: &position))
            guard knownOptions.contains(id) else { throw Unread.unknown }
            options.append(id)
        }
        let number = combinations.intern(options)
        guard number <= CellKey.combinationLimit else { throw Unread.unknown }
        return number
    }
}
