import HTTPCore
import HTTPServer
import Testing

/// Limits of messages: at the limit accepted, one more refused.
@Suite struct MessageLimitTests {
    struct Edge: Sendable, CustomTestStringConvertible {
        let limit: String
        let configure: @Sendable (inout HTTPServerConfiguration) -> Void
        /// A request of this length.
        let request: @Sendable (Int) -> String
        let most: Int
        let status: Int

        var testDescription: String { limit }
    }

    /// Field lines of so many bytes with their line ends and the empty line.
    private static func fields(_ bytes: Int) -> String {
        let start = "Host: a\r\nX: "
        return start + String(repeating: "x", count: bytes - start.utf8.count - 4) + "\r\n\r\n"
    }

    private static func chunked(_ lines: String) -> String {
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + lines
    }

    static let edges = [
        Edge(
            limit: "request line", configure: { $0.requestLineBytes = 100 },
            request: { "GET /\(String(repeating: "a", count: $0 - 16)) HTTP/1.1\r\nHost: a\r\n\r\n" }, most: 100,
            status: 414),
        Edge(
            limit: "fields", configure: { $0.fieldBytes = 200 }, request: { "GET / HTTP/1.1\r\n" + fields($0) },
            most: 200, status: 431),
        Edge(
            limit: "field count", configure: { $0.fieldCount = 5 },
            request: { "GET / HTTP/1.1\r\nHost: a\r\n\(String(repeating: "A: b\r\n", count: $0 - 1))\r\n" }, most: 5,
            status: 431),
        Edge(
            limit: "body", configure: { $0.bodyBytes = 100 },
            request: { length in
                "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: \(length)\r\nExpect: 100-continue\r\n\r\n"
            }, most: 100, status: 413),
        Edge(
            limit: "body with its head", configure: { $0.bodyBytes = 100 },
            request: { length in
                let head = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: \(length)\r\n\r\n"
                return head + String(repeating: "b", count: length)
            }, most: 100, status: 413),
        Edge(
            limit: "chunked body", configure: { $0.bodyBytes = 0x20 },
            request: { length in
                let size = String(length, radix: 16)
                return chunked("\(size)\r\n\(String(repeating: "b", count: length))\r\n")
            }, most: 0x20, status: 413),
        Edge(
            limit: "chunk extensions of all chunks", configure: { $0.chunkExtensionBytes = 50 },
            // The line's carriage return counts too.
            request: { "\(chunked("1;a\r\na\r\n"))1;\(String(repeating: "e", count: $0 - 3))\r\na\r\n0\r\n\r\n" },
            most: 50,
            status: 400),
        Edge(
            limit: "trailer", configure: { $0.fieldBytes = 100 },
            request: { chunked("1\r\na\r\n0\r\nT: \(String(repeating: "t", count: $0 - 7))\r\n\r\n") }, most: 100,
            status: 400),
    ]

    /// Whether a message is accepted; one that waits for its body to go on is.
    private static func status(_ port: UInt16, _ edge: Edge, _ length: Int) throws -> Int {
        let client = try Client(port: port)
        try client.send(edge.request(length))
        if edge.limit == "chunked body" { try client.send("0\r\n\r\n") }
        var response = try client.receiveHead()
        if response.status == 100 {
            try client.send([UInt8](repeating: 98, count: length))
            response = try client.receiveHead()
        }
        return response.status
    }

    @Test(arguments: edges) func theLimitIsAcceptedAndOneMoreRefused(_ edge: Edge) async throws {
        let statuses = try await Fixture(edge.configure).use { port in
            try [edge.most, edge.most + 1].map { try MessageLimitTests.status(port, edge, $0) }
        }
        #expect(statuses == [200, edge.status])
    }

    @Test func anUnwantedBodyOfTheLimitIsDroppedAndOneMoreEndsTheConnection() async throws {
        let fixture = try Fixture { $0.unreadBodyBytes = 100 }
        fixture.responder.handle { _ in text("no") }
        try await fixture.use { port in
            for (length, goesOn) in [(100, true), (101, false)] {
                let client = try Client(port: port)
                try client.send("POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: \(length)\r\n\r\n")
                #expect(try client.receiveResponse()["Connection"] == (goesOn ? nil : "close"))
                try client.send([UInt8](repeating: 98, count: length))
                if goesOn {
                    try client.send("GET /next HTTP/1.1\r\nHost: a\r\n\r\n")
                    #expect(try client.receiveResponse().text == "GET /next")
                } else {
                    #expect(try client.isAtEnd())
                }
            }
        }
    }
}
