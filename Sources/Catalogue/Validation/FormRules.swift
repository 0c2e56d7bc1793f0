import Wire

/// What a data set's form asks of its reports' periods, options and fields.
struct FormRules {
    let dataSet: DataSet
    let ids: IDRules
    let clock: DayClock
    /// `nil` for events.
    private let periodType: PeriodType?
    private let eventCategories: [String]
    /// What is aimed at is known before its year begins.
    let isForesighted: Bool

    init(_ dataSet: DataSet, _ ids: IDRules, _ clock: DayClock) {
        self.dataSet = dataSet
        self.ids = ids
        self.clock = clock
        isForesighted = dataSet.elements.contains { ids.catalogue.element($0)?.kind == .target }
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
            return Fault(
                .badPeriod, chinese: "没有这个报告期，应为 1970 至 2199 年间的报告期，如 \(example)",
                english: "no such period exists, expected one of 1970 to 2199 such as \(example)")
        }
        let (sent, expected) = (period.type.names, periodType.names)
        return Fault(
            .badPeriod, chinese: "报告期属于\(sent.chinese)，应属于\(expected.chinese)，如 \(example)",
            english: "the period is \(sent.english), expected \(expected.english) such as \(example)")
    }

    /// What is wrong with the options of a whole report: an event's, at most one of each category.
    func fault(_ options: [UInt32]) -> Fault? {
        guard isEvent || options.isEmpty else {
            return Fault(
                .optionsNotPermitted, chinese: "定期报表只在数据项上有选项，整表不应有选项",
                english: "a return has options only in its fields, expected none of its own")
        }
        return fault(options, permitted: eventCategories, field: "")
    }

    /// What is wrong with a field: its element, its kind of value, its options.
    func fault(_ slot: Shape.Slot) -> Fault? {
        do throws(Fault) {
            let element = try ids.element(slot.element, of: dataSet)
            guard element.kind == .date ? slot.kind != .integer : slot.kind == .integer else {
                let expected =
                    element.kind == .date
                    ? Names(chinese: "日期或日期加时间", english: "a date or a date with a time")
                    : Names(chinese: "数字", english: "a number")
                return Fault(
                    .wrongValueKind,
                    chinese: "\(element.code) 是\(slot.kind.shown.chinese)，应为\(expected.chinese)",
                    english: "\(element.code) is \(slot.kind.shown.english), expected \(expected.english)")
            }
            guard !isEvent else {
                guard slot.options.isEmpty else {
                    return Fault(
                        .optionsNotPermitted, chinese: "\(element.code) 自带选项，事件的选项应只属于整个事件",
                        english:
                            "\(element.code) has options of its own, expected them only in the event as a whole"
                    )
                }
                return nil
            }
            if let fault = fault(slot.options, permitted: element.categories, field: "\(element.code): ") {
                return fault
            }
            guard slot.options.count == element.categories.count else {
                let expected = element.categories.joined(separator: ", ")
                return Fault(
                    .optionsNotPermitted, chinese: "\(element.code)：应在以下各分类中各取一个选项：\(expected)",
                    english: "\(element.code): expected one option of each of \(expected)")
            }
            return nil
        } catch {
            return error
        }
    }

    /// Known options of permitted categories, at most one of each.
    private func fault(_ options: [UInt32], permitted: [String], field: String) -> Fault? {
        let categories = permitted.joined(separator: ", ")
        let expected =
            permitted.isEmpty
            ? Names(chinese: "不应有选项", english: "expected none")
            : Names(
                chinese: "应在以下各分类中至多各取一个：\(categories)",
                english: "expected at most one of each of \(categories)")
        var seen: Set<String> = []
        for id in options {
            do throws(Fault) {
                let (option, category) = try ids.option(id)
                guard permitted.contains(category) else {
                    return Fault(
                        .optionsNotPermitted,
                        chinese: "\(field)\(option.code) 是 \(category) 的选项，\(expected.chinese)",
                        english: "\(field)\(option.code) is an option of \(category), \(expected.english)")
                }
                guard seen.insert(category).inserted else {
                    return Fault(
                        .optionsNotPermitted,
                        chinese: "\(field)\(option.code) 是 \(category) 的第二个选项，\(expected.chinese)",
                        english:
                            "\(field)\(option.code) is a second option of \(category), \(expected.english)")
                }
            } catch {
                return error
            }
        }
        return nil
    }
}

extension ReportValue.Kind {
    fileprivate var shown: Names {
        switch self {
        case .integer: Names(chinese: "数字", english: "a number")
        case .day: Names(chinese: "日期", english: "a date")
        case .instant: Names(chinese: "日期加时间", english: "a date with a time")
        }
    }
}
