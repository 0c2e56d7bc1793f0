import CSV
import Wire

/// What the rows of a units file say of each other: whoever is named must exist, and nobody comes back to themselves.
struct UnitRelations {
    private let registry: UnitRegistry
    private let details: [UnitRegistryDraft.Detail]
    private let unread: Set<UnitCode>

    /// - Parameter unread: units of which a row is wrong itself: nothing is said of whatever names them.
    init(_ registry: UnitRegistry, _ details: [UnitRegistryDraft.Detail], unread: Set<UnitCode>) {
        self.registry = registry
        self.details = details
        self.unread = unread
    }

    func check(_ faults: inout UnitFaults) {
        for detail in details {
            do throws(CSVError) { try check(detail) } catch { faults.add(error) }
        }
        do throws(CSVError) { try checkCircles() } catch { faults.add(error) }
    }

    private func check(_ detail: UnitRegistryDraft.Detail) throws(CSVError) {
        try checkClass(detail)
        if let other = detail.time.reportedBy { try checkReporter(other, detail) }
        for succession in detail.time.successors { try check(succession, detail) }
    }

    private func checkCircles() throws(CSVError) {
        try checkCircle(
            "is reported on behalf of in a circle", "expected a unit that reports itself at the end"
        ) { $0.reportedBy.map { [$0] } ?? [] }
        try checkCircle(
            "is succeeded in a circle",
            "expected each unit to be followed by ones that it did not follow. Where a unit opens again, give it a second row "
                + "with its own opened"
        ) { $0.successors.map(\.unit) }
    }

    /// What tells units apart holds for all their reports: what becomes another sort of unit is another unit.
    private func checkClass(_ detail: UnitRegistryDraft.Detail) throws(CSVError) {
        for other in registry.times(of: detail.unit)
        where other.area != detail.time.area || other.domain != detail.time.domain {
            throw fault(
                detail,
                "its rows differ in area or domain, which hold for all that it ever reported: give them the same, or close it and "
                    + "register a successor with a code of its own")
        }
    }

    private func checkReporter(_ other: UnitCode, _ detail: UnitRegistryDraft.Detail) throws(CSVError) {
        guard other != detail.unit else {
            throw fault(
                detail, "reported_by names the unit itself: leave it empty where a unit reports itself")
        }
        guard registry.name(of: other) != nil || unread.contains(other) else {
            throw fault(
                detail, "reported_by \(other) is not registered: give it a row of its own, or name another")
        }
    }

    private func check(_ succession: Succession, _ detail: UnitRegistryDraft.Detail) throws(CSVError) {
        let (unit, day) = (succession.unit, DateText.text(day: succession.day))
        guard unit != detail.unit else {
            throw fault(
                detail,
                "successors names the unit itself: a unit that goes on, or opens again, is no successor")
        }
        guard detail.time.successors.count(where: { $0 == succession }) == 1 else {
            throw fault(detail, "successors names \(unit)@\(day) twice: expected each once")
        }
        guard !unread.contains(unit) else { return }
        guard registry.name(of: unit) != nil else {
            throw fault(
                detail, "successor \(unit) is not registered: give it a row of its own, or name another")
        }
        guard registry.isOpen(unit, on: succession.day) else {
            throw fault(
                detail,
                "successor \(unit) is not open on \(day), expected one that is: mend that date, or opened and closed of \(unit)"
            )
        }
    }

    /// Walks from each unit along what it names; each unit is left once.
    private func checkCircle(
        _ what: String, _ expected: String, _ named: (UnitTime) -> [UnitCode]
    ) throws(CSVError) {
        var ways: [UnitCode: [UnitCode]] = [:]
        for detail in details { ways[detail.unit, default: []] += named(detail.time) }
        var done: Set<UnitCode> = []
        for detail in details where !done.contains(detail.unit) {
            var path: [(unit: UnitCode, next: Int)] = [(detail.unit, 0)]
            while let (unit, next) = path.last {
                guard let others = ways[unit], next < others.count else {
                    done.insert(unit)
                    path.removeLast()
                    continue
                }
                path[path.count - 1].next += 1
                let other = others[next]
                if let start = path.firstIndex(where: { $0.unit == other }) {
                    let circle = (path[start...].map(\.unit) + [other]).map(\.description)
                    throw fault(detail, "\(what): \(circle.joined(separator: " → ")); \(expected)")
                }
                if !done.contains(other) { path.append((other, 0)) }
            }
        }
    }

    private func fault(_ detail: UnitRegistryDraft.Detail, _ message: String) -> CSVError {
        CSVError(line: detail.line, "unit \(detail.unit): \(message)")
    }
}
