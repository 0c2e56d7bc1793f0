import Wire

/// What the ids in a group stand for; one that stands for nothing here may do so in a newer catalogue.
struct IDRules {
    let catalogue: Catalogue
    let peerIsNewer: Bool

    /// The group's data set, if it exists and has the group's form.
    func dataSet(_ group: ReportGroup) -> Result<DataSet, Fault> {
        guard let dataSet = catalogue.dataSet(id: group.dataSet) else {
            let known = catalogue.dataSets.map { "\($0.id) (\($0.code))" }.joined(separator: ", ")
            return .failure(
                unknown(.unknownDataSet, "the data set", group.dataSet, "expected one of \(known)"))
        }
        let (form, name): (Report.Form, String) =
            switch dataSet.form {
            case .event: (.event, "an event with an id")
            case .periodic: (.periodic, "a return with a period")
            }
        guard form == group.form else {
            let other = form == .event ? "a return with a period" : "an event with an id"
            return .failure(Fault(.wrongForm, "is \(other), expected \(name)"))
        }
        return .success(dataSet)
    }

    func element(_ id: UInt32, of dataSet: DataSet) throws(Fault) -> Element {
        guard let element = catalogue.element(id: id) else {
            throw unknown(.unknownElement, "the element", id, "expected one of \(dataSet.code)'s")
        }
        guard element.dataSet == dataSet.code else {
            throw Fault(
                .elementNotInDataSet,
                "\(element.code) is an element of \(element.dataSet), expected one of \(dataSet.code)'s")
        }
        guard !element.isDerived else {
            throw Fault(.elementNotInDataSet, "\(element.code) is derived, expected that it is not sent")
        }
        return element
    }

    /// The option and its category's code.
    func option(_ id: UInt32) throws(Fault) -> (option: Category.Option, category: String) {
        guard let option = catalogue.option(id: id), let category = catalogue.category(ofOption: id) else {
            throw unknown(.unknownOption, "the option", id, "expected one of the catalogue's")
        }
        return (option, category.code)
    }

    private func unknown(_ outcome: Outcome, _ what: String, _ id: UInt32, _ expected: String) -> Fault {
        let version = catalogue.version
        guard peerIsNewer else {
            return Fault(outcome, "\(what) \(id) is not in the catalogue's version \(version), \(expected)")
        }
        return Fault(
            .catalogueBehind,
            "\(what) \(id) is not in the catalogue's version \(version) in force here, which is older than the sender's"
        )
    }
}
