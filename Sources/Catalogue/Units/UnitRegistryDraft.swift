import CSV
import Wire

/// A registry while it is read: units in the order of the file, each checked, then sorted.
struct UnitRegistryDraft {
    private(set) var entries: [UInt8] = []
    private(set) var starts: [UInt32] = []
    private var codes: [UnitCode] = []
    /// The line that each unit stands in.
    private var lines: [UInt32] = []
    private var isSorted = true
    private let lengths: [Int]

    /// Three times the units of a nation; whoever names another file by mistake hears of it.
    private static let maximumUnits = 2_000_000
    private static let maximumNameBytes = 255

    init(_ levels: [Catalogue.Level]) { lengths = levels.map(\.length) }

    mutating func add(code: [UInt8], name: [UInt8], line: Int) throws(CSVError) {
        let unit = try self.code(code, line)
        try check(name, unit, line)
        guard starts.count < Self.maximumUnits else {
            throw CSVError(
                line: line, "more than \(Self.maximumUnits) units, expected no more than a nation has")
        }
        if let last = codes.last, last >= unit { isSorted = false }
        codes.append(unit)
        starts.append(UInt32(entries.count))
        lines.append(UInt32(line))
        entries.append(UInt8(code.count))
        entries.append(contentsOf: code)
        entries.append(UInt8(name.count))
        entries.append(contentsOf: name)
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

    /// Brings the units into the order of their codes, of which each may stand once.
    mutating func sort() throws(CSVError) {
        guard !starts.isEmpty else {
            throw CSVError("holds no unit, expected a row for each below the column names")
        }
        guard !isSorted else { return }
        // Of equal codes the one that comes first in the file stays first.
        let order = codes.indices.sorted { (codes[$0], $0) < (codes[$1], $1) }
        for (first, second) in zip(order, order.dropFirst()) where codes[first] == codes[second] {
            throw CSVError(
                line: Int(lines[second]),
                "unit \(codes[second]) stands in line \(lines[first]) already, expected each code once: take one out"
            )
        }
        starts = order.map { starts[$0] }
    }
}
