import HTTPServer
import Testing

@Suite struct ListenTests {
    @Test(arguments: ["::1", "[::1]", "::"])
    func anIPv6AddressIsListenedOn(host: String) async throws {
        let fixture = try Fixture()
        let port = try fixture.server.listen(host: host, port: 0)
        let address = try await fixture.use { _ in try Client.v6(port: port).address() }
        #expect(address == "::1")
    }

    @Test func theIPv6WildcardTakesIPv4Too() async throws {
        let fixture = try Fixture()
        let port = try fixture.server.listen(host: "::", port: 0)
        #expect(try await fixture.use { _ in try Client(port: port).address() } == "127.0.0.1")
    }

    @Test(arguments: ["127.0.0.1", "localhost", "0.0.0.0", "::"])
    func aPortInUseIsSaid(host: String) async throws {
        let fixture = try Fixture()
        let other = try Fixture()
        let port = fixture.port
        #expect(throws: ListenError.addressInUse(host: host, port: port)) {
            try other.server.listen(host: host, port: port)
        }
        await other.server.stop()
        #expect(try await fixture.use { try Client(port: $0).address() } == "127.0.0.1", "and its owner goes on")
    }

    /// A loop that is held answers nobody, so the others must have accepted what is answered meanwhile.
    @Test func bothOfTwoLoopsAccept() async throws {
        let holding = try HoldingServer(loops: 2)
        let responder = holding.responder
        let port = try holding.server.listen(host: "localhost", port: 0)
        let answers = try await onThread {
            let held = try Client(port: port)
            try held.send("GET /hold HTTP/1.1\r\nHost: a\r\n\r\n")
            guard eventually({ responder.holds }) else { return ["not held"] }
            let others = try (1...20).map { number in
                let client = try Client(port: port)
                try client.send("GET /\(number) HTTP/1.1\r\nHost: a\r\n\r\n")
                return try client.receiveResponse().text
            }
            responder.release()
            return others + [try held.receiveResponse().text]
        }
        #expect(answers == (1...20).map { "/\($0)" } + ["/hold"])
        await holding.server.stop()
    }
}
