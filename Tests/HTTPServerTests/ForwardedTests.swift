import HTTPServer
import Testing

@Suite struct ForwardedTests {
    private static let proxies = "10.0.0.0/8, 192.0.2.7, fd00::/8"

    @Test(arguments: ForwardedCase.all)
    func theClientBehindTrustedProxies(item: ForwardedCase) throws {
        let client = ForwardedClient.address(
            forwarded: item.forwarded, xForwardedFor: item.xForwardedFor, trusted: try Networks(Self.proxies))
        #expect(client?.text == item.client)
    }

    /// Asks /context, whose first word is the client's address.
    private func address(trusting proxies: String, _ fields: String) async throws -> String {
        let proxies = try Networks(proxies)
        let text = try await Fixture { $0.trustedProxies = proxies }.use { port in
            let client = try Client(port: port)
            try client.send("GET /context HTTP/1.1\r\nHost: a\r\n\(fields)\r\n")
            return try client.receiveResponse().text
        }
        return String(text.prefix { $0 != " " })
    }

    @Test func aTrustedPeersWordIsTaken() async throws {
        #expect(try await address(trusting: "127.0.0.1", "X-Forwarded-For: 203.0.113.9\r\n") == "203.0.113.9")
        #expect(try await address(trusting: "127.0.0.0/8", "forWARDed: for=\"[2001:DB8::1]\"\r\n") == "2001:db8::1")
    }

    @Test(arguments: ["", "10.0.0.0/8", "::/0", "::1", "unix", "127.0.0.2"])
    func aPeerThatIsNotTrustedIsTheClientWhateverItSends(proxies: String) async throws {
        let fields = "X-Forwarded-For: 203.0.113.9\r\nForwarded: for=203.0.113.9\r\n"
        #expect(try await address(trusting: proxies, fields) == "127.0.0.1")
    }

    @Test func linesOfAFieldAreOneList() async throws {
        let fields = "X-Forwarded-For: 198.51.100.66\r\nAccept: a\r\nx-forwarded-for: 203.0.113.9, 127.0.0.9\r\n"
        #expect(try await address(trusting: "127.0.0.0/8", fields) == "203.0.113.9")
        let split = "Forwarded: for=\"198.51.100.66\r\nForwarded: for=203.0.113.9\r\n"
        #expect(try await address(trusting: "127.0.0.0/8", split) == "127.0.0.1", "an open quote swallows no line")
    }

    @Test func aTrustedPeerWithoutAWordIsTheClient() async throws {
        #expect(try await address(trusting: "127.0.0.1", "X-Forwarded-Host: 203.0.113.9\r\n") == "127.0.0.1")
    }
}
