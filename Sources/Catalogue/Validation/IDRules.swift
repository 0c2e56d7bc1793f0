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
                unknown(
                    .unknownDataSet, Names(chinese: "报表", english: "the data set"), group.dataSet,
                    Names(chinese: "应为以下之一：\(known)", english: "expected one of \(known)")))
        }
        let form: Report.Form =
            switch dataSet.form {
            case .event: .event
            case .periodic: .periodic
            }
        guard form == group.form else {
            let (sent, expected) = (group.form.shown, form.shown)
            return .failure(
                Fault(
                    .wrongForm, chinese: "是\(sent.chinese)，应为\(expected.chinese)",
                    english: "is \(sent.english), expected \(expected.english)"))
        }
        return .success(dataSet)
    }

    func element(_ id: UInt32, of dataSet: DataSet) throws(Fault) -> Element {
        guard let element = catalogue.element(id: id) else {
            throw unknown(
                .unknownElement, Names(chinese: "数据项", english: "the element"), id,
                Names(chinese: "应为 \(dataSet.code) 的数据项", english: "expected one of \(dataSet.code)'s"))
        }
        guard element.dataSet == dataSet.code else {
            throw Fault(
                .elementNotInDataSet,
                chinese: "\(element.code) 是 \(element.dataSet) 的数据项，应为 \(dataSet.code) 的数据项",
                english:
                    "\(element.code) is an element of \(element.dataSet), expected one of \(dataSet.code)'s")
        }
        guard !element.isDerived else {
            throw Fault(
                .elementNotInDataSet, chinese: "\(element.code) 由系统推算，不应报送",
                english: "\(element.code) is derived, expected that it is not sent")
        }
        return element
    }

    /// The option and its category's code.
    func option(_ id: UInt32) throws(Fault) -> (option: Category.Option, category: String) {
        guard let option = catalogue.option(id: id), let category = catalogue.category(ofOption: id) else {
            throw unknown(
                .unknownOption, Names(chinese: "选项", english: "the option"), id,
                Names(chinese: "应为目录中的选项", english: "expected one of the catalogue's"))
        }
        return (option, category.code)
    }

    private func unknown(_ outcome: Outcome, _ what: Names, _ id: UInt32, _ expected: Names) -> Fault {
        let version = catalogue.version
        guard peerIsNewer else {
            return Fault(
                outcome, chinese: "目录第 \(version) 版中没有\(what.chinese) \(id)，\(expected.chinese)",
                english:
                    "\(what.english) \(id) is not in the catalogue's version \(version), \(expected.english)")
        }
        return Fault(
            .catalogueBehind, chinese: "此处所用目录为第 \(version) 版，早于报送方的目录，其中没有\(what.chinese) \(id)",
            english:
                "\(what.english) \(id) is not in the catalogue's version \(version) in force here, which is "
                + "older than the sender's")
    }
}

extension Report.Form {
    fileprivate var shown: Names {
        switch self {
        case .event: Names(chinese: "带编号的事件", english: "an event with an id")
        case .periodic: Names(chinese: "带报告期的定期报表", english: "a return with a period")
        }
    }
}
