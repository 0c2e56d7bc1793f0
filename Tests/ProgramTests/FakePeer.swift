import Foundation
import Synchronization

/// Listens on loopback, reads what is said to it, and answers every connection with the same bytes.
final class FakePeer: Sendable {
    let port: Int
    private let listener: Int32
    private let greeted = Atomic(0)

    /// How many connections it has answered.
    var greetings: Int { greeted.load(ordering: .relaxed) }

    init(answer: [UInt8]) throws {
        (listener, port) = try Socket.listen()
        let thread = Thread { [listener, weak self] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { return }
                var said = [UInt8](repeating: 0, count: 4_096)
                _ = unsafe recv(connection, &said, said.count, 0)
                _ = unsafe send(connection, answer, answer.count, Int32(MSG_NOSIGNAL))
                self?.greeted.add(1, ordering: .relaxed)
                while unsafe recv(connection, &said, said.count, 0) > 0 {}
                close(connection)
            }
        }
        thread.start()
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    /// A welcome of version 2, as far as it can be read by a program that speaks version 1: its header.
    static let newerFrame = frame(version: 2, type: 2, body: [])
    /// Field 1 (bytes 02 01): code 42; field 2 (04): what it says. As in the specification's 2.2.
    static let newerGoAway = frame(
        version: 1, type: 14, body: [0x02, 0x01, 42, 0x04, UInt8(sentence.utf8.count)] + Array(sentence.utf8))
    private static let sentence = "only version 2 is spoken here"

    private static func frame(version: UInt8, type: UInt8, body: [UInt8]) -> [UInt8] {
        var header: [UInt8] = Array("GRS1".utf8) + [version, type, 0, 0]
        for number in [UInt32(body.count), UInt32(body.count), checksum(body)] { header += bytes(number) }
        return header + bytes(checksum(header)) + body
    }

    private static func bytes(_ number: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }

    /// CRC-32 as zlib and PNG have it, bit by bit.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(UInt32.max) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in sum >> 1 ^ (sum & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
    }
}
