package import Wire

/// A time during which a unit is open, and what the registry says of it then. Most units have none: they are open always and
/// report what their code permits.
package struct UnitTime: Hashable, Sendable {
    /// From the day on which it opens to the first on which it is no longer open; days since 1970.
    package var days = always
    /// An option code of the catalogue's category `domain`.
    package var domain: String?
    /// An option code of the catalogue's category `area`.
    package var area: String?
    package var duties = Duties.permitted
    /// Who reports on its behalf (代报). It is this unit that is expected all the same.
    package var reportedBy: UnitCode?
    package var successors: [Succession] = []

    package enum Duties: Hashable, Sendable {
        /// Whatever data set permits its code.
        case permitted
        /// Codes of data sets.
        case dataSets(Set<String>)
    }

    package static let always = Int64.min..<Int64.max

    package var isAlways: Bool { days == Self.always }
    var isPlain: Bool { self == UnitTime() }
}

/// A unit that takes over from another, or another that it takes over from, and the day, since 1970, on which it does.
package struct Succession: Hashable, Sendable {
    package let unit: UnitCode
    package let day: Int64

    package init(unit: UnitCode, day: Int64) {
        self.unit = unit
        self.day = day
    }
}
