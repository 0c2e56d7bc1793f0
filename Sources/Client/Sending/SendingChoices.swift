package import Transport
package import Wire

/// What a user chooses for one command that sends.
package struct SendingChoices: Sendable {
    /// In the order in which they are tried.
    package var collectors: [Endpoint]
    package var timeout: Duration
    package var keepDays: Int
    /// Nil: `NAME.rejected.csv` in `folder`.
    package var rejectedPath: String?
    /// Where files of rejected rows are written.
    package var folder: String
    /// In which it is said why rows are rejected, by us and by collectors.
    package var languages: [Language]

    package init(
        collectors: [Endpoint], timeout: Duration = .seconds(30), keepDays: Int = 7,
        rejectedPath: String? = nil,
        folder: String = ".", languages: [Language] = [.english]
    ) {
        self.collectors = collectors
        self.timeout = timeout
        self.keepDays = keepDays
        self.rejectedPath = rejectedPath
        self.folder = folder
        self.languages = languages
    }
}
