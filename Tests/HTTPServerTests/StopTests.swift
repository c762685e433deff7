import HTTPCore
import HTTPServer
import Testing

@Suite struct StopTests {
    @Test func aStopFinishesRequestsAndStreamsAndClosesIdleConnections() async throws {
        let fixture = try Fixture(loops: 2)
        let source = FrameSource()
        fixture.responder.serve(source)
        let gate = fixture.responder.gate
        let (port, counters) = (fixture.port, fixture.server.counters)

        async let idle = onThread {
            let client = try Client(port: port)
            try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = try client.receiveResponse()
            return try client.isAtEnd()
        }
        async let streamed = onThread {
            let client = try Client(port: port)
            try client.send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n")
            return String(decoding: try client.receiveResponse().body, as: UTF8.self)
                + (try client.isAtEnd() ? "|end" : "")
        }
        async let answered = onThread {
            let client = try Client(port: port)
            try client.send("GET /gate HTTP/1.1\r\nHost: a\r\n\r\n")
            let response = try client.receiveResponse()
            return [response.text, response["Connection"] ?? "", try client.isAtEnd() ? "end" : "more"]
        }
        let ready = try await onThread {
            eventually { counters.openStreams == 1 && gate.waiting == 1 && counters.requests == 3 }
        }
        #expect(ready)
        async let stopped: Void = fixture.server.stop()
        #expect(try await idle)
        #expect(try await streamed == "--closing|end")
        #expect(source.closings == 1)
        gate.open()
        #expect(try await answered == ["through", "close", "end"])
        await stopped
        #expect(counters.openConnections == 0 && counters.openStreams == 0)
        let refused = try await onThread { (try? Client(port: port)) == nil }
        #expect(refused)
    }

    @Test func aStreamThatBeginsDuringAStopEndsAtOnce() async throws {
        let fixture = try Fixture()
        let source = FrameSource()
        fixture.responder.serve(source)
        let (port, gate, counters) = (fixture.port, fixture.responder.gate, fixture.server.counters)
        async let text = onThread {
            let client = try Client(port: port)
            try client.send("GET /gated-stream HTTP/1.1\r\nHost: a\r\n\r\n")
            return try client.receiveResponse().text
        }
        let waits = try await onThread { eventually { gate.waiting == 1 } }
        #expect(waits)
        async let stopped: Void = fixture.server.stop()
        let refused = try await onThread { eventually { (try? Client(port: port)) == nil } }
        #expect(refused)
        gate.open()
        #expect(try await text == "--closing")
        await stopped
        #expect(source.closings == 1 && counters.openStreams == 0)
    }

    @Test func aStopCutsOffWhatOutlastsItsGrace() async throws {
        let fixture = try Fixture()
        let (port, gate) = (fixture.port, fixture.responder.gate)
        async let cut = onThread {
            let client = try Client(port: port)
            try client.send("GET /gate HTTP/1.1\r\nHost: a\r\n\r\n")
            return try client.isAtEnd()
        }
        let waits = try await onThread { eventually { gate.waiting == 1 } }
        #expect(waits)
        await fixture.server.stop(grace: 20_000_000)
        #expect(try await cut)
        gate.open()
    }

    @Test func aConnectionThatWasAcceptedMaySendItsFirstRequest() async throws {
        let fixture = try Fixture { $0.firstRequestGrace = 5_000_000_000 }
        let (port, server) = (fixture.port, fixture.server)
        async let served = onThread { try StopTests.requestAfterStop(port) }
        let connected = try await onThread { eventually { server.counters.openConnections == 1 } }
        #expect(connected)
        await server.stop()
        #expect(try await served)
    }

    /// Connects, waits until the server accepts no more, and only then says something.
    private static func requestAfterStop(_ port: UInt16) throws -> Bool {
        let client = try Client(port: port)
        let refused = eventually { (try? Client(port: port)) == nil }
        try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        let response = try client.receiveResponse()
        return refused && response.status == 200 && response["Connection"] == "close"
    }
}
