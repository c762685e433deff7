import HTTPServer
import Synchronization
import Testing

/// Answers to heads whose bytes were seen before: the same as to heads that are read, in every respect.
@Suite struct KnownHeadTests {
    /// The status of the answer to a head.
    static func statusOfKnown(_ client: Client, _ head: String) throws -> Int {
        try client.send(head)
        return try client.receiveResponse().status
    }

    static func head(_ target: String = "/constant", _ more: String = "", method: String = "GET") -> String {
        "\(method) \(target) HTTP/1.1\r\nHost: a\r\n\(more)\r\n"
    }

    /// Runs a client, and says how often a constant was asked for again.
    private func agains(_ body: @escaping @Sendable (UInt16) throws -> Void) async throws -> Int {
        let fixture = try Fixture()
        try await fixture.use(body)
        return fixture.responder.agains.withLock { $0 }
    }

    @Test func theSameBytesAreNotReadAgain() async throws {
        let count = try await agains { port in
            for _ in 0..<2 {
                let client = try Client(port: port)
                for _ in 0..<3 {
                    try client.send(Self.head())
                    #expect(try client.receiveResponse().text == "GET ")
                }
            }
        }
        #expect(count == 5)
    }

    @Test func everyOtherByteCounts() async throws {
        let heads = [
            Self.head(), Self.head(method: "HEAD"), Self.head("/constant?a"), Self.head("/constant?b"),
            Self.head("/constant", "X: 1\r\n"), Self.head("/constant", "X: 2\r\n"), Self.head("/elsewhere"),
        ]
        let count = try await agains { port in
            let client = try Client(port: port)
            let texts = try (0..<2).flatMap { _ in
                try heads.map { head in
                    try client.send(head)
                    return try client.receiveResponse(hasBody: !head.hasPrefix("HEAD")).text
                }
            }
            let once = ["GET ", "", "GET a", "GET b", "GET ", "GET ", "GET /elsewhere"]
            #expect(texts == once + once)
        }
        #expect(count <= 6)
    }

    @Test func eachRequestHasItsOwnID() async throws {
        _ = try await agains { port in
            let client = try Client(port: port)
            let ids = try (0..<3).map { _ in
                try client.send(Self.head())
                return try client.receiveResponse()["X-Request-Id"]
            }
            #expect(Set(ids).count == 3)
            for _ in 0..<2 {
                try client.send(Self.head("/constant", "X-Request-Id: mine\r\n"))
                #expect(try client.receiveResponse()["X-Request-Id"] == "mine")
            }
        }
    }

