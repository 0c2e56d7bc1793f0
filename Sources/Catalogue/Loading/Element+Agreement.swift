import Wire

extension Placed<Element> {
    /// A form that states how many events there are can be compared with them unit by unit and period by period.
    func checkAgreement(_ dataSet: DataSet, _ catalogue: Catalogue) throws(CatalogueError) {
        guard let code = part.agreesWith else { return }
        let place = fields("agrees_with")
        guard case .periodic(let type, _, _, _) = dataSet.form, part.kind == .flow, part.categories.isEmpty,
            type != .daily, type != .weekly
        else {
            throw place.refused(
                "only a flow of a return without categories, monthly or longer, can state how many events there are"
            )
        }
        guard let other = catalogue.element(code), other.kind == .flow, other.scale == part.scale,
            let events = catalogue.dataSet(other.dataSet), case .event = events.form
        else {
            throw place.refused(
                "\(code) is no flow of an event with the scale \(part.scale), expected the one whose sum \(part.code) states"
            )
        }
        guard dataSet.required.contains(part.code) else {
            throw place.refused(
                "\(part.code) may be left empty, expected it among those that \(dataSet.code) requires: nothing happened is 0"
            )
        }
        let rival = catalogue.elements.first {
            $0.code != part.code && $0.agreesWith.flatMap(catalogue.element)?.dataSet == events.code
        }
        if let rival {
            throw place.refused(
                "\(rival.code) states the events of \(events.code) already, expected one element that does")
        }
    }
}

extension Catalogue {
    /// The element of a return that states how many events of a form there are, and the event's element that it states;
    /// nil where the form is a return, or nothing does.
    package func statement(of events: DataSet) -> (stated: Element, held: Element)? {
        for stated in elements {
            guard let code = stated.agreesWith, let held = element(code), held.dataSet == events.code else {
                continue
            }
            return (stated, held)
        }
        return nil
    }
}
