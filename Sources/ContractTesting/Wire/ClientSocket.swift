import Glibc

/// A non-blocking TCP connection to a port of this machine. Closed when nobody holds it any more.
final class ClientSocket: Sendable {
    private let descriptor: Int32

    /// - Throws: WireError of kind refused or timedOut.
    init(port: UInt16, until deadline: ContinuousClock.Instant) async throws(WireError) {
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        descriptor = socket(AF_INET, type, 0)
        guard descriptor >= 0 else { throw WireError(.refused, "no socket: errno \(errno)") }
        var on: Int32 = 1
        unsafe setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe connect(descriptor, $0, size) }
        }
        if result == 0 { return }
        guard errno == EINPROGRESS else { throw WireError(.refused, "no connection to port \(port): errno \(errno)") }
        let events = await SocketPoller.shared.wait(descriptor, for: Int16(POLLOUT), until: deadline)
        if events == 0 { throw WireError(.timedOut, "no connection to port \(port) in time") }
        var failure: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &failure, &length)
        if failure != 0 { throw WireError(.refused, "no connection to port \(port): errno \(failure)") }
    }

    deinit { close(descriptor) }

    /// Ends both directions at once; who waits for this socket wakes up.
    func shutDown() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    /// No more requests will come, answers may.
    func shutDownSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// What has come, empty when the peer closed, nil when nothing is there now. A reset counts as a close.
    func receiveNow(_ limit: Int = 65_536) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: limit)
        let count = unsafe recv(descriptor, &buffer, limit, 0)
        if count < 0 { return errno == EAGAIN || errno == EINTR ? nil : [] }
        return Array(buffer.prefix(count))
    }

    /// - Returns: empty when the peer closed.
    /// - Throws: WireError of kind timedOut.
    func receive(until deadline: ContinuousClock.Instant) async throws(WireError) -> [UInt8] {
        while true {
            if let bytes = receiveNow() { return bytes }
            if await SocketPoller.shared.wait(descriptor, for: Int16(POLLIN), until: deadline) == 0 {
                throw WireError(.timedOut, "nothing came in time")
            }
        }
    }

    /// Sends all bytes, or less when the peer closes or answers before it has read them.
    /// - Returns: what came meanwhile.
    /// - Throws: WireError of kind timedOut.
    func send(_ bytes: [UInt8], until deadline: ContinuousClock.Instant) async throws(WireError) -> [UInt8] {
        var sent = 0
        while sent < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[sent...])
                return unsafe Glibc.send(descriptor, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
            }
            if count >= 0 {
                sent += count
                continue
            }
            if errno == EINTR { continue }
            if errno != EAGAIN { return [] }
            let events = await SocketPoller.shared.wait(descriptor, for: Int16(POLLOUT | POLLIN), until: deadline)
            if events == 0 {
                throw WireError(.timedOut, "the server read only \(sent) of \(bytes.count) bytes in time")
            }
            if events & Int16(POLLIN) != 0, let early = receiveNow(), !early.isEmpty { return early }
        }
        return []
    }
}
