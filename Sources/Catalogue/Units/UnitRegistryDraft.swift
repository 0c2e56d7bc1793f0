import CSV
import Wire

/// A registry while it is read: units in the order of the file, each checked, then sorted.
struct UnitRegistryDraft {
    /// A row that says more than code and name.
    struct Detail {
        let unit: UnitCode
        let time: UnitTime
        let line: Int
    }

    private(set) var entries: [UInt8] = []
    private(set) var starts: [UInt32] = []
    private var codes: [UnitCode] = []
    /// The line that each unit stands in.
    private var lines: [UInt32] = []
    /// By the place of the row.
    private var details: [Int: UnitTime] = [:]
    /// Units of which a row could not be read: whatever names them may be right.
    private(set) var unread: Set<UnitCode> = []
    private var isSorted = true
    private let lengths: [Int]
    private let times: UnitTimeReader

    /// Three times the units of a nation; whoever names another file by mistake hears of it.
    private static let maximumUnits = 2_000_000
    private static let maximumNameBytes = 255

    init(_ catalogue: Catalogue) {
        lengths = catalogue.levels.map(\.length)
        times = UnitTimeReader(catalogue)
    }

    mutating func add(_ row: UnitRows.Row) throws(CSVError) {
        let unit = try code(row.code, row.line)
        do throws(CSVError) { try add(unit, row) } catch {
            unread.insert(unit)
            throw error
        }
    }

    private mutating func add(_ unit: UnitCode, _ row: UnitRows.Row) throws(CSVError) {
        try check(row.name, unit, row.line)
        guard starts.count < Self.maximumUnits else {
            throw CSVError(
                line: row.line, "more than \(Self.maximumUnits) units, expected no more than a nation has")
        }
        if !row.details.isEmpty {
            let time = try times.time(of: unit, row)
            if !time.isPlain { details[codes.count] = time }
        }
        if let last = codes.last, last >= unit { isSorted = false }
        codes.append(unit)
        starts.append(UInt32(entries.count))
        lines.append(UInt32(row.line))
        entries.append(UInt8(row.code.count))
        entries.append(contentsOf: row.code)
        entries.append(UInt8(row.name.count))
        entries.append(contentsOf: row.name)
    }

    private func code(_ bytes: [UInt8], _ line: Int) throws(CSVError) -> UnitCode {
        guard let unit = UnitCode(bytes: bytes.span), unit.isWellFormed, lengths.contains(unit.length) else {
            let text = String(decoding: bytes, as: UTF8.self)
            let expected = lengths.map(String.init).joined(separator: ", ")
            throw CSVError(
                line: line,
                "code `\(text)`: expected 0-9 and A-Z, \(expected) characters long as the catalogue's levels")
        }
        return unit
    }

    private func check(_ name: [UInt8], _ unit: UnitCode, _ line: Int) throws(CSVError) {
        guard !name.isEmpty else {
            throw CSVError(line: line, "unit \(unit) has no name: give it one, or leave the row out")
        }
        guard name.count <= Self.maximumNameBytes else {
            throw CSVError(
                line: line,
                "the name of unit \(unit) is \(name.count) bytes long, expected at most \(Self.maximumNameBytes). "
                    + "Is a quote not closed?")
        }
        guard let text = String(validating: name, as: UTF8.self) else {
            throw CSVError(line: line, "the name of unit \(unit) is not UTF-8: save the file as UTF-8")
        }
        guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            throw CSVError(
                line: line,
                "the name of unit \(unit) holds a line break or another control character: take it out")
        }
    }

    /// Brings the units into the order of their codes. A code may stand several times, each for a time of its own; the name
    /// is the last one's.
    ///
    /// - Returns: the rows that say more than code and name, by code and time.
    mutating func sort(_ faults: inout UnitFaults) -> [Detail] {
        guard !starts.isEmpty else {
            faults.addIfNone(CSVError("holds no unit, expected a row for each below the column names"))
            return []
        }
        // By code, then time; of equal ones the one that comes first in the file stays first.
        let order =
            isSorted
            ? Array(codes.indices)
            : codes.indices.sorted {
                (codes[$0], days($0).lowerBound, $0) < (codes[$1], days($1).lowerBound, $1)
            }
        var last: [UInt32] = []
        last.reserveCapacity(order.count)
        for (place, row) in order.enumerated() {
            if place > 0, codes[order[place - 1]] == codes[row] {
                if let fault = overlap(order[place - 1], row) { faults.add(fault) }
                last.removeLast()
            }
            last.append(starts[row])
        }
        starts = last
        return order.compactMap { row in
            details[row].map { Detail(unit: codes[row], time: $0, line: Int(lines[row])) }
        }
    }

    private func days(_ row: Int) -> Range<Int64> { details[row]?.days ?? UnitTime.always }

    private func overlap(_ row: Int, _ next: Int) -> CSVError? {
        guard days(row).overlaps(days(next)) else { return nil }
        let (first, second) = row < next ? (row, next) : (next, row)
        return CSVError(
            line: Int(lines[second]),
            "unit \(codes[second]) stands in line \(lines[first]) already, \(Self.text(days(first))) there and "
                + "\(Self.text(days(second))) here; expected each code once, or times that do not overlap: take one out, or "
                + "give opened and closed"
        )
    }

    private static func text(_ days: Range<Int64>) -> String {
        let opened = days.lowerBound == .min ? "" : "from \(DateText.text(day: days.lowerBound))"
        let closed = days.upperBound == .max ? "" : "until \(DateText.text(day: days.upperBound))"
        let text = [opened, closed].filter { !$0.isEmpty }.joined(separator: " ")
        return "open \(text.isEmpty ? "always" : text)"
    }
}
