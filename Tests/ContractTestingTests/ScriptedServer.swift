import Foundation
import Glibc
import Synchronization

/// Answers each request on loopback with scripted bytes, from a thread of its own.
final class ScriptedServer: Sendable {
    struct Answer: Sendable {
        /// Sent one by one.
        var pieces: [[UInt8]]
        var closes = true

        init(_ pieces: String..., closes: Bool = true) {
            self.pieces = pieces.map { Array($0.utf8) }
            self.closes = closes
        }

        /// Bytes that need not be text.
        init(bytes: [UInt8], closes: Bool = true) {
            pieces = [bytes]
            self.closes = closes
        }
    }

    let port: UInt16
    private let listener: Int32
    private let accepted: Accepted

    /// Connections accepted so far.
    var connections: Int { accepted.count.withLock { $0 } }

    private final class Accepted: Sendable { let count = Mutex(0) }

    /// - Parameter script: gets the request's head and body as text.
    init(_ script: @escaping @Sendable (String) -> Answer) throws {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        let result = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe bind(listener, address, size) | listen(listener, 64) | getsockname(listener, address, &size)
            }
        }
        guard result == 0 else { throw POSIXError(.EADDRINUSE) }
        port = UInt16(bigEndian: address.sin_port)
        let accepted = Accepted()
        self.accepted = accepted
        Thread.detachNewThread {
            while true {
                let connection = accept(listener, nil, nil)
                if connection < 0 { break }
                accepted.count.withLock { $0 += 1 }
                Thread.detachNewThread { Self.serve(connection, script) }
            }
            // Closed here, so that the number is not used again while this thread may still accept.
            close(listener)
        }
    }

    deinit { shutdown(listener, Int32(SHUT_RDWR)) }

    private static func serve(_ connection: Int32, _ script: (String) -> Answer) {
        defer { close(connection) }
        var on: Int32 = 1
        unsafe setsockopt(connection, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        while let request = request(connection) {
            let answer = script(request)
            for bytes in answer.pieces {
                _ = unsafe send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
            }
            if answer.closes { return }
        }
    }

    private static func request(_ connection: Int32) -> String? {
        var bytes: [UInt8] = []
        while true {
            let text = String(decoding: bytes, as: UTF8.self)
            if let head = text.range(of: "\r\n\r\n") {
                let length = text[..<head.lowerBound].firstMatch(of: #/Content-Length: ([0-9]+)/#).flatMap { Int($0.1) }
                if text[head.upperBound...].utf8.count >= length ?? 0 { return text }
            }
            var buffer = [UInt8](repeating: 0, count: 65_536)
            let count = unsafe recv(connection, &buffer, buffer.count, 0)
            if count <= 0 { return nil }
            bytes += buffer.prefix(count)
        }
    }
}
