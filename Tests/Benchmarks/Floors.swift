internal import BenchmarkFloors
internal import Foundation

/// The plainest C that does the same work, on the same bytes.
enum Floors {
    static func varints(_ bytes: [UInt8]) -> UInt64 { unsafe floor_varints(bytes, bytes.count) }

    static func inflateVarints(_ packed: [UInt8], into plain: inout [UInt8]) -> UInt64 {
        unsafe floor_inflate_varints(packed, packed.count, &plain, plain.count)
    }

    static func deflate(_ plain: [UInt8], into packed: inout [UInt8]) -> Int {
        unsafe floor_deflate(plain, plain.count, &packed, packed.count)
    }

    /// How long it takes to append pieces to a new file, each synced before the next.
    static func append(_ pieces: [[UInt8]], to path: String) throws -> Duration {
        let bytes = pieces.flatMap(\.self)
        var ends: [Int] = []
        for piece in pieces { ends.append((ends.last ?? 0) + piece.count) }
        let file = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        defer { close(file) }
        guard file >= 0 else { throw BenchmarkError("\(path) cannot be written: errno \(errno)") }
        var failure: Int32 = 0
        let duration = ContinuousClock().measure {
            failure = unsafe floor_append(file, bytes, ends, ends.count)
        }
        guard failure == 0 else { throw BenchmarkError("\(path) cannot be written: errno \(failure)") }
        return duration
    }

    static func fold(_ contributions: Contributions) throws -> Duration {
        var cells = 0
        let duration = ContinuousClock().measure {
            cells = unsafe floor_fold(
                contributions.reports, contributions.reports.count, contributions.cells)
        }
        guard cells > 0 else { throw BenchmarkError("not enough memory for the fold in C") }
        return duration
    }
}

struct BenchmarkError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
