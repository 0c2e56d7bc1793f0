internal import Synchronization

/// What was done since the service started.
final class Tally: Sendable {
    struct Counts: Equatable, Sendable {
        var reportsAccepted: Int64 = 0
        var reportsRefused: Int64 = 0
        var batchesAnswered: Int64 = 0
    }

    private let state = Mutex(Counts())

    var counts: Counts { state.withLock { $0 } }

    /// A batch was answered; of its reports so many were accepted and refused.
    func answered(accepted: Int, refused: Int) {
        state.withLock { counts in
            counts.reportsAccepted += Int64(accepted)
            counts.reportsRefused += Int64(refused)
            counts.batchesAnswered += 1
        }
    }
}
