import Wire

/// What a data set's form asks of its reports' periods, options and fields.
struct FormRules {
    let dataSet: DataSet
    let ids: IDRules
    let clock: DayClock
    /// `nil` for events.
    private let periodType: PeriodType?
    private let eventCategories: [String]

    init(_ dataSet: DataSet, _ ids: IDRules, _ clock: DayClock) {
        self.dataSet = dataSet
        self.ids = ids
        self.clock = clock
        switch dataSet.form {
        case .event(let categories):
            periodType = nil
            eventCategories = categories
        case .periodic(let type, _, _, _):
            periodType = type
            eventCategories = []
        }
    }

    var isEvent: Bool { periodType == nil }

    func periodFault(_ keys: ReportGroup.Keys, _ index: Int) -> Fault? {
        guard case .periods(let periods) = keys, let periodType else { return nil }
        let period = periods[index]
        guard period.type != periodType || !period.exists else { return nil }
        let example = Period(type: periodType, index: Period(containing: 20_500, type: periodType).index).text
        guard period.exists else {
            return Fault(.badPeriod, "no such period exists, expected one of 1970 to 2199 such as \(example)")
        }
        return Fault(.badPeriod, "the period is \(period.type), expected \(periodType) such as \(example)")
    }

    /// What is wrong with the options of a whole report: an event's, at most one of each category.
    func fault(_ options: [UInt32]) -> Fault? {
        guard isEvent || options.isEmpty else {
            return Fault(
                .optionsNotPermitted, "a return has options only in its fields, expected none of its own")
        }
        return fault(options, permitted: eventCategories, field: "")
    }

    /// What is wrong with a field: its element, its kind of value, its options.
    func fault(_ slot: Shape.Slot) -> Fault? {
        do throws(Fault) {
            let element = try ids.element(slot.element, of: dataSet)
            guard element.kind == .date ? slot.kind != .integer : slot.kind == .integer else {
                let expected = element.kind == .date ? "a date or a date with a time" : "a number"
                return Fault(.wrongValueKind, "\(element.code) is \(slot.kind.shown), expected \(expected)")
            }
            guard !isEvent else {
                guard slot.options.isEmpty else {
                    let message =
                        "\(element.code) has options of its own, expected them only in the event as a whole"
                    return Fault(.optionsNotPermitted, message)
                }
                return nil
            }
            if let fault = fault(slot.options, permitted: element.categories, field: "\(element.code): ") {
                return fault
            }
            guard slot.options.count == element.categories.count else {
                let expected = element.categories.joined(separator: ", ")
                return Fault(
                    .optionsNotPermitted, "\(element.code): expected one option of each of \(expected)")
            }
            return nil
        } catch {
            return error
        }
    }

    /// Known options of permitted categories, at most one of each.
    private func fault(_ options: [UInt32], permitted: [String], field: String) -> Fault? {
        let expected =
            permitted.isEmpty ? "none" : "at most one of each of " + permitted.joined(separator: ", ")
        var seen: Set<String> = []
        for id in options {
            do throws(Fault) {
                let (option, category) = try ids.option(id)
                guard permitted.contains(category) else {
                    let message = "\(field)\(option.code) is an option of \(category), expected \(expected)"
                    return Fault(.optionsNotPermitted, message)
                }
                guard seen.insert(category).inserted else {
                    let message =
                        "\(field)\(option.code) is a second option of \(category), expected \(expected)"
                    return Fault(.optionsNotPermitted, message)
                }
            } catch {
                return error
            }
        }
        return nil
    }
}

extension ReportValue.Kind {
    fileprivate var shown: String {
        switch self {
        case .integer: "a number"
        case .day: "a date"
        case .instant: "a date with a time"
        }
    }
}
