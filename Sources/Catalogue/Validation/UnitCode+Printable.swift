import Wire

extension UnitCode {
    /// The code with everything but visible ASCII escaped: it came from outside and may hold anything.
    var printable: String {
        (0..<length).map { index in
            let byte = self[index]
            return (0x21...0x7E).contains(byte)
                ? String(Unicode.Scalar(byte))
                : "\\x" + String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }.joined()
    }
}
