import Foundation
import Testing
import Transport
import Wire

@testable import Client

@Suite struct SpoolTests {
    private static func folder() -> String {
        NSTemporaryDirectory() + "spool-" + UUID().uuidString
    }

    private static func sealed(_ source: Spool.SourceID, reports: Int = 3) throws -> SealedBatch {
        let unit = try #require(UnitCode("110101"))
        let all = (0..<reports).map { index in
            Report(
                dataSet: 3, unit: unit, key: .period(Period(type: .yearly, index: UInt32(index))),
                savedAtMilliseconds: Int64(index), values: [ReportValue(element: 51, value: 7)])
        }
        return SealedBatch(source: source, lines: Array(2..<2 + reports), groups: all.groups)
    }

    /// What tells the reports of `sealed` apart.
    private static func times(_ spool: Spool, _ stored: StoredBatch) throws -> [Int64] {
        let body = try spool.body(of: stored)
        let batch = try Batch(body: body.span, reportLimit: 10)
        return batch.groups[0].savedAtMilliseconds
    }

    private static func mark(_ position: UInt64, journal: UInt64 = 1) -> ChainMark {
        ChainMark(
            at: JournalPosition(journal: JournalID(high: journal, low: 0), position: position),
            digest: [UInt8](repeating: UInt8(position), count: 32))
    }

    @Test func `What was added is there after the process is gone, and once only [R2]`() throws {
        let folder = Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var stored: [StoredBatch] = []
        var client: [UInt8] = []
        do {
            let spool = try Spool(folder: folder, ownerName: "first")
            client = spool.clientID
            let source = try spool.addSource(name: "f.csv", columns: ["data_set", "unit"])
            stored = try spool.add([Self.sealed(source), Self.sealed(source)])
            try spool.noteSending()
            // While its process lives, nobody takes them.
            #expect(try Spool(folder: folder, ownerName: "second").claimAbandoned().isEmpty)
        }
        let heir = try Spool(folder: folder, ownerName: "third")
        let claimed = try heir.claimAbandoned()
        #expect(heir.clientID == client && client.count == 16)
        #expect(claimed.map(\.id) == stored.map(\.id) && claimed.allSatisfy(\.wentUnanswered))
        #expect(try heir.body(of: claimed[0]) == Self.sealed(1).body)
        #expect(try Spool(folder: folder, ownerName: "fourth").claimAbandoned().isEmpty)
    }

    /// What a kill leaves behind: the files as they are at that moment, and no lock.
    @Test func `A copy of the files taken midway opens with everything that was committed`() throws {
        let folder = Self.folder()
        let copy = Self.folder()
        defer { for path in [folder, copy] { try? FileManager.default.removeItem(atPath: path) } }
        let spool = try Spool(folder: folder, ownerName: "first")
        let source = try spool.addSource(name: "f.csv", columns: [])
        let stored = try spool.add([Self.sealed(source), Self.sealed(source)])
        _ = try spool.settle(
            [Settlement(batch: stored[0], mark: Self.mark(4))], address: "a:1", nowMilliseconds: 5)
        try FileManager.default.copyItem(atPath: folder, toPath: copy)
        let survivor = try Spool(folder: copy, ownerName: "second")
        #expect(try survivor.claimAbandoned().map(\.id) == [stored[1].id])
        #expect(try survivor.marks() == [Self.mark(4)])
        #expect(try survivor.lastPosition()?.position == 4)
    }

    @Test func `An answer splits a batch into acknowledged, dead and waiting [O6]`() throws {
        let folder = Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let spool = try Spool(folder: folder, ownerName: "first")
        let source = try spool.addSource(name: "f.csv", columns: ["data_set", "EC_POP"])
        var batch = try spool.add([Self.sealed(source)])[0]
        batch.wentUnanswered = true
        let refusal = Refusal(index: 1, outcome: .outOfBounds, message: "EC_POP is 7")
        let letters = try spool.settle(
            [Settlement(batch: batch, mark: Self.mark(1), refused: [refusal], kept: [2])], address: "a:1",
            nowMilliseconds: 5)
        #expect(letters.map(\.line) == [3])
        #expect(letters.first?.message.contains("may count all the same") == true)
        #expect(try spool.deadLetters() == letters)
        #expect(try spool.source(source).columns == ["data_set", "EC_POP"])
        let waiting = try spool.waiting()
        #expect(waiting.map(\.id) == [batch.id] && waiting.map(\.reports) == [1])
        #expect(try Self.times(spool, waiting[0]) == [2])
        let back = try spool.takeBack(from: [Self.mark(1).at.journal])
        #expect(back.map(\.reports) == [1] && back.allSatisfy { !$0.isCounted })
        #expect(try Self.times(spool, back[0]) == [0])
        #expect(try spool.marks().isEmpty)
    }

    @Test func `Only of what a process may have sent before it died is it said that it may count`() throws {
        let folder = Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for (name, hasConnected, hasEnded) in [
            ("never", false, false), ("died", true, false), ("ended", true, true),
        ] {
            do {
                let spool = try Spool(folder: folder, ownerName: name)
                _ = try spool.add([Self.sealed(try spool.addSource(name: name, columns: []))])
                if hasConnected { try spool.noteSending() }
                if hasEnded { try spool.noteSendingEnded() }
            }
        }
        let flushing = try Spool(folder: folder, ownerName: "flushing")
        let claimed = try flushing.claimAbandoned()
        #expect(claimed.map(\.wentUnanswered) == [false, true, false])
    }

