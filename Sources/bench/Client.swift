internal import EventLoop
internal import Glibc

/// The loop that all connections of the load live on, and where they lead.
///
/// - Note: `@unchecked Sendable`: `buffer` is touched on the loop's thread only.
final class Client: @unchecked Sendable {
    let loop: EventLoop
    let port: UInt16
    /// What came last on any connection; taken over before the next read.
    fileprivate var buffer = [UInt8](repeating: 0, count: 65_536)

    init(_ loop: EventLoop, port: UInt16) {
        self.loop = loop
        self.port = port
    }

    func sleep(until deadline: UInt64) async {
        let now = EventLoop.monotonicNow()
        if deadline > now { await loop.sleep(nanoseconds: deadline - now) }
    }
}

/// A TCP connection on the client's loop. Touched on the loop's thread only.
final class Link: EventSource {
    private let client: Client
    private let descriptor: Int32
    private var isOpen = true
    /// Called with what came, and with nothing when the server closed.
    var onBytes: ((ArraySlice<UInt8>) -> Void)?

    init(_ client: Client) throws(BenchFailure) {
        self.client = client
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = client.port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        // Blocking: on loopback a connection is there at once, and nothing is measured yet.
        let status = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe connect(descriptor, $0, size) }
        }
        guard descriptor >= 0, status == 0 else { throw BenchFailure("no connection: errno \(errno)") }
        var on: Int32 = 1
        unsafe setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        do {
            _ = try client.loop.register(descriptor, self)
        } catch { throw BenchFailure("\(error)") }
    }

    /// Requests are small and the server reads: a socket that does not take one whole is a failure.
    func send(_ bytes: [UInt8]) throws(BenchFailure) {
        guard isOpen else { throw BenchFailure("the server closed a connection") }
        let count = unsafe bytes.withUnsafeBytes {
            unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        guard count == bytes.count else { throw BenchFailure("sent \(count) of \(bytes.count) bytes: errno \(errno)") }
    }

    func close() {
        guard isOpen else { return }
        isOpen = false
        onBytes = nil
        client.loop.deregister(descriptor)
        Glibc.close(descriptor)
    }

    func ready(_ descriptor: Int32, generation: UInt32, events: Readiness) {
        while isOpen {
            let count = unsafe client.buffer.withUnsafeMutableBytes {
                unsafe recv(descriptor, $0.baseAddress, $0.count, 0)
            }
            if count < 0 && errno == EINTR { continue }
            if count < 0 && errno == EAGAIN { return }
            guard count > 0 else {
                let inform = onBytes
                close()
                inform?([])
                return
            }
            // Fewer than there was room for: all that was there (epoll(7), edge-triggered).
            let isAll = count < client.buffer.count
            onBytes?(client.buffer[..<count])
            if isAll { return }
        }
    }
}

/// An answer with all its bytes.
struct Answer: Sendable {
    let status: Int
    let head: [UInt8]
    let body: [UInt8]

    func contains(_ text: String) -> Bool { body.firstRange(of: Array(text.utf8)) != nil }
    var text: String { String(decoding: body, as: UTF8.self) }
}

/// Requests and answers, one at a time, over one kept connection.
///
/// - Note: `@unchecked Sendable`: touched on the loop's thread only.
final class Connection: @unchecked Sendable {
    private let link: Link
    private var incoming: [UInt8] = []
    private var waiting: CheckedContinuation<Result<Answer, BenchFailure>, Never>?

    init(_ client: Client) throws(BenchFailure) {
        link = try Link(client)
        link.onBytes = { [weak self] in self?.receive($0) }
    }

    func exchange(_ request: [UInt8]) async throws(BenchFailure) -> Answer {
        let result: Result<Answer, BenchFailure> = await withCheckedContinuation { continuation in
            waiting = continuation
            do throws(BenchFailure) { try link.send(request) } catch { finish(.failure(error)) }
        }
        return try result.get()
    }

    func close() { link.close() }

    private func receive(_ bytes: ArraySlice<UInt8>) {
        if bytes.isEmpty { return finish(.failure(BenchFailure("the server closed a connection"))) }
        incoming.append(contentsOf: bytes)
        do throws(BenchFailure) {
            guard let head = try ResponseHead(incoming) else { return }
            let end = head.length + (head.contentLength ?? 0)
            guard incoming.count >= end else { return }
            guard incoming.count == end, waiting != nil else { throw BenchFailure("bytes that nobody asked for") }
            let answer = Answer(
                status: head.status, head: Array(incoming[..<head.length]), body: Array(incoming[head.length...]))
            incoming.removeAll(keepingCapacity: true)
            finish(.success(answer))
        } catch { finish(.failure(error)) }
    }

    private func finish(_ result: Result<Answer, BenchFailure>) {
        let continuation = waiting
        waiting = nil
        continuation?.resume(returning: result)
    }
}

/// What the load must know of a response's head.
struct ResponseHead {
    let status: Int
    /// Bytes of the head, its empty line included.
    let length: Int
    let contentLength: Int?
    let isChunked: Bool

    /// Nil when the head is not whole yet.
    init?(_ bytes: [UInt8]) throws(BenchFailure) {
        guard let end = bytes.firstRange(of: [13, 10, 13, 10] as [UInt8]) else { return nil }
        let lines = bytes[..<end.lowerBound].split(separator: 10)
        let first = String(decoding: lines.first ?? [], as: UTF8.self)
        guard first.hasPrefix("HTTP/1.1 "), let status = Int(first.dropFirst(9).prefix(3)) else {
            throw BenchFailure("the status line is \(first)")
        }
        self.status = status
        length = end.upperBound
        contentLength = ResponseHead.value(of: "content-length", in: lines).flatMap { Int($0) }
        isChunked = ResponseHead.value(of: "transfer-encoding", in: lines) == "chunked"
        guard isChunked || contentLength != nil || status == 204 else { throw BenchFailure("a body without length") }
    }

    private static func value(of name: StaticString, in lines: [ArraySlice<UInt8>]) -> String? {
        let length = name.utf8CodeUnitCount
        let line = lines.first { line in
            line.count > length && line[line.startIndex + length] == UInt8(ascii: ":")
                && zip(line, "\(name)".utf8).allSatisfy { $0 | 0x20 == $1 | 0x20 }
        }
        guard let line else { return nil }
        return String(decoding: line.dropFirst(length + 1), as: UTF8.self).trimmed
    }
}

extension String {
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " || $0 == "\r" }.reversed())
    }
}
