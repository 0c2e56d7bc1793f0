/// RFC 4180 records out of pieces of bytes, cut anywhere.
///
/// Quotes, CR LF or LF, line breaks inside quotes, a byte order mark and a missing last line break are read; blank
/// lines are skipped. The current record lies in `buffer` until the next one is read, so a cell is a range and costs
/// no copy.
package struct RecordReader {
    /// Where a cell lies in `buffer`.
    package struct Cell: Equatable, Sendable {
        /// As it was written, with its quotes.
        package let raw: Range<Int>
        /// Between its quotes.
        package let text: Range<Int>
        /// Doubled quotes stand inside: `text` must be read through `RecordReader.bytes(of:)`.
        package let hasDoubledQuotes: Bool
    }

    /// Longer records are taken for a quote that was never closed.
    package static let maximumRecordBytes = 1 << 20

    package private(set) var buffer: [UInt8] = []
    package private(set) var cells: [Cell] = []
    /// Of the current record's first byte; from 1.
    package private(set) var line = 0
    /// Why the current record is not RFC 4180; nil where it is.
    package private(set) var fault: String?

    private let read: () throws(CSVError) -> [UInt8]
    private var start = 0
    private var nextLine = 1
    private var isAtEnd = false

    /// - Parameter read: the next piece, empty at the end.
    package init(read: @escaping () throws(CSVError) -> [UInt8]) { self.read = read }

    /// Moves to the next record; false at the end.
    package mutating func next() throws(CSVError) -> Bool {
        if nextLine == 1 { try skipByteOrderMark() }
        while true {
            if scan() { return true }
            if isAtEnd { return false }
            guard buffer.count - start <= Self.maximumRecordBytes else {
                throw CSVError(
                    line: nextLine,
                    "a row of more than \(Self.maximumRecordBytes) bytes, expected a few hundred. Is a quote not closed?"
                )
            }
            try refill()
        }
    }

    /// A cell's bytes with doubled quotes made single.
    package func bytes(of cell: Cell) -> [UInt8] {
        guard cell.hasDoubledQuotes else { return Array(buffer[cell.text]) }
        var bytes: [UInt8] = []
        var isSecond = false
        for byte in buffer[cell.text] {
            isSecond = byte == Self.quote && !isSecond
            if !isSecond || byte != Self.quote { bytes.append(byte) }
        }
        return bytes
    }

    private mutating func refill() throws(CSVError) {
        buffer.removeFirst(start)
        start = 0
        let piece: [UInt8]
        do throws(CSVError) {
            piece = try read()
        } catch {
            throw CSVError(line: nextLine, error.message)
        }
        isAtEnd = piece.isEmpty
        buffer.append(contentsOf: piece)
    }

    private mutating func skipByteOrderMark() throws(CSVError) {
        while buffer.count < 3, !isAtEnd { try refill() }
        if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
    }

    private static let quote: UInt8 = 0x22
    private static let comma: UInt8 = 0x2C
    private static let lineFeed: UInt8 = 0x0A
    private static let carriageReturn: UInt8 = 0x0D
}

extension RecordReader {
    /// Reads the record at `start` if it lies in the buffer whole.
    private mutating func scan() -> Bool {
        skipBlankLines()
        guard start < buffer.count else { return false }
        cells.removeAll(keepingCapacity: true)
        fault = nil
        var position = start
        var lines = 1
        while true {
            guard let end = scanCell(at: position, &lines) else { return false }
            guard end < buffer.count, buffer[end] == Self.comma else {
                // A line feed, or the end of the file.
                finish(at: end, lines)
                return true
            }
            position = end + 1
        }
    }

    private mutating func finish(at end: Int, _ lines: Int) {
        line = nextLine
        nextLine += lines
        start = min(end + 1, buffer.count)
    }

    private mutating func skipBlankLines() {
        while start < buffer.count {
            if buffer[start] == Self.lineFeed {
                start += 1
            } else if buffer[start] == Self.carriageReturn, start + 1 < buffer.count,
                buffer[start + 1] == Self.lineFeed
            {
                start += 2
            } else {
                return
            }
            nextLine += 1
        }
    }

    /// Appends the cell at `position` and returns where the comma or line feed behind it is; nil where more bytes are
    /// needed to know.
    private mutating func scanCell(at position: Int, _ lines: inout Int) -> Int? {
        if position < buffer.count, buffer[position] == Self.quote {
            return scanQuoted(at: position, &lines)
        }
        guard let end = separator(from: position) else { return nil }
        let last = lastByte(before: end, from: position)
        cells.append(Cell(raw: position..<last, text: position..<last, hasDoubledQuotes: false))
        return end
    }

    private mutating func scanQuoted(at position: Int, _ lines: inout Int) -> Int? {
        var index = position + 1
        var hasDoubledQuotes = false
        while index < buffer.count {
            let byte = buffer[index]
            if byte == Self.lineFeed { lines += 1 }
            guard byte == Self.quote else {
                index += 1
                continue
            }
            // Whether this quote closes the cell is told by the byte behind it.
            guard index + 1 < buffer.count || isAtEnd else { return nil }
            guard index + 1 < buffer.count, buffer[index + 1] == Self.quote else { break }
            hasDoubledQuotes = true
            index += 2
        }
        guard index < buffer.count || isAtEnd else { return nil }
        let isClosed = index < buffer.count
        if !isClosed { fault = "the quote that opens cell \(cells.count + 1) is never closed" }
        guard let end = separator(from: min(index + 1, buffer.count)) else { return nil }
        let last = lastByte(before: end, from: min(index + 1, buffer.count))
        if isClosed, last > index + 1 { fault = "cell \(cells.count + 1) goes on behind its closing quote" }
        cells.append(
            Cell(
                raw: position..<max(last, index), text: position + 1..<index,
                hasDoubledQuotes: hasDoubledQuotes))
        return end
    }

    /// The next comma or line feed; the end of the buffer where the file ends there.
    private func separator(from position: Int) -> Int? {
        let bytes = buffer.span
        var index = position
        while index < bytes.count {
            let byte = bytes[index]
            if byte == Self.comma || byte == Self.lineFeed { return index }
            index &+= 1
        }
        return isAtEnd ? bytes.count : nil
    }

    /// A carriage return before the line feed, or before the end of the file, belongs to the line break.
    private func lastByte(before end: Int, from position: Int) -> Int {
        guard end == buffer.count || buffer[end] == Self.lineFeed, end > position,
            buffer[end - 1] == Self.carriageReturn
        else { return end }
        return end - 1
    }
}
