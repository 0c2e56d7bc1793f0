package import CSV

/// Why a units file cannot be used: all its wrong rows, so that a file is mended in one go.
package struct UnitsFileError: Error, Equatable {
    package let file: String
    /// By line; the first ones that were found, where they are many.
    package let faults: [CSVError]
    /// Of those that were found.
    package let count: Int
}

extension UnitsFileError: CustomStringConvertible {
    /// `FILE:LINE: message`, a line for each.
    package var description: String {
        let lines = faults.map { "\(file):\($0.line.map { "\($0): " } ?? " ")\($0.message)" }
        let rest = count - faults.count
        guard rest > 0 else { return lines.joined(separator: "\n") }
        return
            (lines + ["\(file): \(rest) more \(rest == 1 ? "row is" : "rows are") wrong: mend these first"])
            .joined(separator: "\n")
    }
}

/// The faults of a units file while it is read.
struct UnitFaults {
    private var faults: [CSVError] = []
    private var count = 0

    /// Whoever has mended so many sees the others next.
    private static let listed = 20

    mutating func add(_ fault: CSVError) {
        count += 1
        if faults.count < Self.listed { faults.append(fault) }
    }

    /// What may only follow from others.
    mutating func addIfNone(_ fault: CSVError) {
        if count == 0 { add(fault) }
    }

    /// - Parameter file: where they stand.
    func refuse(in file: String) throws(UnitsFileError) {
        guard count > 0 else { return }
        throw UnitsFileError(
            file: file, faults: faults.sorted { $0.line ?? 0 < $1.line ?? 0 }, count: count)
    }
}
