/// A unit that is read, and whether with everything below it.
struct UnitSource: Sendable {
    let unit: UInt32
    let isTotal: Bool
}
