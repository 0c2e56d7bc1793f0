import Wire

/// Every unit that reported and all ancestors of each, by number. Number 0 is `*`, the root, which has no code.
struct UnitTree: Sendable {
    static let root: UInt32 = 0

    private let levelLengths: [Int]
    /// The unit of number n stands at n - 1.
    private var codes: Numbering<UnitCode>
    private var parents: [UInt32] = [root]
    private var children: [[UInt32]] = [[]]

    /// - Parameters:
    ///   - levelLengths: the catalogue's code lengths, ascending.
    ///   - stored: the codes of the numbers 1, 2…
    init(levelLengths: [Int], stored: [UnitCode] = []) {
        self.levelLengths = levelLengths
        codes = Numbering(stored: stored)
        for _ in stored {
            parents.append(Self.root)
            children.append([])
        }
        for (index, code) in stored.enumerated() { link(UInt32(index) + 1, code) }
    }

    /// How many units there are, the root among them.
    var count: Int { parents.count }

    func number(of code: UnitCode) -> UInt32? { codes.number(of: code).map { $0 + 1 } }

    /// `nil` for the root.
    func code(_ number: UInt32) -> UnitCode? { number == Self.root ? nil : codes.values[Int(number) - 1] }

    func parent(_ number: UInt32) -> UInt32 { parents[Int(number)] }

    func children(_ number: UInt32) -> [UInt32] { children[Int(number)] }

    mutating func intern(_ code: UnitCode) -> UInt32 {
        if let number = number(of: code) { return number }
        let number = codes.intern(code) + 1
        parents.append(Self.root)
        children.append([])
        link(number, code)
        return number
    }

    private mutating func link(_ number: UInt32, _ code: UnitCode) {
        var parent = Self.root
        if let length = levelLengths.last(where: { $0 < code.length }), let prefix = code.prefix(length) {
            parent = intern(prefix)
        }
        parents[Int(number)] = parent
        children[Int(parent)].append(number)
    }

    mutating func takeFresh() -> [(number: UInt32, value: UnitCode)] {
        codes.takeFresh().map { ($0.number + 1, $0.value) }
    }

    /// Calls `body` with the unit and everything below it down to codes of `length`, and whether that unit stands at
    /// the length (or is a leaf of the walk because of it). Costs a step for each unit it names.
    func walk(from number: UInt32, to length: Int, _ body: (UInt32, _ isAtLevel: Bool) -> Void) {
        let isAtLevel = (code(number)?.length ?? 0) >= length
        body(number, isAtLevel)
        guard !isAtLevel else { return }
        for child in children[Int(number)] { walk(from: child, to: length, body) }
    }
}
