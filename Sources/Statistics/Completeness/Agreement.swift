import Catalogue
import Wire

/// A return that states how many events of a form a unit has had in a period, and where both numbers stand.
struct Agreement: Sendable {
    /// The return.
    let form: DataSet
    /// The place in the catalogue of its element that states the number.
    let stated: Int
    /// The place of the event's element whose sum is stated.
    let held: Int
    let events: DataSet

    /// Nil where nothing states how many events there are.
    init?(_ events: DataSet, _ catalogue: Catalogue) {
        guard let (stated, held) = catalogue.statement(of: events),
            let form = catalogue.dataSet(stated.dataSet),
            let statedPlace = catalogue.elements.firstIndex(of: stated),
            let heldPlace = catalogue.elements.firstIndex(of: held)
        else { return nil }
        self.form = form
        self.stated = statedPlace
        self.held = heldPlace
        self.events = events
    }

    /// Whether a unit holds as many events as its return for a period states.
    ///
    /// - Parameter period: of the return's type.
    func holds(_ unit: UInt32, _ period: UInt32, _ base: PeriodType, _ state: borrowing FoldState) -> Bool {
        let months = Period(type: base, index: period).parts(.monthly) ?? period...period
        var difference = state.sum(form.id, unit, .own, period, RollupKey.Column(element: stated))
        for month in months {
            difference -= state.sum(events.id, unit, .own, month, RollupKey.Column(element: held))
        }
        return difference == 0
    }
}
