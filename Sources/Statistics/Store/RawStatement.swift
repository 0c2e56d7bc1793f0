import GRDBSQLite

/// SQLite's own calls on a statement that somebody else owns, for the rows of the hot path: no boxing of values.
@safe struct RawStatement {
    private let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) { unsafe self.pointer = pointer }

    /// Binds without a copy: the blob is SQLite's only until `body` ends, so it must step inside.
    func withBlob<Result>(
        _ bytes: Span<UInt8>, at index: Int32, _ body: () throws -> Result
    ) throws -> Result {
        try unsafe bytes.withUnsafeBufferPointer { buffer in
            // A nil pointer would bind NULL.
            let code =
                unsafe buffer.isEmpty
                ? sqlite3_bind_zeroblob(pointer, index, 0)
                : sqlite3_bind_blob(pointer, index, buffer.baseAddress, Int32(buffer.count), nil)
            guard code == SQLITE_OK else { throw failure(code) }
            return try body()
        }
    }

    func bind(_ value: Int64, at index: Int32) throws {
        let code = unsafe sqlite3_bind_int64(pointer, index, value)
        guard code == SQLITE_OK else { throw failure(code) }
    }

    /// Steps a statement that gives no rows, and makes it ready for the next values, also where it failed: a statement that
    /// was not reset refuses every later value.
    func run() throws {
        defer { reset() }
        _ = try step()
    }

    /// True where there is a row.
    func step() throws -> Bool {
        switch unsafe sqlite3_step(pointer) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw failure(code)
        }
    }

    func integer(_ column: Int32) -> Int64 { unsafe sqlite3_column_int64(pointer, column) }

    /// Lends a column's bytes until `body` ends.
    func withColumn<Result>(_ column: Int32, _ body: (Span<UInt8>) throws -> Result) rethrows -> Result {
        let count = unsafe sqlite3_column_bytes(pointer, column)
        guard count > 0, let start = unsafe sqlite3_column_blob(pointer, column) else {
            return try body([UInt8]().span)
        }
        let buffer = unsafe UnsafeBufferPointer(
            start: start.assumingMemoryBound(to: UInt8.self), count: Int(count))
        return try unsafe body(buffer.span)
    }

    func reset() {
        unsafe sqlite3_reset(pointer)
        unsafe sqlite3_clear_bindings(pointer)
    }

    private func failure(_ code: Int32) -> StatisticsError {
        let reason = unsafe String(cString: sqlite3_errstr(code))
        return StatisticsError(
            code == SQLITE_CORRUPT ? .damaged : code == SQLITE_FULL ? .full : .storing,
            "the statistics store: SQLite says \"\(reason)\" (\(code))")
    }
}
