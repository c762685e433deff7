import EventLoop
import Glibc
import HTTPCore
import HTTPServer
import Synchronization

/// Connections of other kinds than the usual one to 127.0.0.1.
extension Client {
    static func unix(_ path: String) throws -> Client {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
        return try connected(descriptor, to: address)
    }

    /// To ::1.
    static func v6(port: UInt16) throws -> Client {
        let descriptor = socket(AF_INET6, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        address.sin6_port = port.bigEndian
        unsafe inet_pton(AF_INET6, "::1", &address.sin6_addr)
        return try connected(descriptor, to: address)
    }

    /// To 127.0.0.1, unless that takes longer than a connection of this machine to itself.
    static func impatient(port: UInt16) throws -> Client {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var patience = timeval(tv_sec: 0, tv_usec: 200_000)
        _ = unsafe setsockopt(
            descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        return try connected(descriptor, to: address)
    }

    private static func connected<Address>(_ descriptor: Int32, to address: Address) throws -> Client {
        let client = Client(descriptor: descriptor)
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        _ = unsafe setsockopt(
            descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        let status = unsafe withUnsafePointer(to: address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor, $0, socklen_t(MemoryLayout<Address>.size))
            }
        }
        guard status == 0 else { throw Failure(reason: "connect: \(errno)") }
        return client
    }

    /// The first word of /context: whom the server takes for the client.
    func address(_ fields: String = "") throws -> String {
        try send("GET /context HTTP/1.1\r\nHost: a\r\n\(fields)\r\n")
        return String(try receiveResponse().text.prefix { $0 != " " })
    }
}

/// A folder of a test's own, removed with what is in it.
final class Folder: Sendable {
    let path: String

    init() throws {
        var template = [UInt8]("/tmp/vellum-test-XXXXXX".utf8).map { CChar(bitPattern: $0) } + [0]
        guard unsafe mkdtemp(&template) != nil else { throw Client.Failure(reason: "mkdtemp: \(errno)") }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        unsafe unlink(path + "/socket")
        unsafe unlink(path + "/file")
        unsafe rmdir(path)
    }
}

/// Servers whose handlers can hold their loop, as no handler should.
struct HoldingServer: Sendable {
    private static let loops = Mutex<[EventLoop]>([])

    let server: HTTPServer
    let responder = HoldingResponder()

    init(loops count: Int = 1) throws {
        let loops = try (0..<count).map { _ in try EventLoop() }
        HoldingServer.loops.withLock { $0 += loops }
        for loop in loops { loop.start(name: "holding") }
        server = HTTPServer(configuration: HTTPServerConfiguration(), loops: loops, responder: responder)
    }
}

/// Answers /hold when it is released, and blocks the loop until then; everything else at once.
final class HoldingResponder: HTTPResponder {
    private let isHolding = Atomic<Bool>(false)
    private let isReleased = Atomic<Bool>(false)

    var holds: Bool { isHolding.load(ordering: .acquiring) }
    func release() { isReleased.store(true, ordering: .releasing) }

    func answer(_ request: HTTPRequest) -> HTTPAnswer {
        if request.path == "/hold" {
            isHolding.store(true, ordering: .releasing)
            guard eventually({ isReleased.load(ordering: .acquiring) }) else { return .now(text("held too long")) }
        }
        return .now(text(request.path))
    }

    func refusal(status: Int, code: String, message: String) -> HTTPResponse { HTTPResponse(status: status) }
}

/// A client that goes from one thread to the next, never used by two at a time.
final class Handed: @unchecked Sendable {
    let client: Client
    let head: Client.Response?

    init(_ client: Client, head: Client.Response? = nil) {
        self.client = client
        self.head = head
    }
}
