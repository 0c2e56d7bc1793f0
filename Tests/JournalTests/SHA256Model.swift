/// SHA-256 (FIPS 180-4), written down again so that digests are compared with something else than what made them.
enum SHA256Model {
    static func digest(_ message: [UInt8]) -> [UInt8] {
        var padded = message + [0x80]
        padded += [UInt8](repeating: 0, count: (120 - padded.count % 64) % 64)
        for shift in stride(from: 56, through: 0, by: -8) {
            padded.append(UInt8(truncatingIfNeeded: (message.count * 8) >> shift))
        }
        var state = fractions(of: primes(8)) { $0.squareRoot() }
        let constants = fractions(of: primes(64)) { cubeRoot($0) }
        for start in stride(from: 0, to: padded.count, by: 64) {
            compress(&state, Array(padded[start..<start + 64]), constants)
        }
        return state.flatMap { word in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) } }
    }

    private static func compress(_ state: inout [UInt32], _ block: [UInt8], _ constants: [UInt32]) {
        var words = (0..<16).map { index in
            block[index * 4..<index * 4 + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        }
        for index in 16..<64 {
            let early = words[index - 15]
            let late = words[index - 2]
            let first = turn(early, 7) ^ turn(early, 18) ^ early >> 3
            let second = turn(late, 17) ^ turn(late, 19) ^ late >> 10
            words.append(words[index - 16] &+ first &+ words[index - 7] &+ second)
        }
        var work = state
        for index in 0..<64 {
            let choice = work[4] & work[5] ^ ~work[4] & work[6]
            let majority = work[0] & work[1] ^ work[0] & work[2] ^ work[1] & work[2]
            let high = turn(work[4], 6) ^ turn(work[4], 11) ^ turn(work[4], 25)
            let low = turn(work[0], 2) ^ turn(work[0], 13) ^ turn(work[0], 22)
            let first = work[7] &+ high &+ choice &+ constants[index] &+ words[index]
            work = [first &+ low &+ majority] + work[0..<7]
            work[4] = work[4] &+ first
        }
        for index in 0..<8 { state[index] = state[index] &+ work[index] }
    }

    private static func turn(_ word: UInt32, _ by: UInt32) -> UInt32 { word >> by | word << (32 - by) }

    private static func primes(_ count: Int) -> [Int] {
        Array((2...311).filter { number in !(2..<number).contains { number % $0 == 0 } }.prefix(count))
    }

    /// The first 32 bits behind the point of each root.
    private static func fractions(of numbers: [Int], _ root: (Double) -> Double) -> [UInt32] {
        numbers.map { number in
            let value = root(Double(number))
            return UInt32((value - value.rounded(.down)) * 4_294_967_296)
        }
    }

    /// By Newton's steps: exact in the 32 bits that are needed.
    private static func cubeRoot(_ number: Double) -> Double {
        (0..<64).reduce(number) { guess, _ in guess - (guess * guess * guess - number) / (3 * guess * guess) }
    }
}
