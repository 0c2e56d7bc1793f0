internal import Foundation

/// What is being measured, on standard error, so that the table can be kept alone.
enum Progress {
    static func say(_ text: String) { FileHandle.standardError.write(Data("… \(text)\n".utf8)) }
}
