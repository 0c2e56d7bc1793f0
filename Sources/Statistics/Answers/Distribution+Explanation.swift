import Catalogue

extension Distribution {
    /// Which of all those that are counted the quantiles are of, for the first rows.
    var explanation: [Names] {
        [Self.formula] + grid.rows.prefix(Explanation.rowLimit).compactMap(line)
    }

    private static let formula = Names(
        chinese: "p50、p90 是由小到大排列后位次为 ⌈n × 50%⌉、⌈n × 90%⌉ 的值；未结者没有值，在全部中排在最后；累计占比以全部为分母",
        english:
            "p50 and p90 are the values at the places ⌈n × 50 %⌉ and ⌈n × 90 %⌉ from the smallest on; what is still open has no "
            + "value and stands last of all; shares are of all")

    private func line(_ row: Grid.Row) -> Names? {
        let (valued, open) = counts(row)
        let all = valued + (open ?? 0)
        guard all > 0 else { return nil }
        let name = ([item.code] + row.texts.filter { !$0.isEmpty }).joined(separator: " ")
        func place(_ percent: Int64) -> Int64 { (valued * percent + 99) / 100 }
        let (chinese, english) =
            valued == 0
            ? ("", "")
            : (
                "，p50 为第\(place(50))个，p90 为第\(place(90))个",
                ", p50 is number \(place(50)), p90 number \(place(90))"
            )
        guard let open else {
            return Names(
                chinese: "\(name)：\(valued)个有值\(chinese)",
                english: "\(name): \(valued) with a value\(english)")
        }
        let half = (all + 1) / 2
        let isOpen = half > valued
        return Names(
            chinese:
                "\(name)：\(valued)个有值\(chinese)；另有\(open)个未结，全部\(all)个的中位数是第\(half)个\(isOpen ? "，尚未结" : "")",
            english:
                "\(name): \(valued) with a value\(english); \(open) still open, the median of all \(all) is number "
                + "\(half)\(isOpen ? ", which is open" : "")")
    }
}