    @Test func `Acknowledged batches are kept, then pruned`() throws {
        let folder = Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let spool = try Spool(folder: folder, ownerName: "first")
        let source = try spool.addSource(name: "f.csv", columns: [])
        let stored = try spool.add([Self.sealed(source), Self.sealed(source)])
        _ = try spool.settle(
            [Settlement(batch: stored[0], mark: Self.mark(1))], address: "a:1", nowMilliseconds: 5)
        try spool.prune(before: 5)
        #expect(try spool.body(of: stored[0]).count > 0)
        try spool.prune(before: 6)
        #expect(throws: ClientError.self) { try spool.body(of: stored[0]) }
        #expect(try spool.waiting().map(\.id) == [stored[1].id])
    }

    @Test func `Files that nothing is left of are forgotten, but not those of living processes`() throws {
        let folder = Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var kept: [Spool.SourceID] = []
        do {
            let dead = try Spool(folder: folder, ownerName: "dead")
            let waiting = try dead.addSource(name: "waiting.csv", columns: [])
            let buried = try dead.addSource(name: "buried.csv", columns: [])
            let settled = try dead.addSource(name: "settled.csv", columns: [])
            _ = try dead.addSource(name: "empty.csv", columns: [])
            let stored = try dead.add([waiting, buried, settled].map { try Self.sealed($0, reports: 1) })
            let refusal = Refusal(index: 0, outcome: .outOfBounds, message: "")
            _ = try dead.settle(
                [
                    Settlement(batch: stored[1], mark: nil, refused: [refusal]),
                    Settlement(batch: stored[2], mark: Self.mark(1)),
                ], address: "a:1", nowMilliseconds: 5)
            kept = [waiting, buried, settled]
        }
        let living = try Spool(folder: folder, ownerName: "living")
        let begun = try living.addSource(name: "begun.csv", columns: [])
        let other = try Spool(folder: folder, ownerName: "other")
        try other.prune(before: 5)
        #expect(try Self.sources(other) == (kept + [begun]))
        try other.prune(before: 6)
        #expect(try Self.sources(other) == [kept[0], begun])
        // Its rows were claimed by a process that dies in its turn.
        #expect(try Spool(folder: folder, ownerName: "heir").claimAbandoned().count == 1)
        try other.prune(before: 6)
        #expect(try Self.sources(other) == [kept[0], begun])
        withExtendedLifetime(living) {}
    }

    private static func sources(_ spool: Spool) throws -> [Spool.SourceID] {
        (1...9).filter { (try? spool.source($0)) != nil }
    }

    @Test func `The lock that a killed process leaves is removed, those of living ones stay`() throws {
        let folder = Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let living = try Spool(folder: folder, ownerName: "living")
        let other = try Spool(folder: folder, ownerName: "other")
        // The kernel let go of its lock, the file is still there.
        #expect(FileManager.default.createFile(atPath: folder + "/killed.owner", contents: nil))
        func locks() throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".owner") }
                .sorted()
        }
        #expect(try locks() == ["killed.owner", "living.owner", "other.owner"])
        try other.prune(before: 0)
        #expect(try locks() == ["living.owner", "other.owner"])
        withExtendedLifetime(living) {}
    }

    @Test func `A journal's mark only moves forward, and another journal at its address is noticed`() throws {
        let folder = Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let spool = try Spool(folder: folder, ownerName: "first")
        let source = try spool.addSource(name: "f.csv", columns: [])
        let stored = try spool.add([Self.sealed(source), Self.sealed(source)])
        _ = try spool.settle(
            [
                Settlement(batch: stored[0], mark: Self.mark(9)),
                Settlement(batch: stored[1], mark: Self.mark(8)),
            ],
            address: "a:1", nowMilliseconds: 5)
        #expect(try spool.marks() == [Self.mark(9)])
        let new = JournalID(high: 2, low: 0)
        #expect(try spool.journals(at: "a:1", otherThan: new) == [Self.mark(9).at.journal])
        #expect(try spool.journals(at: "b:1", otherThan: new).isEmpty)
    }

    @Test func `A hello stays short, however many journals acknowledged something [A22]`() throws {
        let folder = Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let spool = try Spool(folder: folder, ownerName: "first")
        let source = try spool.addSource(name: "f.csv", columns: [])
        for journal in 1...100 as ClosedRange<UInt64> {
            let batch = try spool.add([Self.sealed(source)])[0]
            let mark = ChainMark(
                at: JournalPosition(journal: JournalID(high: journal, low: 0), position: UInt64(Int64.max)),
                digest: [UInt8](repeating: 9, count: 32))
            _ = try spool.settle(
                [Settlement(batch: batch, mark: mark)], address: "a:\(journal)",
                nowMilliseconds: Int64(journal))
        }
        let marks = try spool.marks()
        #expect(marks.map(\.at.journal.high) == (53...100).reversed())
        let hello = Hello(
            role: .sender, clientID: spool.clientID,
            catalogue: CatalogueMark(version: .max, digest: [UInt8](repeating: 1, count: 32)),
            knownJournals: marks, software: Software.name("grassroots"))
        #expect(hello.body.count <= 4_096)
    }

    @Test func `A batch that is too large is cut without losing a report`() throws {
        let folder = Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let spool = try Spool(folder: folder, ownerName: "first")
        let source = try spool.addSource(name: "f.csv", columns: [])
        let batch = try spool.add([Self.sealed(source, reports: 5)])[0]
        let parts = try spool.split(batch, limit: 2)
        #expect(parts.map(\.reports) == [2, 2, 1])
        #expect(try parts.flatMap { try Self.times(spool, $0) } == [0, 1, 2, 3, 4])
    }
}