    @Test(arguments: ["1.0", "1.1"]) func theConnectionGoesOnAsTheHeadSays(_ version: String) async throws {
        let words = ["", "Connection: close\r\n", "Connection: keep-alive\r\n"]
        _ = try await agains { port in
            for word in words {
                let head = "GET /constant HTTP/\(version)\r\nHost: a\r\n\(word)\r\n"
                let said = try (0..<2).map { _ in
                    let client = try Client(port: port)
                    try client.send(head)
                    let response = try client.receiveResponse()
                    let isOpen = response["Connection"] != "close"
                    if !isOpen { #expect(try client.isAtEnd()) }
                    return response["Connection"] ?? "-"
                }
                #expect(said[0] == said[1], "\(version) \(word)")
            }
        }
    }

    @Test func headsInPartsAndInRowsAreAnsweredAlike() async throws {
        _ = try await agains { port in
            let client = try Client(port: port)
            for _ in 0..<2 {
                for byte in Self.head().utf8 { try client.send([byte]) }
                #expect(try client.receiveResponse().text == "GET ")
            }
            try client.send(String(repeating: Self.head() + Self.head("/slow"), count: 8))
            for _ in 0..<8 {
                #expect(try client.receiveResponse().text == "GET ")
                #expect(try client.receiveResponse().text == "slow")
            }
        }
    }

    @Test func aConstantThatIsNoneAnyMoreIsReadAnew() async throws {
        let fixture = try Fixture()
        fixture.responder.lastAgain.withLock { $0 = 1 }
        try await fixture.use { port in
            let client = try Client(port: port)
            for _ in 0..<4 {
                try client.send(Self.head())
                #expect(try client.receiveResponse().text == "GET ")
            }
        }
        #expect(fixture.responder.agains.withLock { $0 } == 3)
    }

    @Test func aBodyOrAnExpectationIsNoConstant() async throws {
        let count = try await agains { port in
            let client = try Client(port: port)
            for _ in 0..<2 {
                try client.send(Self.head("/constant", "Content-Length: 2\r\n") + "ab")
                #expect(try client.receiveResponse().text == "GET ")
                try client.send(Self.head("/constant", "Transfer-Encoding: chunked\r\n") + "1\r\na\r\n0\r\n\r\n")
                #expect(try client.receiveResponse().text == "GET ")
            }
        }
        #expect(count == 0)
    }

    @Test func whoIsOneTooManyGetsNoConstant() async throws {
        let fixture = try Fixture { $0.maxConnections = 1 }
        try await fixture.use { port in
            let first = try Client(port: port)
            for _ in 0..<2 {
                try first.send(Self.head())
                #expect(try first.receiveResponse().status == 200)
            }
            let second = try Client(port: port)
            try second.send(Self.head())
            #expect(try second.receiveResponse().status == 503)
            withExtendedLifetime(first) {}
        }
    }

    @Test func manyHeadsCrowdEachOtherOutAndNothingElse() async throws {
        _ = try await agains { port in
            let client = try Client(port: port)
            for round in 0..<2 {
                for number in 0..<300 {
                    try client.send(Self.head("/constant?\(number)"))
                    #expect(try client.receiveResponse().text == "GET \(number)", "\(round)")
                }
            }
            // Longer than any that is remembered.
            let long = String(repeating: "x", count: 2000)
            for _ in 0..<2 {
                try client.send(Self.head("/constant?\(long)"))
                #expect(try client.receiveResponse().text == "GET \(long)")
            }
        }
    }

    /// What the first answer says, the second says: method, version, and what becomes of the connection.
    @Test(arguments: [
        "HEAD /constant HTTP/1.1\r\nHost: a\r\n\r\n", "GET /constant HTTP/1.0\r\n\r\n",
        "GET /constant HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
        "HEAD /constant HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "\r\nGET http://b/constant HTTP/1.1\r\nHost: a\r\n\r\n",
    ]) func theSecondAnswerIsTheFirst(_ head: String) async throws {
        let fixture = try Fixture()
        let answers = try await fixture.use { port in
            try (0..<3).map { number in
                let client = try Client(port: port)
                // The last one comes in parts, and is read.
                let start = number < 2 ? 0 : 10
                try client.send([UInt8](head.utf8.prefix(start)))
                if start > 0 { usleepBriefly(20_000) }
                try client.send([UInt8](head.utf8.dropFirst(start)))
                client.closeWriting()
                let own: Set<String> = ["Date", "X-Request-Id"]
                let lines = String(decoding: try client.receiveAll(), as: UTF8.self).split(separator: "\r\n")
                return lines.filter { line in !own.contains { line.hasPrefix($0 + ":") } }
            }
        }
        #expect(Set(answers).count == 1)
        #expect(fixture.responder.agains.withLock { $0 } == 1)
    }

    @Test func aConnectionBeyondThoseOfItsAddressGets503() async throws {
        let fixture = try Fixture {
            $0.maxConnectionsPerAddress = 1
            $0.perAddressMargin = 1
        }
        try await fixture.use { port in
            let first = try Client(port: port)
            try first.send(Self.head())
            #expect(try first.receiveResponse().status == 200)
            let second = try Client(port: port)
            try second.send(Self.head())
            #expect(try second.receiveResponse().status == 503)
            withExtendedLifetime(first) {}
        }
        #expect(fixture.responder.agains.withLock { $0 } == 0)
    }
}
