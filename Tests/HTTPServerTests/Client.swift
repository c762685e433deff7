import EventLoop
import Glibc

/// A blocking client on a socket. Used on threads of its own only, never on Swift's cooperative pool.
final class Client {
    struct Failure: Error {
        let reason: String
    }

    struct Response {
        var status = 0
        var fields: [(name: String, value: String)] = []
        var body: [UInt8] = []

        var text: String { String(decoding: body, as: UTF8.self) }
        subscript(name: String) -> String? { fields.first { $0.name == name }?.value }
    }

    let descriptor: Int32
    private var buffer: [UInt8] = []

    /// - Parameters:
    ///   - receiveBuffer: SO_RCVBUF in bytes, to play a slow reader.
    ///   - from: the last byte of the client's own address in 127.0.0.0/24.
    init(port: UInt16, receiveBuffer: Int32? = nil, from: UInt8? = nil) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        if var size = receiveBuffer {
            _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        }
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        _ = unsafe setsockopt(
            descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        if let from { try Client.bind(descriptor, UInt32(0x7f00_0000) | UInt32(from)) }
        let status = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw Failure(reason: "connect: \(errno)") }
        // A message in two parts must not wait for the first to be acknowledged.
        var isSet: Int32 = 1
        _ = unsafe setsockopt(
            descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &isSet, socklen_t(MemoryLayout<Int32>.size))
    }

    /// - Parameter descriptor: connected; belongs to the client from now on.
    init(descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// The port is chosen by the kernel when it connects, so that it need not be free of other connections.
    private static func bind(_ descriptor: Int32, _ source: UInt32) throws {
        var isSet: Int32 = 1
        _ = unsafe setsockopt(
            descriptor, Int32(IPPROTO_IP), IP_BIND_ADDRESS_NO_PORT, &isSet, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = source.bigEndian
        let status = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe Glibc.bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw Failure(reason: "bind: \(errno)") }
    }

    func send(_ bytes: [UInt8]) throws {
        var offset = 0
        while offset < bytes.count {
            let sent = unsafe bytes.withUnsafeBytes { buffer in
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[offset...])
                return unsafe Glibc.send(descriptor, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
            }
            guard sent > 0 else { throw Failure(reason: "send: \(errno)") }
            offset += sent
        }
    }

    func send(_ text: String) throws { try send([UInt8](text.utf8)) }

    /// Sends as much as the sockets between hold, until they have taken nothing for a while.
    ///
    /// - Returns: how many bytes that were.
    func sendUntilFull(_ bytes: [UInt8]) throws -> Int {
        var offset = 0
        var idle = 0
        while offset < bytes.count, idle < 40 {
            let sent = unsafe bytes.withUnsafeBytes { buffer in
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[offset...])
                let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
                return unsafe Glibc.send(descriptor, rest.baseAddress, rest.count, flags)
            }
            guard sent > 0 || errno == EAGAIN else { throw Failure(reason: "send: \(errno)") }
            if sent > 0 {
                offset += sent
                idle = 0
            } else {
                idle += 1
                usleep(5000)
            }
        }
        return offset
    }

    /// Sends as much as the sockets between take at once.
    ///
    /// - Returns: how many bytes have left, with those before `start`.
    func sendWhatFits(_ bytes: [UInt8], from start: Int = 0) -> Int {
        var offset = start
        while offset < bytes.count {
            let sent = unsafe bytes.withUnsafeBytes { buffer in
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[offset...])
                let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
                return unsafe Glibc.send(descriptor, rest.baseAddress, rest.count, flags)
            }
            guard sent > 0 else { break }
            offset += sent
        }
        return offset
    }

    /// Whether no byte comes within so many milliseconds.
    func isQuiet(milliseconds: Int32) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return unsafe buffer.isEmpty && poll(&entry, 1, milliseconds) == 0
    }

    /// Ends the connection with a reset.
    func reset() {
        var now = linger(l_onoff: 1, l_linger: 0)
        _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
        shutdown(descriptor, Int32(SHUT_RDWR))
    }

    func closeWriting() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Reads once; empty at the end.
    func receive() throws -> [UInt8] {
        if !buffer.isEmpty {
            defer { buffer = [] }
            return buffer
        }
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe recv(descriptor, &bytes, bytes.count, 0)
        if count < 0 && errno == ECONNRESET { throw Failure(reason: "reset") }
        guard count >= 0 else { throw Failure(reason: "recv: \(errno)") }
        return [UInt8](bytes[..<count])
    }

    func receiveAll() throws -> [UInt8] {
        var all: [UInt8] = []
        while true {
            let bytes = try receive()
            if bytes.isEmpty { return all }
            all += bytes
        }
    }

    /// Whether the server has closed, without a byte before. What comes instead is kept for the next read.
    func isAtEnd() throws -> Bool {
        if buffer.isEmpty { buffer = try receive() }
        return buffer.isEmpty
    }

    /// Reads bytes up to and including `mark`.
    func receive(through mark: String) throws -> [UInt8] {
        let mark = [UInt8](mark.utf8)
        var bytes: [UInt8] = []
        while true {
            if let end = bytes.indices.first(where: { bytes[$0...].starts(with: mark) }) {
                buffer = [UInt8](bytes[(end + mark.count)...])
                return [UInt8](bytes[..<(end + mark.count)])
            }
            let more = try receive()
            guard !more.isEmpty else { throw Failure(reason: "closed after \(String(decoding: bytes, as: UTF8.self))") }
            bytes += more
        }
    }

    func receive(count: Int) throws -> [UInt8] {
        guard count > 0 else { return [] }
        var bytes: [UInt8] = []
        while bytes.count < count {
            let more = try receive()
            guard !more.isEmpty else { throw Failure(reason: "closed") }
            bytes += more
        }
        buffer = [UInt8](bytes[count...])
        return [UInt8](bytes[..<count])
    }

    func receiveHead() throws -> Response {
        let lines = String(decoding: try receive(through: "\r\n\r\n"), as: UTF8.self).split(separator: "\r\n")
        var response = Response()
        response.status = Int(lines[0].dropFirst(9).prefix(3)) ?? 0
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { throw Failure(reason: "field line \(line)") }
            response.fields.append((String(line[..<colon]), String(line[colon...].dropFirst(2))))
        }
        return response
    }

    func receiveResponse(hasBody: Bool = true) throws -> Response {
        var response = try receiveHead()
        guard hasBody else { return response }
        if let length = response["Content-Length"].flatMap({ Int($0) }) {
            response.body = try receive(count: length)
        } else if response["Transfer-Encoding"] == "chunked" {
            while let chunk = try receiveChunk() { response.body += chunk }
        } else if response["Connection"] == "close" {
            response.body = try receiveAll()
        }
        return response
    }

    /// One chunk; nil for the last.
    func receiveChunk() throws -> [UInt8]? {
        let line = String(decoding: try receive(through: "\r\n").dropLast(2), as: UTF8.self)
        guard let size = Int(line, radix: 16) else { throw Failure(reason: "chunk size \(line)") }
        let bytes = try receive(count: size + 2).dropLast(2)
        return size == 0 ? nil : [UInt8](bytes)
    }
}

/// Runs blocking work on a thread of its own.
func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Threads.spawn(name: "client") {
            continuation.resume(with: Result { try body() })
        }
    }
}

/// Lets the other side see what was sent so far.
func usleepBriefly(_ microseconds: UInt32 = 1000) { usleep(microseconds) }
