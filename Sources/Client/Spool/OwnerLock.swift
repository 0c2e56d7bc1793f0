internal import Foundation

/// Says which process rows belong to, and whether it still lives: the kernel lets go of the lock when a process dies,
/// however it dies, so nothing has to be cleaned up and no clock is asked.
final class OwnerLock: Sendable {
    static let suffix = ".owner"

    let name: String
    private let path: String
    private let descriptor: Int32

    /// The lock under a name, made if it is absent; nil where somebody holds it.
    init?(folder: String, name: String) throws(ClientError) {
        let path = folder + "/" + name + Self.suffix
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw ClientError(
                .spool, "the spool's \(path) cannot be opened: \(unsafe String(cString: strerror(errno)))")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
        self.name = name
        self.path = path
        self.descriptor = descriptor
    }

    deinit {
        unsafe unlink(path)
        close(descriptor)
    }
}
