import Foundation
import GRDB

/// The SQLite file and its two connections: one that the writer thread keeps, one that the fold looks things up on.
struct StoreFile: Sendable {
    let path: String
    let writer: DatabaseQueue
    let reader: DatabaseQueue

    init(folder: String) throws(StatisticsError) {
        path = folder + "/statistics.sqlite"
        try Schema.refuseNewer(path, in: folder)
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            writer = try DatabaseQueue(path: path, configuration: Self.configuration(isWriter: true))
            try Schema.migrator.migrate(writer)
            reader = try DatabaseQueue(path: path, configuration: Self.configuration(isWriter: false))
        } catch {
            throw StatisticsError(
                .open,
                "the statistics store \(path) cannot be opened: \(error). Expected a folder that this service may "
                    + "write and a file that it made itself")
        }
    }

    private static func configuration(isWriter: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = !isWriter
        // Checkpoints wait for the fold's read transaction, which lasts one micro-batch.
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA cache_size = -16000")
            guard isWriter else { return }
            // The journal can be read again: after a power loss the store may lack its newest seconds, so NORMAL is
            // enough. What does not fit the cache goes into the log before its transaction ends: rows come in the order
            // of their keys, so hardly a page is met again. Only the writer brings the log in.
            try database.execute(
                sql: """
                    PRAGMA page_size = 4096;
                    PRAGMA journal_mode = WAL;
                    PRAGMA synchronous = NORMAL;
                    PRAGMA cache_spill = ON;
                    PRAGMA wal_autocheckpoint = 0;
                    """)
        }
        return configuration
    }

    /// Why something could not be written.
    func failure(_ error: any Error) -> StatisticsError {
        let isFull = (error as? DatabaseError)?.isDiskFull ?? ((error as? StatisticsError)?.code == .full)
        if isFull {
            return StatisticsError(
                .full, "no space is left for the statistics store \(path): make room on its disk")
        }
        return StatisticsError(.storing, "the statistics store \(path) cannot be written: \(error)")
    }

    /// The file, its log and the log's index.
    var bytesOnDisk: Int64 { Self.size(path) + Self.size(path + "-wal") + Self.size(path + "-shm") }
    var logBytes: Int64 { Self.size(path + "-wal") }

    private static func size(_ path: String) -> Int64 {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.size] as? NSNumber)?.int64Value ?? 0
    }
}

extension DatabaseError {
    /// Also where the small index beside the log cannot grow.
    fileprivate var isDiskFull: Bool {
        resultCode == .SQLITE_FULL || extendedResultCode == .SQLITE_IOERR_SHMSIZE
    }
}
