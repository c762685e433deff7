import Glibc

/// Sends from another address of the loopback network, as another computer would.
enum OtherAddress {
    /// The whole answer to one request; blocks its thread for at most some seconds.
    static func send(_ request: String, from source: String, to port: UInt16) throws -> String {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw ChildFailure(what: "no socket: \(errno)") }
        defer { close(descriptor) }
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        unsafe setsockopt(
            descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        guard unsafe with(address(source, port: 0), { unsafe bind(descriptor, $0, $1) }) == 0,
            unsafe with(address("127.0.0.1", port: port), { unsafe connect(descriptor, $0, $1) }) == 0
        else { throw ChildFailure(what: "no connection from \(source): \(errno)") }
        let bytes = Array(request.utf8)
        guard unsafe Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else {
            throw ChildFailure(what: "the request was not sent: \(errno)")
        }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { return String(decoding: answer, as: UTF8.self) }
            answer += buffer.prefix(count)
        }
    }

    /// Posts JSON; the answer's status.
    static func post(_ path: String, _ json: String, from source: String, to port: UInt16) throws -> Int {
        let request =
            "POST \(path) HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/json\r\n"
            + "Content-Length: \(json.utf8.count)\r\n\r\n\(json)"
        let answer = try send(request, from: source, to: port)
        guard let status = Int(answer.dropFirst(9).prefix(3)) else { throw ChildFailure(what: "answered: \(answer)") }
        return status
    }

    private static func address(_ host: String, port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = unsafe inet_addr(host)
        return address
    }

    private static func with(
        _ address: sockaddr_in, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        var address = address
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe body($0, size) }
        }
    }
}
