extension Specification {
    /// The bytes of each block of that kind in the chapter that shows a session: what stands left of two spaces.
    package static func transcript(_ kind: String) throws -> [[UInt8]] {
        var blocks: [[UInt8]] = []
        var isInside = false
        for line in try page("session.md").split(separator: "\n") {
            if line.hasPrefix("```") {
                isInside = line == "```" + kind
                if isInside { blocks.append([]) }
            } else if isInside {
                let hex = line.split(separator: "  ", maxSplits: 1).first ?? ""
                blocks[blocks.count - 1] += [UInt8](hex: hex.filter { $0 != " " })
            }
        }
        return blocks
    }
}
