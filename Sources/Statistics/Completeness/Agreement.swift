import Catalogue
import Wire

/// A return that states how many events of a form a unit has had in a period, and where both numbers stand.
struct Agreement: Sendable {
    /// The return.
    let form: DataSet
    let base: PeriodType
    /// Of the events' data set.
    let events: UInt32
    /// Of the return's element that states the number, and of the event's whose sum it states.
    let stated: RollupKey.Column
    let held: RollupKey.Column
    /// In which returns are counted that are complete and state what is held.
    let cells: ReturnCells

    /// Nil where nothing states how many events there are.
    ///
    /// - Parameter number: tells its cells from those of others that the same return states.
    fileprivate init?(_ events: DataSet, number: Int, _ catalogue: Catalogue, _ columns: ColumnPlan) {
        guard let (stated, held) = catalogue.statement(of: events),
            let form = catalogue.dataSet(stated.dataSet), case .periodic(let base, _, _, _) = form.form,
            let statedColumn = columns.column(of: stated.code),
            let heldColumn = columns.column(of: held.code)
        else { return nil }
        self.form = form
        self.base = base
        self.events = events.id
        self.stated = statedColumn
        self.held = heldColumn
        cells = .agreeing(number)
    }

    /// The period of the return whose number a change of a unit's own row may make right or wrong.
    fileprivate func period(touchedBy row: RollupKey, _ cell: CellKey) -> UInt32? {
        if row.group == held.group { return Period(type: .monthly, index: row.period).enclosing(base)?.index }
        guard row.dataSet == form.id else { return nil }
        let isInput =
            row.group == stated.group || row.group == .reports && ReturnCells.complete.all.contains(cell)
        return isInput ? row.period : nil
    }

    /// Whether a unit holds as many events as its return for a period states.
    ///
    /// - Parameter reports: the unit's row of reports for the period.
    fileprivate func holds(
        _ reports: CellTable?, _ unit: UInt32, _ period: UInt32, _ rollups: borrowing Rollups
    ) -> Bool {
        guard reports.sum(ReturnCells.complete.actual) > 0 else { return false }
        let months = Period(type: base, index: period).parts(.monthly) ?? period...period
        var difference = rollups.sum(form.id, unit, .own, period, stated)
        for month in months { difference -= rollups.sum(events, unit, .own, month, held) }
        return difference == 0
    }
}

/// All of a catalogue.
struct Agreements: Sendable {
    private let all: [Agreement]

    private struct Touched: Hashable {
        let agreement: Int
        let unit: UInt32
        let period: UInt32
    }

    init(_ catalogue: Catalogue, _ columns: ColumnPlan) {
        all = catalogue.dataSets.filter(\.form.isEvent).enumerated().compactMap {
            Agreement($1, number: $0, catalogue, columns)
        }
    }

    /// - Parameter events: a data set's id.
    subscript(events: UInt32) -> Agreement? { all.first { $0.events == events } }

    /// What more there is to settle once some changes are: which numbers agree now. Whether they do is a question to each unit;
    /// sums of a district could agree by chance.
    func changes(after changes: RollupChanges, _ rollups: borrowing Rollups) -> RollupChanges {
        var touched: Set<Touched> = []
        for change in changes.all {
            for (index, agreement) in all.enumerated() {
                guard let period = agreement.period(touchedBy: change.row, change.key) else { continue }
                touched.insert(Touched(agreement: index, unit: change.row.unit, period: period))
            }
        }
        var more = RollupChanges()
        for touched in touched {
            let agreement = all[touched.agreement]
            let (form, unit, period) = (agreement.form.id, touched.unit, touched.period)
            let row = RollupKey.reports(form, unit, .own, period)
            let reports = rollups[row]
            let holds = agreement.holds(reports, unit, period, rollups)
            for (input, output) in zip(ReturnCells.complete.all, agreement.cells.all) {
                let change = (holds ? reports.sum(input) : 0) - reports.sum(output)
                if change != 0 { more.add(row, output, sum: change, count: change) }
            }
        }
        return more
    }
}
