package import Wire

extension Report {
    /// Takes this report back: the same key, saved later than it whatever the clock says.
    ///
    /// - Parameter nowMilliseconds: the wall clock, since 1970.
    package func retraction(nowMilliseconds: Int64) -> Report {
        Report(
            dataSet: dataSet, unit: unit, key: key,
            savedAtMilliseconds: max(nowMilliseconds, savedAtMilliseconds + 1), status: .retracted)
    }
}
