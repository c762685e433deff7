internal import EventLoop
internal import Glibc

/// The file of `--access-log-file`. Its descriptor stays the same when it is opened again, so that nobody who writes
/// to it need be told.
struct AccessLogFile: Sendable {
    let path: String
    let descriptor: Int32

    /// - Throws: `StartError` when it cannot be opened.
    init(_ path: String) throws {
        self.path = path
        descriptor = try AccessLogFile.open(path)
    }

    /// Goes on in a new file of the same path, when the old one was renamed.
    func reopen() throws {
        let fresh = try AccessLogFile.open(path)
        defer { close(fresh) }
        guard dup2(fresh, descriptor) >= 0, fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 else {
            throw StartError(
                message: "\(SystemError(call: "cannot go on in \(path)")): send SIGHUP again, or start anew")
        }
    }

    private static func open(_ path: String) throws -> Int32 {
        // Without a wait for somebody who reads a named pipe.
        let flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK
        let descriptor = unsafe Glibc.open(path, flags, 0o640)
        guard descriptor >= 0 else {
            throw StartError(
                message: "\(SystemError(call: "cannot open \(path)")): see that its folder is there and writable, "
                    + "or leave --access-log-file out")
        }
        return descriptor
    }
}
