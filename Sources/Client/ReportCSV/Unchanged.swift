internal import Catalogue
package import Wire

/// A return of which somebody said that nothing has changed (无变化).
package struct Unchanged: Hashable, Sendable {
    package let dataSet: UInt32
    package let unit: UnitCode
    package let period: Period
    package let savedAtMilliseconds: Int64
}

extension Unchanged {
    /// The return in full: the last one's stocks stand again, and nothing happened. It stands by itself; nobody after this
    /// knows how it came about.
    ///
    /// - Parameter known: revisions of returns of the same form and unit, in any order.
    func report(known: [Report], _ catalogue: Catalogue) throws(RowError) -> Report {
        // The same row sent again is the same report.
        if let same = known.first(where: { isSame($0) && $0.status == .values }) { return same }
        guard let form = catalogue.dataSet(id: dataSet) else {
            throw RowError(
                .unknownDataSet, chinese: "目录中没有报表 \(dataSet)",
                english: "the catalogue has no data set \(dataSet)")
        }
        if case .periodic(let type, _, _, _) = form.form, type != period.type {
            throw RowError(
                .badPeriod, chinese: "period `\(period.text)`：应属于\(type.names.chinese)",
                english: "period `\(period.text)`: expected a \(type.names.english) one")
        }
        guard let last = Self.last(known, period.type) else {
            throw RowError(
                .malformed,
                chinese: "status `no_change`：前面各行和本机暂存库都没有 \(unit) 的 `\(form.code)`，无从沿用，请填报全部数值",
                english:
                    "status `no_change`: neither an earlier row nor the spool knows a `\(form.code)` of \(unit) "
                    + "that could stand again; give all its values")
        }
        guard last.period < period else {
            throw RowError(
                .badPeriod,
                chinese: "status `no_change`：报告期 \(period.text) 不晚于已知的最后一期 \(last.period.text)，请填报全部数值",
                english:
                    "status `no_change`: \(period.text) is not after \(last.period.text), the last period known of "
                    + "\(unit); give all values")
        }
        return Report(
            dataSet: dataSet, unit: unit, key: .period(period), savedAtMilliseconds: savedAtMilliseconds,
            values: last.report.values.compactMap { value(after: $0, of: last.period, form, catalogue) })
    }

    private func isSame(_ report: Report) -> Bool {
        report.dataSet == dataSet && report.unit == unit && report.key == .period(period)
            && report.savedAtMilliseconds == savedAtMilliseconds
    }

    /// Of the last period that has a report in force.
    private static func last(_ known: [Report], _ type: PeriodType) -> (report: Report, period: Period)? {
        var inForce: [Period: Report] = [:]
        for report in known {
            guard case .period(let period) = report.key, period.type == type else { continue }
            if let other = inForce[period], !report.supersedes(other) { continue }
            inForce[period] = report
        }
        return inForce.filter { $0.value.status == .values }.max { $0.key < $1.key }.map {
            ($0.value, $0.key)
        }
    }

    /// What stands of a cell; nil where there is nothing to say of it.
    private func value(
        after last: ReportValue, of lastPeriod: Period, _ form: DataSet, _ catalogue: Catalogue
    ) -> ReportValue? {
        guard let element = catalogue.element(id: last.element), element.dataSet == form.code else {
            return nil
        }
        var value = last
        switch element.kind {
        case .stock, .rate, .target: break
        case .cumulative: if lastPeriod.year != period.year { value.value = 0 }
        case .flow, .distinct: value.value = 0
        case .distribution, .date, .derived, .balance: return nil
        }
        return value
    }
}

extension Report {
    /// Whether it wins against another one under the same key.
    fileprivate func supersedes(_ other: Report) -> Bool {
        guard savedAtMilliseconds == other.savedAtMilliseconds else {
            return savedAtMilliseconds > other.savedAtMilliseconds
        }
        return other.canonicalBytes.lexicographicallyPrecedes(canonicalBytes)
    }
}

extension Period {
    /// The year that it ends in.
    fileprivate var year: Period { Period(containing: days.upperBound, type: .yearly) }
}
