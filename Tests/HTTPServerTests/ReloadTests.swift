import HTTPServer
import Testing

@Suite struct ReloadTests {
    @Test func otherLimitsHoldForNewRequestsAndNothingOpenIsLost() async throws {
        let fixture = try Fixture(loops: 2)
        let source = FrameSource()
        fixture.responder.serve(source)
        let (port, server) = (fixture.port, fixture.server)
        let proxies = try Networks("127.0.0.1")
        let long = "GET /\(String(repeating: "a", count: 200)) HTTP/1.1\r\nHost: a\r\n\r\n"
        let open = try await onThread {
            let streaming = try Client(port: port)
            try streaming.send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = try streaming.receiveHead()
            let client = try Client(port: port)
            try client.send(long)
            return (Handed(streaming), Handed(client), try client.receiveResponse().status)
        }
        #expect(open.2 == 200)
        var configuration = HTTPServerConfiguration()
        configuration.requestLineBytes = 100
        configuration.trustedProxies = proxies
        await server.reload(configuration)
        let outcome = try await onThread {
            let (streaming, client) = (open.0.client, open.1.client)
            let address = try client.address("X-Forwarded-For: 203.0.113.9\r\n")
            try client.send(long)
            let status = try client.receiveResponse().status
            source.publish([UInt8]("frame".utf8))
            return "\(address) \(status) \(String(decoding: try streaming.receiveChunk() ?? [], as: UTF8.self))"
        }
        #expect(outcome == "203.0.113.9 414 frame")
        await server.stop()
    }

    @Test func otherLimitsHoldForHeadsThatAreKnown() async throws {
        let fixture = try Fixture()
        let (port, server) = (fixture.port, fixture.server)
        let head = KnownHeadTests.head("/constant", "X-Long: \(String(repeating: "a", count: 200))\r\n")
        let client = try await onThread {
            let client = try Client(port: port)
            #expect(try KnownHeadTests.statusOfKnown(client, head) == 200)
            return Handed(client)
        }
        var configuration = HTTPServerConfiguration()
        configuration.fieldBytes = 100
        await server.reload(configuration)
        #expect(try await onThread { try KnownHeadTests.statusOfKnown(client.client, head) } == 431)
        await server.stop()
    }

    @Test func aHeadUnderWayKeepsItsLimitsAndHandsThemToNobody() async throws {
        let fixture = try Fixture()
        let (port, server) = (fixture.port, fixture.server)
        let long = "GET /\(String(repeating: "a", count: 200)) HTTP/1.1\r\nHost: a\r\n\r\n"
        let client = try await onThread {
            let client = try Client(port: port)
            try client.send(String(long.utf8.dropLast(2)) ?? "")
            usleepBriefly(50_000)
            return Handed(client)
        }
        var configuration = HTTPServerConfiguration()
        configuration.requestLineBytes = 100
        await server.reload(configuration)
        let statuses = try await onThread {
            try client.client.send("\r\n")
            let first = try client.client.receiveResponse().status
            let other = try Client(port: port)
            try other.send(long)
            return [first, try other.receiveResponse().status]
        }
        #expect(statuses == [200, 414])
        await server.stop()
    }

    @Test func anotherStopTimeoutHoldsForTheStop() async throws {
        let fixture = try Fixture()
        let (port, gate) = (fixture.port, fixture.responder.gate)
        async let cut = onThread {
            let client = try Client(port: port)
            try client.send("GET /gate HTTP/1.1\r\nHost: a\r\n\r\n")
            return try client.isAtEnd()
        }
        #expect(try await onThread { eventually { gate.waiting == 1 } })
        var configuration = HTTPServerConfiguration()
        configuration.stopTimeout = 100_000_000
        await fixture.server.reload(configuration)
        let start = ContinuousClock.now
        await fixture.server.stop()
        #expect(start.duration(to: .now) < .seconds(5))
        #expect(try await cut)
        gate.open()
    }
}
