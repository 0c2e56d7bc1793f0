internal import Foundation

/// Where the bytes to be told come from: a file, standard input, or hexadecimal digits as they were typed.
package enum FrameSource {
    /// - Parameter text: `-` for standard input, the path of a file, or hexadecimal digits.
    /// - Throws: `ClientError` naming what was expected.
    package static func bytes(_ text: String) throws(ClientError) -> [UInt8] {
        if text == "-" { return decoded(Array(FileHandle.standardInput.readDataToEndOfFile())) }
        if FileManager.default.fileExists(atPath: text) {
            guard let data = FileManager.default.contents(atPath: text) else {
                throw ClientError(.input, "\(text) cannot be read, expected a file with frames")
            }
            return decoded(Array(data))
        }
        guard let bytes = hexadecimal(Array(text.utf8)) else {
            throw ClientError(
                .input,
                "\(text) is neither a file nor hexadecimal digits, two for each byte: name a file that holds frames "
                    + "as they travel or in hexadecimal, or - for standard input")
        }
        return bytes
    }

    /// Digits in a file stand for bytes; anything else is the frames as they travel.
    private static func decoded(_ content: [UInt8]) -> [UInt8] { hexadecimal(content) ?? content }

    /// Spaces and line ends between digits mean nothing. Nil where anything else stands there.
    private static func hexadecimal(_ text: [UInt8]) -> [UInt8]? {
        var digits: [UInt8] = []
        for byte in text {
            switch byte {
            case 0x30...0x39: digits.append(byte - 0x30)
            case 0x41...0x46: digits.append(byte - 0x37)
            case 0x61...0x66: digits.append(byte - 0x57)
            case 0x09, 0x0A, 0x0D, 0x20: continue
            default: return nil
            }
        }
        guard digits.count.isMultiple(of: 2) else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}
