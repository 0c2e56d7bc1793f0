/// Why a journal could not do what was asked.
package struct JournalError: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Code: Sendable {
        /// No space is left: nothing was stored, and the same may succeed later.
        case full
        /// Reading, writing or syncing failed. What the system still holds in memory may not be what is on the disk
        /// (a failed sync throws the pages away), so the process must end and read the file anew.
        case broken
        /// The file cannot be opened, or is none of ours.
        case unusable
    }

    package let code: Code
    /// What was wrong and where.
    package let description: String

    package init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
