internal import CLinux
internal import Glibc

/// Asks a server on a Unix socket whether it is there. Blocks: for threads of our own only.
enum SocketProbe {
    enum Answer: Equatable {
        case ready
        /// It reads its data from disk.
        case loading
        /// Nobody listens.
        case refused
        /// Somebody listens, but says nothing in time, or nothing sensible.
        case silent
    }

    static func ping(_ path: String, milliseconds: Int) -> Answer {
        guard let reply = ask(path, "PING\r\n", milliseconds: milliseconds) else { return .refused }
        if reply.hasPrefix("+PONG") { return .ready }
        return reply.hasPrefix("-LOADING") ? .loading : .silent
    }

    /// The process that serves the socket, by its own word.
    static func processID(_ path: String, milliseconds: Int) -> pid_t? {
        let reply = ask(path, "INFO server\r\n", milliseconds: milliseconds) ?? ""
        let label = "process_id:"
        // Lines end in CRLF, which is one Character: any newline splits them.
        for line in reply.split(whereSeparator: \.isNewline) where line.hasPrefix(label) {
            return pid_t(line.dropFirst(label.count))
        }
        return nil
    }

    /// Nil when nobody listens, an empty text when nobody answers in time.
    private static func ask(_ path: String, _ command: String, milliseconds: Int) -> String? {
        let descriptor = socket(AF_UNIX, SocketFlags.stream, 0)
        guard descriptor >= 0 else { return nil }
        defer { _ = close(descriptor) }
        var time = timeval(tv_sec: milliseconds / 1_000, tv_usec: milliseconds % 1_000 * 1_000)
        let size = socklen_t(MemoryLayout<timeval>.size)
        _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, size)
        _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, size)
        guard SocketAddress.unix(path: path).connect(descriptor) == 0 else {
            return errno == EAGAIN ? "" : nil
        }
        let bytes = Array(command.utf8)
        let sent = unsafe bytes.withUnsafeBytes { buffer in
            unsafe send(descriptor, buffer.baseAddress, buffer.count, SocketFlags.noSignal)
        }
        guard sent == bytes.count else { return "" }
        var reply = [UInt8](repeating: 0, count: 8_192)
        let count = unsafe reply.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
        return String(decoding: reply.prefix(max(0, count)), as: UTF8.self)
    }
}
