import HTTPCore
import HTTPServer
import Synchronization
import Testing

/// How many may come in.
@Suite struct AdmissionTests {
    private static let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

    private static func served(_ port: UInt16, from: UInt8? = nil) throws -> Client {
        let client = try Client(port: port, from: from)
        try client.send(get)
        #expect(try client.receiveResponse().status == 200)
        return client
    }

    private static func status(_ port: UInt16, from: UInt8? = nil) throws -> Int {
        let client = try Client(port: port, from: from)
        try client.send(get)
        return try client.receiveResponse().status
    }

    @Test(arguments: [1, 2]) func oneMoreConnectionOfAnAddressGets503AndPastTheMarginNone(_ loops: Int) async throws {
        let fixture = try Fixture(loops: loops) {
            $0.maxConnectionsPerAddress = 4
            $0.perAddressMargin = 1
        }
        let counters = fixture.server.counters
        try await fixture.use { port in
            var clients = try (0..<4).map { _ in try AdmissionTests.served(port) }
            let fifth = try Client(port: port)
            #expect(eventually { counters.openConnections == 5 })
            #expect(try Client(port: port).isAtEnd())
            #expect(eventually { counters.connectionsTurnedAway == 1 })
            try fifth.send(AdmissionTests.get)
            let response = try fifth.receiveResponse()
            #expect(response.status == 503 && response["Retry-After"] == "1" && response["Connection"] == "close")
            #expect(response.text.contains("too_many_connections"))
            #expect(try fifth.isAtEnd())
            // Others are not counted with it, and its own count goes down with its connections.
            #expect(try AdmissionTests.status(port, from: 2) == 200)
            clients.removeLast()
            #expect(eventually { (try? AdmissionTests.status(port)) == 200 })
            withExtendedLifetime(clients) {}
        }
    }

    @Test(arguments: [true, false]) func aTrustedProxyAndALimitOfZeroAllowAnyNumber(_ isExempt: Bool) async throws {
        let proxies = try Networks("127.0.0.1")
        try await Fixture {
            $0.maxConnectionsPerAddress = isExempt ? 1 : 0
            $0.perAddressMargin = 0
            if isExempt { $0.trustedProxies = proxies }
        }.use { port in
            let clients = try (0..<5).map { _ in try AdmissionTests.served(port) }
            defer { withExtendedLifetime(clients) {} }
            guard isExempt else { return }
            let other = try AdmissionTests.served(port, from: 3)
            #expect(try Client(port: port, from: 3).isAtEnd())
            withExtendedLifetime(other) {}
        }
    }

    @Test func oneMoreStreamGets503AndItsConnectionGoesOn() async throws {
        let fixture = try Fixture { $0.maxStreams = 2 }
        let sources = (0..<3).map { _ in FrameSource() }
        let counters = fixture.server.counters
        try await fixture.use { port in
            let open = "GET /stream HTTP/1.1\r\nHost: a\r\n\r\n"
            var clients: [Client] = []
            for source in sources[..<2] {
                fixture.responder.serve(source)
                let client = try Client(port: port)
                try client.send(open)
                #expect(try client.receiveHead().status == 200)
                clients.append(client)
            }
            fixture.responder.serve(sources[2])
            let third = try Client(port: port)
            try third.send(open)
            let response = try third.receiveResponse()
            #expect(response.status == 503 && response["Retry-After"] == "1" && response["Connection"] == nil)
            #expect(response.text.contains("too_many_streams"))
            #expect(counters.openStreams == 2 && sources[2].openings == 0)
            // HEAD opens none, so it needs no place.
            try third.send("HEAD /stream HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try third.receiveResponse(hasBody: false).status == 200)
            sources[0].end()
            #expect(eventually { counters.openStreams == 1 })
            try third.send(open)
            #expect(try third.receiveHead().status == 200)
            #expect(eventually { counters.openStreams == 2 && sources[2].openings == 1 })
            withExtendedLifetime(clients) {}
        }
        #expect(counters.openStreams == 0 && counters.openedStreams == 3)
    }

    @Test func aStreamWhoseClientHasLeftGivesItsPlaceBack() async throws {
        let fixture = try Fixture { $0.maxStreams = 1 }
        let source = FrameSource()
        fixture.responder.serve(source)
        let (gate, counters) = (fixture.responder.gate, fixture.server.counters)
        try await fixture.use { port in
            let client = try Client(port: port)
            try client.send("GET /gated-stream HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(eventually { gate.waiting == 1 })
            client.closeWriting()
            // The end of the input must have been seen before the stream begins: another answer shows it.
            let other = try AdmissionTests.served(port)
            gate.open()
            #expect(eventually { counters.openConnections == 1 })
            try other.send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try other.receiveHead().status == 200)
        }
        #expect(source.openings == 1 && source.closings == 1 && counters.openStreams == 0)
    }
}
