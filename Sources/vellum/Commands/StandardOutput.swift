internal import Glibc

/// Standard output and standard error of a command.
enum StandardOutput {
    /// - Throws: `.outputClosed` when nobody reads any more.
    static func print(_ line: String) throws(CommandFailure) { try write(Array((line + "\n").utf8)) }

    static func write(_ bytes: [UInt8]) throws(CommandFailure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                if errno == EPIPE { throw CommandFailure(.outputClosed, "") }
                let reason = unsafe String(cString: strerror(errno))
                throw CommandFailure(.failed, "the standard output cannot be written (\(reason)): see where it goes")
            }
            rest.removeFirst(count)
        }
    }

    /// A line on standard error, for people; nobody minds when it is lost.
    static func note(_ message: String) {
        let line = Array("vellum: \(message)\n".utf8)
        _ = unsafe Glibc.write(STDERR_FILENO, line, line.count)
    }
}
