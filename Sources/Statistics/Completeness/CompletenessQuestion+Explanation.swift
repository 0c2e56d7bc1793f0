import Catalogue

extension CompletenessQuestion {
    /// How the numbers were counted, form by form.
    func explanation(_ reader: CompletenessReader) -> [Names] {
        [Self.formula] + dataSets.compactMap { reader.form(of: $0)?.timing }
    }

    private static let formula = Names(
        chinese:
            "应报：各期已登记、须报此表、期末最后一天存续的单位；实报：现行报告中必填项齐全的；缺项：不齐全的；报送率 = 实报 ÷ 应报 × 100；按时率 = 按时 ÷ 应报 × 100，"
            + "按时以任一齐全版本最早的到达计；撤回的不计",
        english:
            "expected: for each period the units that are registered, must report the form and are open on its last day; actual: "
            + "reports in force with everything that is required; partial: others; reporting rate = actual ÷ expected × 100; on-time "
            + "rate = on time ÷ expected × 100, by the earliest arrival of any complete version; retracted reports are left out"
    )
}

extension DataSet {
    /// What is required of its reports, and by when.
    fileprivate var timing: Names? {
        guard let deadline else { return nil }
        let required = required.isEmpty ? "-" : required.joined(separator: ", ")
        let (days, grace) = (deadline.days, deadline.graceDays)
        return Names(
            chinese:
                "\(code)：必填项 \(required)；\(deadline.from == .start ? "期初" : "期末")后\(days)日内为按时，宽限\(grace)日",
            english: "\(code): required are \(required); on time is up to \(days) days after the period's "
                + "\(deadline.from.rawValue), with \(grace) days of grace")
    }
}
