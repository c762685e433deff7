import Testing

@testable import ContractTesting

@Suite struct ResponseParserTests {
    private func parse(_ text: String, method: String = "GET", size: Int = .max) throws -> ResponseParser {
        var parser = ResponseParser(answering: method)
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            try parser.receive(rest.prefix(size))
            rest = rest.dropFirst(size)
        }
        return parser
    }

    static let whole: [(String, String)] = [
        ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX: a\r\nX:b \r\n\r\nhello", "hello"),
        (
            "HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\nA\r\n0123456789\r\n0\r\n\r\n",
            "hel0123456789"
        ),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n1\r\nx\r\n0\r\nTrailer: y\r\n\r\n", "x"),
        ("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", "ok"),
    ]

    @Test(arguments: whole) func aResponseIsReadInPiecesOfAnySize(text: String, body: String) throws {
        for size in 1...text.utf8.count {
            let parser = try parse(text, size: size)
            #expect(parser.isComplete)
            #expect(parser.response?.status == 200)
            #expect(parser.response?.body == Array(body.utf8))
            #expect(parser.trailing == [])
        }
    }

    @Test func fieldsOfOneNameAreJoinedAndInterimResponsesKept() throws {
        #expect(try parse(Self.whole[0].0).response?["x"] == "a, b")
        #expect(try parse(Self.whole[3].0).response?.interim == [100])
    }

    @Test func whatFollowsAResponseIsTrailing() throws {
        let head = "HTTP/1.1 204 No Content\r\n\r\n"
        #expect(try parse(head + "x").trailing == [120])
        #expect(try parse("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nxy").trailing == [121])
        #expect(try parse("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", method: "HEAD").isComplete)
        #expect(try parse("HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n").isComplete)
    }

    @Test func withoutFramingTheBodyEndsWithTheConnection() throws {
        var parser = try parse("HTTP/1.1 200 OK\r\n\r\nabc")
        #expect(!parser.isComplete)
        try parser.finish()
        #expect(parser.isComplete)
        #expect(parser.response?.framing == .untilClose)
    }

    @Test(arguments: [
        "HTTP/1.0 200 OK\r\n\r\n", "HTTP/1.1 200\r\n\r\n", "HTTP/1.1 2000 OK\r\n\r\n", "HTTP/1.1  200 OK\r\n\r\n",
        "x\r\n\r\n",
        "HTTP/1.1 200 OK\n\n", "HTTP/1.1 200 OK\r\nA: b\nC: d\r\n\r\n", "HTTP/1.1 200 OK\r\nA : b\r\n\r\n",
        "HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\n", "HTTP/1.1 200 OK\r\nA: \u{1}\r\n\r\n",
        "HTTP/1.1 200 OK\r\nnothing\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 1, 1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;a=b\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nxyz",
    ])
    func malformedInputIsRefusedHoweverItIsSplit(text: String) {
        for size in [1, 2, 7, Int.max] {
            let error = #expect(throws: WireError.self) { try parse(text, size: size) }
            #expect(error?.kind == .malformed)
        }
    }

    @Test(arguments: [
        "", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n",
    ])
    func aConnectionThatClosesEarlyIsAnError(text: String) throws {
        var parser = try parse(text)
        let error = #expect(throws: WireError.self) { try parser.finish() }
        #expect(error?.kind == .closed)
    }
}
