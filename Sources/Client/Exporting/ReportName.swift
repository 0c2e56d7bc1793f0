package import Catalogue
package import Wire

/// One report as it is named on a command line: its form, its unit and its period or id.
package struct ReportName: Sendable {
    package let dataSet: DataSet
    package let unit: UnitCode
    package let key: Report.Key
    /// An event's id as it was typed, where it is no UUID.
    private let typedID: String?

    /// - Parameter key: a return's period; an event's UUID, or the text that its source system calls it.
    /// - Throws: `ClientError` that says what was expected.
    package init(
        dataSet code: String, unit: String, key: String, _ catalogue: Catalogue
    ) throws(ClientError) {
        guard let dataSet = catalogue.dataSet(code) else {
            let known = catalogue.dataSets.map(\.code)
            throw ClientError(
                .input,
                "data set \(code) is not in the catalogue; nearest: "
                    + NameDistance.nearest(to: code, among: known).joined(separator: ", "))
        }
        guard let unitCode = UnitCode(unit), unitCode.isWellFormed else {
            throw ClientError(.input, "unit \(unit): expected a code of 1 to 16 characters of 0-9A-Z")
        }
        self.dataSet = dataSet
        self.unit = unitCode
        switch dataSet.form {
        case .periodic(let type, _, _, _):
            guard let period = Period(text: key), period.type == type else {
                let example = Period(containing: 20_000, type: type).text
                throw ClientError(
                    .input, "period \(key): \(code) is a return, expected a period such as \(example)")
            }
            self.key = .period(period)
            typedID = nil
        case .event:
            let uuid = EventID(uuid: key)
            self.key = .event(uuid ?? EventID(hashing: Array(key.utf8), dataSet: code))
            typedID = uuid == nil ? key : nil
        }
    }

    /// What an aggregator is asked for it.
    package func export(
        withRevisions: Bool, atLeast: [JournalPosition], waitMilliseconds: UInt64
    ) -> Export {
        let wanted: Export.Key =
            switch key {
            case .period(let period): .period(period.text)
            case .event(let id): .event(id)
            }
        return Export(
            dataSets: [dataSet.code], unit: unit.description, key: wanted, withRevisions: withRevisions,
            atLeast: atLeast, waitMilliseconds: waitMilliseconds)
    }
}

extension ReportName: CustomStringConvertible {
    package var description: String {
        switch key {
        case .period(let period): "\(dataSet.code) of \(unit) for \(period.text)"
        case .event(let id):
            "\(dataSet.code) of \(unit) with id " + (typedID.map { "\"\($0)\", which is \(id)" } ?? "\(id)")
        }
    }
}
