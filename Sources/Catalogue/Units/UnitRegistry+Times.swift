import Crypto
import Foundation
package import Wire

extension UnitRegistry {
    /// Ascending by day; empty where the unit is not registered.
    package func times(of code: UnitCode) -> [UnitTime] {
        times[code] ?? (isRegistered(code) ? [UnitTime()] : [])
    }

    /// Whether more is known of a unit than its name.
    package func hasDetails(_ code: UnitCode) -> Bool { times[code] != nil }

    /// - Parameter day: since 1970.
    package func time(of code: UnitCode, on day: Int64) -> UnitTime? {
        times(of: code).first { $0.days.contains(day) }
    }

    /// False where the unit is not registered.
    package func isOpen(_ code: UnitCode, on day: Int64) -> Bool { time(of: code, on: day) != nil }

    /// The first day on which what stood with a unit on a day stands no longer: the day itself where it was not open. A unit
    /// that is not registered, or has no days, never ends.
    package func closing(of code: UnitCode, openOn day: Int64) -> Int64 {
        guard let times = times[code] else { return .max }
        return times.first { $0.days.contains(day) }?.days.upperBound ?? day
    }

    /// Its own, else that of the nearest registered unit above that has one.
    package func area(of unit: UnitCode) -> String? { nearest(unit, \.area) }

    /// Its own, else that of the nearest registered unit above that has one.
    package func domain(of unit: UnitCode) -> String? { nearest(unit, \.domain) }

    private func nearest(_ unit: UnitCode, _ property: KeyPath<UnitTime, String?>) -> String? {
        var code: UnitCode? = unit
        while let unit = code {
            if let found = times[unit]?.compactMap({ $0[keyPath: property] }).last { return found }
            code = parent(of: unit)
        }
        return nil
    }

    /// Who takes over from a unit, and from which day on.
    package func successors(of code: UnitCode) -> [Succession] { times[code]?.flatMap(\.successors) ?? [] }

    /// From whom a unit takes over, and from which day on.
    package func predecessors(of code: UnitCode) -> [Succession] { heirs[code] ?? [] }

    /// Who reports on a unit's behalf (代报) on a day; nil: it reports itself.
    package func reporter(for code: UnitCode, on day: Int64) -> UnitCode? {
        time(of: code, on: day)?.reportedBy
    }

    /// Nothing that shapes statistics.
    package var isAlwaysOpen: Bool { times.values.allSatisfy { $0.allSatisfy(\.isAlways) } }

    /// SHA-256 of what shapes statistics: which units open and close, and when. Names and duties are not in it, nor are units
    /// that are open always, which count as those that nobody registered.
    package var digest: [UInt8] {
        let lines = times.filter { !$0.value.allSatisfy(\.isAlways) }.sorted { $0.key < $1.key }.map {
            unit, times in
            "\(unit) \(times.map { "\($0.days.lowerBound)..<\($0.days.upperBound)" }.joined(separator: " "))"
        }
        return Array(SHA256.hash(data: Data(lines.joined(separator: "\n").utf8)))
    }
}

extension UnitTime {
    /// Whether a unit must report a data set during this time.
    package func obliges(_ unit: UnitCode, to dataSet: DataSet) -> Bool {
        switch duties {
        case .permitted: dataSet.reporters.permit(unit)
        case .dataSets(let codes): codes.contains(dataSet.code)
        }
    }
}
