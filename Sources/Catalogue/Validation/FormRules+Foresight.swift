import Wire

extension FormRules {
    /// Nobody can report on what has not begun. A period begins where its first day does in UTC; with a day besides it has
    /// begun everywhere. What was accepted once can be retracted.
    ///
    /// - Returns: nil for events, whatever their day.
    func foresightFault(_ group: ReportGroup, _ index: Int) -> Fault? {
        guard case .periods(let periods) = group.keys, !isForesighted, group.shape(index).status == .values
        else { return nil }
        let firstDay = periods[index].days.lowerBound
        let savedAt = group.savedAtMilliseconds[index]
        guard savedAt < (firstDay - 1) * Self.dayMilliseconds else { return nil }
        let (begins, saved) = (DateText.text(day: firstDay), DateText.text(milliseconds: savedAt))
        return Fault(
            .badPeriod, chinese: "报告期始于 \(begins)，而 saved_at 为 \(saved)，应填报当时已开始的报告期；请核对报告期与设备时钟",
            english:
                "the period begins on \(begins) and saved_at is \(saved), expected a period that had begun by then: "
                + "check the period and the device's clock")
    }

    private static let dayMilliseconds: Int64 = 86_400_000
}
