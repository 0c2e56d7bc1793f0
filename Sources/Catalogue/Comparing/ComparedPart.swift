import Foundation
import Wire

/// A part of a catalogue as far as another one may say it differently.
struct ComparedPart: Sendable {
    /// By which the same part is found in another catalogue: its id where it has one, for ids stand in reports.
    let identity: String
    let title: String
    /// What it means that the part comes or goes.
    let presence: CatalogueChange.Weight
    let properties: [(name: String, value: String, weight: CatalogueChange.Weight)]

    func changes(to new: ComparedPart) -> [CatalogueChange] {
        zip(properties, new.properties).filter { $0.value != $1.value }.map { old, new in
            CatalogueChange(
                weight: old.weight, part: title, text: "\(old.name): \(old.value) → \(new.value)")
        }
    }
}

extension ComparedPart {
    /// What it means that another catalogue has no part of this identity: where one of the same name has another id, what was
    /// reported under the old one is lost.
    func disappearance(in others: [ComparedPart]) -> CatalogueChange {
        guard let namesake = others.first(where: { $0.title == title }) else {
            return CatalogueChange(weight: presence, part: title, text: "is no longer there")
        }
        return CatalogueChange(weight: .breaks, part: title, text: "\(identity) → \(namesake.identity)")
    }
}

extension Catalogue {
    /// In the order of the file.
    var comparedParts: [ComparedPart] {
        let whole = ComparedPart(
            identity: "catalogue", title: "catalogue", presence: .words,
            properties: [
                ("name", names.text, .words), ("time zone", timeZone.identifier, .sums),
                ("lengths of the levels", "\(levels.map(\.length))", .sums),
                ("units of measure", unitsOfMeasure.map(\.names.text).joined(separator: ", "), .words),
            ])
        return [whole] + levels.map(\.compared) + categories.flatMap(\.compared) + dataSets.map(\.compared)
            + elements.map(\.compared) + subjects.map(\.compared) + indicators.map(\.compared)
            + rules.map(\.compared)
    }
}

extension Names {
    var text: String { "\(chinese) \(english)" }
}

extension Catalogue.Level {
    fileprivate var compared: ComparedPart {
        ComparedPart(
            identity: "level \(length)", title: "level \(code)", presence: .sums,
            properties: [("code", code, .rules), ("name", names.text, .words)])
    }
}

extension Category {
    fileprivate var compared: [ComparedPart] {
        let category = ComparedPart(
            identity: "category \(code)", title: "category \(code)", presence: .sums,
            properties: [("name", names.text, .words), ("total", "\(hasTotal)", .rules)])
        return [category]
            + options.map { option in
                ComparedPart(
                    identity: "option \(option.id)", title: "option \(code)=\(option.code)", presence: .sums,
                    properties: [
                        ("id \(option.id) never means anything else", "\(code)=\(option.code)", .breaks),
                        ("name", option.names.text, .words),
                    ])
            }
    }
}

extension DataSet {
    fileprivate var compared: ComparedPart {
        let kind: String
        var due = "-"
        var lookBack = "-"
        var categories = "-"
        switch form {
        case .event(let codes):
            kind = "event"
            categories = codes.joined(separator: ", ")
        case .periodic(let type, let dueDays, let dueFrom, let periods):
            kind = "return, \(type)"
            due = "\(dueDays) days after the \(dueFrom.rawValue), grace \(graceDays)"
            lookBack = "\(periods)"
        }
        let reporting = reporters.lengths.map(String.init) + reporters.units.map(\.description)
        return ComparedPart(
            identity: "data set \(id)", title: "data set \(code)", presence: .sums,
            properties: [
                ("id \(id) never means anything else", code, .breaks), ("form", kind, .breaks),
                ("look-back", lookBack, .sums), ("categories", categories, .sums),
                ("scope", scope.rawValue, .rules), ("reported by", reporting.joined(separator: ", "), .rules),
                ("due", due, .sums), ("elements", elements.joined(separator: ", "), .rules),
                ("required", required.joined(separator: ", "), .sums),
                ("case", milestones.map(\.text) ?? "-", .rules), ("name", names.text, .words),
            ])
    }
}

extension DataSet.Milestones {
    fileprivate var text: String {
        "closed \(closed), due \(due ?? "-"), deferred \(deferred ?? "-")"
    }
}

extension Element {
    fileprivate var compared: ComparedPart {
        ComparedPart(
            identity: "element \(id)", title: "element \(code)", presence: .sums,
            properties: [
                ("id \(id) never means anything else", code, .breaks), ("kind", kindName, .breaks),
                ("scale", "\(scale)", .breaks), ("data set", dataSet, .breaks), ("rule", rule, .sums),
                ("dated by", datedBy ?? "-", .sums),
                ("categories", categories.joined(separator: ", "), .sums),
                ("bounds", "\(bounds.lowerBound) to \(bounds.upperBound)", .rules),
                ("out of", outOf ?? "-", .rules), ("bands", "\(bands)", .rules),
                ("agrees with", agreesWith ?? "-", .rules), ("sensitive", "\(isSensitive)", .rules),
                ("unit", unit, .words), ("name", names.text, .words),
                ("definition", definition.text, .words), ("source", source, .words),
            ])
    }

    /// Without what a derived element is derived from: that is computed anew and never sent.
    private var kindName: String {
        switch kind {
        case .derived: "derived"
        case .balance: "balance"
        case .rate: "rate"
        case .flow, .stock, .cumulative, .distinct, .distribution, .date, .target: "\(kind)"
        }
    }

    private var rule: String {
        switch kind {
        case .derived(let derivation):
            derivation.conditions.map { "\($0)" }.joined(separator: " and ")
                + (derivation.countsOnlyHolding ? ", else nothing" : "")
        case .balance(let rule): rule.text
        case .rate(let weight): "weighted by \(weight)"
        case .flow, .stock, .cumulative, .distinct, .distribution, .date, .target: "-"
        }
    }
}
