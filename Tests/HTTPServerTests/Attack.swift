import HTTPServer
import Testing

/// Many clients that mean no good, and what the server makes of them.
struct Attack: Sendable, CustomTestStringConvertible {
    enum Outcome: Sendable, Equatable {
        /// Each gets this answer, and its connection is closed.
        case answered(Int)
        /// Each is closed.
        case closed
        /// None harms the server, and nothing is wrong with it.
        case held
    }

    let name: String
    /// Of the host: deadlines that tests can wait for.
    let options: [String]
    let connections: Int
    /// Memory of the server that one of them may hold, bytes: about twice what was measured.
    let bound: Int
    let outcome: Outcome
    let receiveBuffer: Int32?
    /// What each sends, as far as the sockets take it.
    let opening: @Sendable () -> [UInt8]
    /// And then one byte after another.
    let trickle: String?

    var testDescription: String { name }

    init(
        _ name: String, _ options: [String], connections: Int, bound: Int, _ outcome: Outcome,
        receiveBuffer: Int32? = nil, trickle: String? = nil, opening: @escaping @Sendable () -> String
    ) {
        self.name = name
        self.options = options
        self.connections = connections
        self.bound = bound
        self.outcome = outcome
        self.receiveBuffer = receiveBuffer
        self.trickle = trickle
        self.opening = { [UInt8](opening().utf8) }
    }
}

extension Attack {
    private static func post(_ path: String, _ framing: String) -> String {
        "POST \(path) HTTP/1.1\r\nHost: a\r\n\(framing)\r\n\r\n"
    }

    private static func get(_ path: String) -> String { "GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n" }

    private static func many(_ text: String, bytes: Int) -> String {
        String(repeating: text, count: bytes / text.utf8.count)
    }

    static let all = [
        Attack("silent connections", ["idle=1000"], connections: 1_000, bound: 512, .closed) { "" },
        Attack("idle connections", ["idle=1000"], connections: 1_000, bound: 512, .answered(200)) { get("/") },
        Attack("slow heads", ["head=1000"], connections: 500, bound: 2 << 10, .answered(408), trickle: "x") {
            "GET / HTTP/1.1\r\nHost: a\r\nX: "
        },
        Attack("long heads without an end", ["head=1000"], connections: 200, bound: 40 << 10, .answered(408)) {
            "GET / HTTP/1.1\r\nHost: a\r\n" + many("X: \(many("x", bytes: 400))\r\n", bytes: 15 << 10)
        },
        Attack("huge heads", [], connections: 200, bound: 4 << 10, .answered(431)) {
            "GET / HTTP/1.1\r\nHost: a\r\nX: " + many("x", bytes: 1 << 20)
        },
        Attack("huge targets", [], connections: 200, bound: 4 << 10, .answered(414)) {
            "GET /" + many("x", bytes: 1 << 20)
        },
        Attack("slow bodies", ["body=1000"], connections: 500, bound: 48 << 10, .answered(408), trickle: "b") {
            post("/whole", "Content-Length: 1000000") + many("b", bytes: 8 << 10)
        },
        Attack("slow bodies in pieces", ["body=1000"], connections: 500, bound: 8 << 10, .answered(408), trickle: "b") {
            post("/pieces", "Content-Length: 1000000000") + many("b", bytes: 8 << 10)
        },
        Attack("slow chunks", ["body=1000"], connections: 500, bound: 8 << 10, .answered(408), trickle: "e") {
            post("/pieces", "Transfer-Encoding: chunked") + "1\r\na\r\n1;"
        },
        Attack("bodies that lack a byte", ["body=1000"], connections: 50, bound: 5 << 19, .answered(408)) {
            post("/whole", "Content-Length: 1000000") + many("b", bytes: 999_999)
        },
        Attack("huge chunk extensions", [], connections: 200, bound: 4 << 10, .answered(400)) {
            post("/whole", "Transfer-Encoding: chunked") + "1;" + many("e", bytes: 1 << 20)
        },
        Attack("huge trailers", [], connections: 200, bound: 4 << 10, .answered(400)) {
            post("/whole", "Transfer-Encoding: chunked") + "0\r\nT: " + many("t", bytes: 1 << 20)
        },
        Attack("readers that stop", ["write=1000"], connections: 50, bound: 1_200 << 10, .closed, receiveBuffer: 4096) {
            many(get("/big"), bytes: 4 << 10)
        },
        Attack("readers of streams that stop", ["write=1000"], connections: 500, bound: 1 << 10, .closed) {
            get("/endless")
        },
        Attack("pipelined floods", ["write=1000"], connections: 10, bound: 128 << 10, .closed, receiveBuffer: 4096) {
            many(get("/"), bytes: 8 << 20)
        },
        Attack("floods behind a request in flight", [], connections: 200, bound: 48 << 10, .held) {
            get("/busy") + many(get("/"), bytes: 1 << 20)
        },
        Attack("floods behind a stream", [], connections: 200, bound: 48 << 10, .held) {
            get("/stream") + many(get("/"), bytes: 1 << 20)
        },
    ]
}
