internal import Catalogue
internal import Wire

/// Where one case stands. Times are in seconds since 1970.
struct ProblemCase {
    private let id: EventID
    private let filedAt: Int64
    /// Some cases are dated by their day alone.
    private let isDatedByDay: Bool
    private let options: [UInt32]
    private let isRepeat: Bool
    private var savedAtMilliseconds: Int64
    private var dueAt: Int64?
    private var closedAt: Int64?
    private var isDeferred = false
    private var isExtended = false
    private var isRework = false
    private var steps = 0

    init(filedIn month: Period, _ writer: FormWriter, _ numbers: inout RandomNumbers) {
        filedAt = writer.clock.seconds(
            day: numbers.number(in: month.days), secondOfDay: numbers.number(in: 7 * 3_600...22 * 3_600))
        id = EventID(high: numbers.next(), low: numbers.next())
        isDatedByDay = numbers.happens(percent: 10)
        options = writer.categories.compactMap { category -> UInt32? in
            // Not every case is told apart by everything.
            guard !numbers.happens(percent: 10) else { return nil }
            let options = writer.options(category)
            return options[Int(numbers.number(in: 0...Int64(options.count - 1)))].id
        }.sorted()
        isRepeat = numbers.happens(percent: 6)
        dueAt = numbers.happens(percent: 90) ? filedAt + numbers.number(in: 3...30) * 86_400 : nil
        savedAtMilliseconds = filedAt * 1_000 + numbers.number(in: 0...999)
    }

    /// The case one step later; nil where nothing more happens to it.
    func advanced(_ numbers: inout RandomNumbers) -> ProblemCase? {
        guard closedAt == nil || numbers.happens(percent: 4), !isDeferred, steps < 4 else { return nil }
        var next = self
        next.steps += 1
        next.savedAtMilliseconds += numbers.number(in: 3_600_000...12 * Story.day)
        let now = next.savedAtMilliseconds / 1_000
        switch numbers.number(in: 1...100) {
        case _ where closedAt != nil:
            next.closedAt = nil
            next.isRework = true
        case ...5 where dueAt != nil: next.isDeferred = true
        case 6...12 where dueAt != nil:
            next.isExtended = true
            next.dueAt = dueAt.map { $0 + 7 * 86_400 }
        case 13...25: return nil
        default: next.closedAt = now
        }
        return next
    }

    func report(of unit: UnitCode, _ writer: FormWriter) -> Report {
        var report = writer.report(of: unit, .event(id), savedAtMilliseconds: savedAtMilliseconds, cells)
        report.occurrence = isDatedByDay ? .day(writer.clock.day(ofSeconds: filedAt)) : .instant(filedAt)
        report.options = options
        return report
    }

    func retraction(of unit: UnitCode, _ writer: FormWriter, _ numbers: inout RandomNumbers) -> Report {
        Report(
            dataSet: writer.dataSet.id, unit: unit, key: .event(id),
            savedAtMilliseconds: savedAtMilliseconds + numbers.number(in: 1...5 * Story.day),
            status: .retracted)
    }

    /// What is sent: where there is nothing to say of an element the cell stays empty.
    private var cells: [FormWriter.Cell] {
        var cells = [FormWriter.Cell("CP_FILED", 1)]
        if isRepeat { cells.append(.init("CP_REPEAT", 1)) }
        if let dueAt {
            cells += [.init("CP_DUE", 1), .init("CP_DUE_AT", dueAt)]
            cells.append(.init("CP_CLOSED", closedAt == nil ? 0 : 1))
            cells.append(.init("CP_CLOSED_ONTIME", isOnTime ? 1 : 0))
            if isDeferred { cells.append(.init("CP_DEFERRED", 1)) }
            if isExtended { cells.append(.init("CP_EXTENDED", 1)) }
        }
        if let closedAt {
            cells += [.init("CP_CLOSED_AT", closedAt), .init("CP_MINUTES", (closedAt - filedAt) / 60)]
            if isRework { cells.append(.init("CP_REWORK", 1)) }
        }
        return cells
    }

    private var isOnTime: Bool {
        guard let closedAt, let dueAt else { return false }
        return closedAt <= dueAt
    }

    /// What the case counts for, by the definitions of the elements; every deadline is long past. An element that the
    /// form leaves empty says nothing, which is not 0.
    func facts(_ writer: FormWriter) -> [Story.Fact] {
        let filed = writer.month(ofSeconds: filedAt)
        var facts: [Story.Fact] = [.flow("CP_FILED", filed, 1)]
        if isRepeat { facts.append(.flow("CP_REPEAT", filed, 1)) }
        if let dueAt {
            let due = writer.month(ofSeconds: dueAt)
            facts += [
                .flow("CP_DUE", filed, 1), .flow("CP_CLOSED", filed, closedAt == nil ? 0 : 1),
                .flow("CP_CLOSED_ONTIME", filed, isOnTime ? 1 : 0), .flow("CP_FELL_DUE", due, 1),
                .flow("CP_DUE_CLOSED", due, closedAt == nil ? 0 : 1),
                .flow("CP_DUE_ONTIME", due, isOnTime ? 1 : 0),
            ]
            if isDeferred { facts.append(.flow("CP_DEFERRED", due, 1)) }
            if isExtended { facts.append(.flow("CP_EXTENDED", due, 1)) }
        }
        if let closedAt {
            let closed = writer.month(ofSeconds: closedAt)
            facts += [
                .flow("CP_MINUTES", filed, 1), .flow("CP_ENDED", closed, 1),
            ]
            if isRework { facts.append(.flow("CP_REWORK", closed, 1)) }
        }
        return facts
    }
}
