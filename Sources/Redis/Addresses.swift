internal import CLinux
internal import EventLoop
internal import Glibc

/// A socket address as the kernel wants it.
struct SocketAddress: Sendable {
    let family: Int32
    let bytes: [UInt8]

    static func unix(path: String) -> SocketAddress {
        let family = unsafe withUnsafeBytes(of: sa_family_t(AF_UNIX)) { unsafe Array($0) }
        return SocketAddress(family: AF_UNIX, bytes: family + Array(path.utf8) + [0])
    }

    /// `connect(2)`; the result is 0 or -1 with errno.
    func connect(_ descriptor: Int32) -> Int32 {
        unsafe bytes.withUnsafeBytes { bytes in
            unsafe Glibc.connect(
                descriptor, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
        }
    }
}

/// Constants of the socket calls, as the plain integers that the calls take.
enum SocketFlags {
    static let stream = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    static let streamNonBlocking = stream | Int32(SOCK_NONBLOCK.rawValue)
    /// A closed peer is an error of `send`, not a signal.
    static let noSignal = Int32(MSG_NOSIGNAL)
}

/// Finds the addresses of an endpoint.
enum AddressLookup {
    /// Calls back on the loop; at once when no name has to be looked up, since `getaddrinfo` may block for seconds.
    static func find(
        _ address: RedisEndpoint.Address, on loop: EventLoop,
        _ found: @escaping @Sendable (Result<[SocketAddress], RedisError>) -> Void
    ) {
        switch address {
        case .unix(let path): found(.success([.unix(path: path)]))
        case .tcp(let host, let port):
            if case .success(let addresses) = lookUp(host, port, flags: AI_NUMERICHOST) {
                found(.success(addresses))
                return
            }
            Threads.spawn(name: "redis-lookup") {
                let result = lookUp(host, port, flags: 0)
                loop.submit { found(result) }
            }
        }
    }

    private static func lookUp(_ host: String, _ port: UInt16, flags: Int32) -> Result<[SocketAddress], RedisError> {
        var hints = unsafe addrinfo()
        unsafe hints.ai_family = AF_UNSPEC
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        unsafe hints.ai_flags = flags | AI_NUMERICSERV
        var list: UnsafeMutablePointer<addrinfo>?
        let status = unsafe getaddrinfo(host, String(port), &hints, &list)
        guard status == 0 else {
            let reason = unsafe String(cString: gai_strerror(status))
            return .failure(.unavailable("the host name \(host) was not found (\(reason))"))
        }
        defer { unsafe freeaddrinfo(list) }
        var addresses: [SocketAddress] = []
        var entry = unsafe list
        while let current = unsafe entry {
            let bytes = unsafe UnsafeRawBufferPointer(
                start: current.pointee.ai_addr, count: Int(current.pointee.ai_addrlen))
            addresses.append(unsafe SocketAddress(family: current.pointee.ai_family, bytes: Array(bytes)))
            unsafe entry = current.pointee.ai_next
        }
        return .success(addresses)
    }
}
