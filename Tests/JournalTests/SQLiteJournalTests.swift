import Foundation
import GRDB
import Testing
import Wire

@testable import Journal

struct SQLiteJournalTests {
    let folder: Folder

    init() throws { folder = try Folder() }

    @Test func `The model of SHA-256 knows the standard's examples`() {
        func hex(_ text: String) -> String {
            SHA256Model.digest(Array(text.utf8)).map { String(format: "%02x", $0) }.joined()
        }
        #expect(hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(
            hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
                == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
        #expect(hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test func `A new journal is empty and has an id of its own`() throws {
        let journal = try folder.journal(seed: 7)
        let other = try Folder().journal(seed: 8)
        #expect(journal.id != other.id)
        #expect(journal.extent == JournalExtent(oldestPosition: 1, headPosition: 0))
        #expect(journal.extent.entryCount == 0)
        #expect(try journal.digest(at: 0) == [UInt8](repeating: 0, count: 32))
        #expect(try journal.digest(at: 1) == nil)
        #expect(try journal.entries(from: 1, count: 10, bytes: 1_000).isEmpty)
    }

    @Test func `Every digest is SHA-256 of the one before it and the content, read by plain SQL`() throws {
        let journal = try folder.journal()
        var marks: [ChainMark] = []
        for group in [1...1, 2...6, 7...20] {
            marks += try journal.append(group.map { pending(UInt64($0)) }, progress: [])
        }
        var configuration = Configuration()
        configuration.readonly = true
        let rows = try DatabaseQueue(path: folder.file, configuration: configuration).read { db in
            try Row.fetchAll(db, sql: "SELECT position, digest, content FROM entry ORDER BY position")
        }
        var last = [UInt8](repeating: 0, count: 32)
        for (row, mark) in zip(rows, marks) {
            let content = [UInt8](row["content"] as Data)
            last = SHA256Model.digest(last + content)
            #expect([UInt8](row["digest"] as Data) == last)
            #expect(mark.digest == last)
            #expect(
                mark.at == JournalPosition(journal: journal.id, position: UInt64(row["position"] as Int64)))
            #expect(try EntryContent(bytes: content.span).position == mark.at.position)
        }
        #expect(rows.map { $0["position"] as Int64 } == Array(1...20))
    }

    @Test func `An entry comes back as it was appended, its refusals by index and code`() throws {
        let journal = try folder.journal()
        let sent = (1...9).map { pending(UInt64($0)) }
        _ = try journal.append(sent, progress: [])
        let contents = try journal.entries(from: 1, count: 100, bytes: 1 << 20).map {
            try EntryContent(bytes: $0.content.span)
        }
        #expect(contents.map(\.position) == Array(1...9))
        #expect(contents.map(\.batch) == sent.map(\.batch))
        #expect(contents.map(\.sender) == sent.map(\.sender))
        #expect(contents.map(\.receivedAtMilliseconds) == sent.map(\.receivedAtMilliseconds))
        #expect(contents[2].refusals == [Refusal(index: 2, outcome: .outOfBounds, message: "")])
    }

    @Test func `Entries are read up to a count and until the bytes are passed`() throws {
        let journal = try folder.journal()
        _ = try journal.append((1...10).map { pending(UInt64($0), bodyBytes: 1_000) }, progress: [])
        #expect(try journal.entries(from: 4, count: 3, bytes: 1 << 20).map(\.position) == [4, 5, 6])
        #expect(try journal.entries(from: 4, count: 10, bytes: 2_000).map(\.position) == [4, 5])
        #expect(try journal.entries(from: 10, count: 10, bytes: 1).map(\.position) == [10])
        #expect(try journal.entries(from: 11, count: 10, bytes: 1 << 20).isEmpty)
    }

    @Test func `Opened again it has the same id, goes on behind the head and chains on`() throws {
        let first = try folder.journal(seed: 1)
        let before = try first.append([pending(1), pending(2)], progress: [])
        let second = try folder.journal(seed: 2)
        #expect(second.id == first.id)
        #expect(second.extent == JournalExtent(oldestPosition: 1, headPosition: 2))
        let after = try second.append([pending(3)], progress: [])
        #expect(after.map(\.at.position) == [3])
        #expect(try second.digest(at: 2) == before.last?.digest)
        let content = try #require(try second.entries(from: 3, count: 1, bytes: 1).first).content
        #expect(after.last?.digest == SHA256Model.digest((before.last?.digest ?? []) + content))
    }

    @Test func `The writing connection syncs every commit`() throws {
        let journal = try folder.journal()
        _ = try journal.append([pending(1)], progress: [])
        let level = try journal.pool.writeWithoutTransaction {
            try Int.fetchOne($0, sql: "PRAGMA synchronous")
        }
        let mode = try journal.pool.writeWithoutTransaction {
            try String.fetchOne($0, sql: "PRAGMA journal_mode")
        }
        #expect(level == 2)
        #expect(mode == "wal")
    }

    @Test func `What is in the write-ahead log is in the file once it was opened`() throws {
        let copy = try Folder()
        let journal = try folder.journal()
        _ = try journal.append((1...5).map { pending(UInt64($0)) }, progress: [])
        // A copy of both files, made while the journal is open, is what a kill leaves behind.
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: folder.file + suffix, toPath: copy.file + suffix)
        }
        let reopened = try copy.journal()
        #expect(reopened.extent.headPosition == 5)
        let log = try FileManager.default.attributesOfItem(atPath: copy.file + "-wal")[.size] as? Int
        #expect(log == 0)
    }

    @Test func `Followers' progress is kept, the latest of each name`() throws {
        let journal = try folder.journal()
        let early = FollowerPosition(name: "a", progress: Progress(durablePosition: 1, backedUpPosition: 0))
        let late = FollowerPosition(name: "a", progress: Progress(durablePosition: 9, backedUpPosition: 5))
        let other = FollowerPosition(name: "b", progress: Progress(durablePosition: 2, backedUpPosition: 2))
        _ = try journal.append([], progress: [early, other])
        _ = try journal.append([pending(1)], progress: [late])
        #expect(journal.followers == [late, other])
        #expect(try folder.journal().followers == [late, other])
    }

    @Test func `A full disk stores nothing, says so, and takes entries again when there is space`() throws {
        let journal = try folder.journal()
        _ = try journal.append([pending(1)], progress: [])
        try limitPages(of: journal, growth: 2)
        let large = (2...4).map { pending(UInt64($0), bodyBytes: 100_000) }
        let error = #expect(throws: JournalError.self) { try journal.append(large, progress: []) }
        #expect(error?.code == .full)
        #expect(journal.extent.headPosition == 1)
        #expect(try journal.append([pending(2)], progress: []).map(\.at.position) == [2])
        try limitPages(of: journal, growth: 1_000)
        #expect(try journal.append(large, progress: []).map(\.at.position) == [3, 4, 5])
        #expect(try folder.journal().extent.headPosition == 5)
    }

    @Test func `The log is brought into the file as it grows`() throws {
        let journal = try folder.journal()
        let large = PendingEntry(
            sender: [UInt8](repeating: 1, count: 16), receivedAtMilliseconds: 0, catalogueVersion: 1,
            refusals: [],
            batch: Frame(.batch, [UInt8](repeating: 7, count: 1 << 20)))
        for _ in 1...40 { _ = try journal.append([large], progress: []) }
        let log = try FileManager.default.attributesOfItem(atPath: folder.file + "-wal")[.size] as? Int
        #expect(try #require(log) < 20 << 20)
        #expect(journal.fileBytes > 40 << 20)
    }

    @Test func `A file that is no journal is refused and named`() throws {
        try Data("this is text, and long enough to be read as a page of SQLite's header, surely so".utf8)
            .write(to: URL(fileURLWithPath: folder.file))
        let error = #expect(throws: JournalError.self) { try folder.journal() }
        #expect(error?.code == .unusable)
        #expect(error?.description.contains(folder.file) == true)
    }

    @Test func `Another program's database is refused`() throws {
        let queue = try DatabaseQueue(path: folder.file)
        try queue.write { try $0.execute(sql: "CREATE TABLE theirs (a)") }
        try queue.close()
        let error = #expect(throws: JournalError.self) { try folder.journal() }
        #expect(error?.code == .unusable)
    }

    private func limitPages(of journal: SQLiteJournal, growth: Int) throws {
        try journal.pool.writeWithoutTransaction { db in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            try db.execute(sql: "PRAGMA max_page_count = \(pages + growth)")
        }
    }
}
