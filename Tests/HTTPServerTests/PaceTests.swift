import Glibc
import HTTPCore
import HTTPServer
import Testing

/// Clients that are slow: how slow they may be.
@Suite struct PaceTests {
    private static func post(_ path: String, _ length: Int) -> String {
        "POST \(path) HTTP/1.1\r\nHost: a\r\nContent-Length: \(length)\r\n\r\n"
    }

    /// Sends one byte after another until the server has said something or closed.
    ///
    /// - Returns: how many bytes it took.
    private static func trickle(_ client: Client, every milliseconds: Int32, _ byte: String) -> Int {
        for count in 0..<1_000 {
            guard client.isQuiet(milliseconds: milliseconds), (try? client.send(byte)) != nil else { return count }
        }
        return 1_000
    }

    @Test func aHeadHasItsTimeoutInAllHoweverSteadilyItComes() async throws {
        try await Fixture { $0.headTimeout = 200_000_000 }.use { port in
            let client = try Client(port: port)
            try client.send("GET / HTTP/1.1\r\nHost: a\r\nX: ")
            #expect(PaceTests.trickle(client, every: 10, "x") < 1_000)
            #expect(try client.receiveResponse().status == 408)
            #expect(try client.isAtEnd())
        }
    }

    /// Each piece used to begin a new deadline.
    @Test(arguments: ["/body", "/echo"]) func aBodyBelowTheMinimumRateEnds(_ path: String) async throws {
        let fixture = try Fixture {
            $0.bodyTimeout = 300_000_000
            $0.minimumRate = 1_000_000
        }
        fixture.responder.handle(PieceTests.pieces)
        try await fixture.use { port in
            let client = try Client(port: port)
            try client.send(PaceTests.post(path, 100_000))
            #expect(PaceTests.trickle(client, every: 10, "b") < 1_000)
            let response = try client.receiveResponse()
            if path == "/echo" {
                #expect(response.status == 408)
            } else {
                #expect(response.text.hasSuffix("!timedOut"))
            }
            #expect(response["Connection"] == "close")
        }
    }

    /// The whole of a body used to have the timeout, and no more however long it was.
    @Test func aBodyAboveTheMinimumRateMayTakeLongerThanTheTimeout() async throws {
        try await Fixture {
            $0.bodyTimeout = 1_000_000_000
            $0.minimumRate = 1
        }.use { port in
            let client = try Client(port: port)
            try client.send(PaceTests.post("/echo", 16))
            for _ in 0..<16 {
                #expect(client.isQuiet(milliseconds: 100))
                try client.send("b")
            }
            #expect(try client.receiveResponse().text == String(repeating: "b", count: 16))
        }
    }

    @Test func aBodyThatPausesLongerThanTheTimeoutEndsHoweverFastItBegan() async throws {
        try await Fixture {
            $0.bodyTimeout = 100_000_000
            $0.minimumRate = 1
        }.use { port in
            let client = try Client(port: port)
            try client.send(PaceTests.post("/echo", 200_000))
            try client.send([UInt8](repeating: 98, count: 100_000))
            #expect(try client.receiveResponse().status == 408)
        }
    }

    // MARK: Readers

    /// How much of an answer of 8 MB a client gets that reads about a megabyte a second at most, unless it is closed.
    private static func read(rate: Int) async throws -> Int {
        let fixture = try Fixture {
            $0.writeTimeout = 300_000_000
            $0.minimumRate = rate
        }
        return try await fixture.use { port in
            let client = try Client(port: port, receiveBuffer: 131_072)
            try client.send("GET /big HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = try client.receiveHead()
            var count = 0
            for _ in 0..<20 {
                usleep(50_000)
                count += (try? client.receive().count) ?? 0
            }
            while count < 8_000_000, let more = try? client.receive(), !more.isEmpty { count += more.count }
            return count
        }
    }

    @Test func aReaderBelowTheMinimumRateIsClosed() async throws {
        #expect(try await PaceTests.read(rate: 1 << 30) < 8_000_000)
    }

    /// The kernel reports room only when a third of what it holds has gone, which takes a slow reader long.
    @Test func aReaderAboveTheMinimumRateGetsAllHoweverLongItTakes() async throws {
        #expect(try await PaceTests.read(rate: 1) == 8_000_000)
    }

    @Test func aStreamWhoseClientTakesNothingIsClosed() async throws {
        let source = FrameSource()
        let fixture = try Fixture { $0.writeTimeout = 100_000_000 }
        fixture.responder.serve(source)
        try await fixture.use { port in
            let client = try Client(port: port, receiveBuffer: 4096)
            try client.send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = try client.receiveHead()
            // More than the sockets between hold.
            source.publish([UInt8](repeating: 120, count: 8_000_000))
            #expect(eventually { source.closings == 1 })
        }
    }

    @Test func aStreamWhoseClientTakesALittleGoesOn() async throws {
        let source = FrameSource()
        let fixture = try Fixture {
            $0.writeTimeout = 300_000_000
            $0.minimumRate = 1 << 30
        }
        fixture.responder.serve(source)
        try await fixture.use { port in
            let client = try Client(port: port, receiveBuffer: 16_384)
            try client.send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = try client.receiveHead()
            source.publish([UInt8](repeating: 120, count: 8_000_000))
            source.end()
            let all = "7a1200\r\n".utf8.count + 8_000_000 + "\r\n3\r\nend\r\n0\r\n\r\n".utf8.count
            var count = 0
            while count < all {
                if count < 1_000_000 { usleep(10_000) }
                let bytes = try client.receive()
                guard !bytes.isEmpty else { throw Client.Failure(reason: "closed after \(count) bytes") }
                count += bytes.count
            }
            #expect(count == all && source.taken == 1)
        }
    }

    // MARK: The end

    @Test func whatComesAfterTheLastAnswerIsReadForTheLingerTimeout() async throws {
        let short = try Fixture { $0.lingerTimeout = 50_000_000 }
        let long = try Fixture { $0.lingerTimeout = 600_000_000_000 }
        let (shortCounters, longCounters) = (short.server.counters, long.server.counters)
        try await short.use { shortPort in
            let clients = try [long.port, shortPort].map { port in
                let client = try Client(port: port)
                try client.send("NONSENSE\r\n\r\n")
                #expect(try client.receiveResponse().status == 400)
                #expect(try client.isAtEnd())
                return client
            }
            #expect(eventually { shortCounters.openConnections == 0 })
            #expect(longCounters.openConnections == 1)
            // It goes as soon as the client does.
            clients[0].closeWriting()
            #expect(eventually { longCounters.openConnections == 0 })
        }
        await long.server.stop()
    }
}
