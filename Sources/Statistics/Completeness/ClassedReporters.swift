import Catalogue
import Wire

/// Tells how complete the reporting of some of a unit's units is: those that the registry gives certain options.
struct ClassedReporters: Sendable {
    let classes: UnitClasses
    /// By which each unit stands by itself.
    let lowestLevel: Catalogue.Level

    func telling(_ measure: Measure, _ reading: FormReading) -> Telling {
        Telling(reporters: self, measure: measure, reading: reading)
    }

    struct Telling {
        let reporters: ClassedReporters
        let measure: Measure
        let reading: FormReading
        /// Of each unit that was asked for, those at and below it by their options.
        private var members: [UnitCode?: [[UInt32]: [Member]]] = [:]

        init(reporters: ClassedReporters, measure: Measure, reading: FormReading) {
            self.reporters = reporters
            self.measure = measure
            self.reading = reading
        }

        private struct Member {
            let unit: ReportingUnit
            let due: Expectation.Due?
        }

        /// - Parameter options: ids, as the measure's categories of units.
        mutating func behind(
            _ unit: ReportingUnit, _ options: [UInt32], _ periods: ClosedRange<UInt32>,
            _ reader: CompletenessReader, _ state: borrowing FoldState
        ) -> ReportsBehind {
            if members[unit.code] == nil { members[unit.code] = find(unit, reader, state) }
            var behind = ReportsBehind(expected: reader.expectations == nil ? nil : 0)
            for member in members[unit.code]?[options] ?? [] {
                behind.actual += reading.actual(member.unit, periods, state)
                if let due = member.due {
                    behind.expected = behind.expected.map { $0 + reading.expected(due, periods) }
                }
            }
            return behind
        }

        private func find(
            _ unit: ReportingUnit, _ reader: CompletenessReader, _ state: borrowing FoldState
        ) -> [[UInt32]: [Member]] {
            let all =
                unit.isTotal ? ReportingUnits(unit.code, reporters.lowestLevel, reader, state).all : [unit]
            var members: [[UInt32]: [Member]] = [:]
            for unit in all {
                let isMeant = measure.unitFilters.allSatisfy {
                    reporters.classes.option($0.category, of: unit.code) == $0.option.id
                }
                guard isMeant else { continue }
                let options = measure.rowClasses.map { reporters.classes.option($0, of: unit.code) }
                members[options, default: []].append(Member(unit: unit, due: reading.due(unit)))
            }
            return members
        }
    }
}
