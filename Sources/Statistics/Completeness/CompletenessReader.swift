import Catalogue
import Wire

/// Tells how complete the reporting is, from rollups and registry: what it costs does not grow with the reports.
struct CompletenessReader: Sendable {
    let expectations: Expectations?
    /// Days since 1970.
    let today: Int64
    /// By the ids of events' data sets.
    let agreements: [UInt32: Agreement]

    init(_ catalogue: Catalogue, _ expectations: Expectations?, today: Int64) {
        self.expectations = expectations
        self.today = today
        let events = catalogue.dataSets.filter(\.form.isEvent)
        agreements = Dictionary(
            uniqueKeysWithValues: events.compactMap { dataSet in
                Agreement(dataSet, catalogue).map { (dataSet.id, $0) }
            })
    }

    /// The return by which it is told; nil for events whose number nothing states.
    func form(of dataSet: DataSet) -> DataSet? {
        dataSet.form.isEvent ? agreements[dataSet.id]?.form : dataSet
    }

    /// The type of the periods that the return is made for.
    func base(of dataSet: DataSet) -> PeriodType? {
        guard case .periodic(let type, _, _, _) = form(of: dataSet)?.form else { return nil }
        return type
    }

    /// A form, ready to be read for many units and periods; nil for events whose number nothing states.
    func reading(_ dataSet: DataSet, _ state: borrowing FoldState) -> FormReading? {
        guard let form = form(of: dataSet), let base = base(of: form), let deadline = form.deadline else {
            return nil
        }
        return FormReading(
            form: form, base: base, deadline: deadline, agreement: agreements[dataSet.id],
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
