import Catalogue
import Wire

extension Question {
    /// Forms of which nothing is ever known of the unit asked for, since neither it nor anything below it reports them, and
    /// who above it does.
    var holderNotes: [Names] {
        guard let unit else { return [] }
        let forms = Set(items.flatMap(\.dataSets)).filter { !$0.reporters.reach(unit) }
        return forms.sorted { $0.code < $1.code }.compactMap { form in
            guard let holder = form.reporters.holder(above: unit) else { return nil }
            let lengths = form.reporters.lengths.map(String.init).joined(separator: ", ")
            let others = form.reporters.units.map(\.description).joined(separator: ", ")
            let (chinese, english) =
                others.isEmpty ? ("", "") : ("，及 \(others)", ", and by \(others)")
            return Names(
                chinese:
                    "\(form.code) 由代码长 \(lengths) 位的单位填报\(chinese)，\(unit) 及其下级不填报；其数在 \(holder)，请查 \(holder)",
                english:
                    "\(form.code) is reported by units of \(lengths) characters\(english), so never by \(unit) or below it: "
                    + "its figures are within those of \(holder). Ask for \(holder)")
        }
    }
}
