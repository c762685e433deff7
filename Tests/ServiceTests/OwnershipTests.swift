import ContractTesting
import Testing

/// Who may touch what.
@Suite struct OwnershipTests {
    @Test func aForeignUpdateIsForbiddenInTheFixedWords() async throws {
        let server = try await VellumServer.start(["--auth-attempts-per-minute", "0"])
        let alice = try await Person.register("alice", on: server)
        let bob = try await Person.register("bob", on: server)
        try await alice.create("main", on: server)
        for session in ["main", "missing"] {
            let exchange = try await server.client.send(
                "PUT", "/api/user/alice/session/\(session)", headers: bob.bearer, json: #"{"args":{"value":"bob"}}"#)
            #expect(exchange.status == 403)
            #expect(exchange.text == #"{"error":"User bob cannot modify sessions of user alice"}"#)
        }
        #expect(try await server.client.send("GET", "/image/alice/main").text.contains("one"))
        #expect(server.logLines("event=forbidden", "bob", "alice").count == 2)
        await server.stop()
    }

    @Test func aRefusedTokenSaysWhy() async throws {
        let server = try await VellumServer.start()
        let alice = try await Person.register("alice", on: server)
        let cases = [
            ("Bearer x", "format"), ("Bearer " + String(alice.access.dropLast(8)) + "AAAAAAAA", "signature"),
            ("Basic YTpi", "Bearer"),
        ]
        for (value, reason) in cases {
            let exchange = try await server.client.send(
                "GET", "/api/v1/auth/me", headers: [("Authorization", value)])
            #expect(exchange.status == 401)
            #expect(exchange.response["WWW-Authenticate"]?.contains(reason) == true, "\(value)")
        }
        await server.stop()
    }

    @Test func aRequestWithoutItsBodyIsTold411() async throws {
        let server = try await VellumServer.start()
        let head = "POST /api/v1/auth/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n\r\n"
        let exchange = try await server.client.send(raw: [Array(head.utf8)], as: "POST", "/api/v1/auth/login")
        #expect(exchange.status == 411)
        await server.stop()
    }

    @Test func anyOriginMayReadPicturesAndKeysButNothingElse() async throws {
        let server = try await VellumServer.start()
        let alice = try await Person.register("alice", on: server)
        try await alice.create("main", on: server)
        for path in ["/image/alice/main", "/.well-known/jwks.json", "/api/auth/jwks"] {
            #expect(try await server.client.send("GET", path).response["Access-Control-Allow-Origin"] == "*")
        }
        let me = try await server.client.send("GET", "/api/v1/auth/me", headers: alice.bearer)
        #expect(me.response["Access-Control-Allow-Origin"] == nil)
        await server.stop()
    }
}
