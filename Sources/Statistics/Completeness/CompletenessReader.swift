import Catalogue
import Wire

/// Tells how complete the reporting is, from rollups and registry: what it costs does not grow with the reports.
struct CompletenessReader: Sendable {
    let expectations: Expectations?
    /// Days since 1970.
    let today: Int64
    private let agreements: Agreements

    init(_ expectations: Expectations?, _ agreements: Agreements, today: Int64) {
        self.expectations = expectations
        self.agreements = agreements
        self.today = today
    }

    /// The return by which it is told; nil for events whose number nothing states.
    func form(of dataSet: DataSet) -> DataSet? {
        dataSet.form.isEvent ? agreements[dataSet.id]?.form : dataSet
    }

    /// A form, ready to be read for many units and periods; nil for events whose number nothing states.
    func reading(_ dataSet: DataSet, _ state: borrowing FoldState) -> FormReading? {
        guard let form = form(of: dataSet), case .periodic(let base, _, _, _) = form.form,
            let deadline = form.deadline
        else { return nil }
        return FormReading(
            form: form, base: base, deadline: deadline, cells: agreements[dataSet.id]?.cells ?? .complete,
            expectations: expectations, today: today,
            held: (state.rollups.held[form.id] ?? [:]).filter { $0.value.reports > 0 }.keys.sorted())
    }

    /// What an answer's row is about, with the registered units that belong to it.
    ///
    /// - Parameter number: nil where neither it nor anything below it ever reported.
    func unit(_ code: UnitCode?, _ number: UInt32?, isTotal: Bool) -> ReportingUnit {
        ReportingUnit(
            code: code, number: number, isTotal: isTotal,
            places: expectations?.registry.places(of: code, isTotal: isTotal) ?? 0..<0)
    }
}
