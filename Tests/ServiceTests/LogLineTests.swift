import ContractTesting
import Foundation
import JOSE
import Testing

/// Each event of the log: provoked once, there once, and nothing secret with it.
@Suite struct LogLineTests {
    /// The line of the contract is what a team that wonders about a 400 looks for.
    @Test func aRefusedRequestIsLoggedWithEachPlaceAndTheContractsLine() async throws {
        let watch = try await LogWatch.start()
        let body = #"{"user_id":"..","email":"hunter2","password":"Correct1Horse","admin":true}"#
        let exchange = try await watch.send("POST", "/api/v1/auth/register", as: "refused-1", json: body)
        #expect(exchange.status == 400)
        let log = try await watch.finish()
        let line = try log.only("request_refused")
        #expect(line["operation"] == "register")
        #expect(line["request"] == "refused-1")
        let detail = try #require(line["detail"])
        let places = detail.split(separator: "; ").map { $0.split(separator: " ").prefix(2).joined(separator: " ") }
        #expect(places == ["/user_id not", "/email format", "/admin additionalProperties"])
        let file = Repository.root.appending(path: "contracts/auth-api.yaml")
        let lines = try String(contentsOf: file, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false)
        let numbers = detail.matches(of: /line (\d+)/).compactMap { Int($0.1) }
        #expect(numbers.count == 3)
        #expect(numbers.first.map { lines[$0 - 1].contains("type: string") } == true)
        #expect(!detail.contains("hunter2"))
    }

    @Test func anIssuedTokenIsLoggedWithItsUser() async throws {
        let watch = try await LogWatch.start()
        _ = try await watch.register("alice")
        let exchange = try await watch.send(
            "POST", "/api/auth/token", as: "issue-1", json: #"{"user_id":"alice","password":"\#(LogWatch.password)"}"#)
        #expect(exchange.status == 200)
        let line = try await watch.finish().only("token_issued")
        expect(line, request: "issue-1", user: "alice")
        #expect(line["agent"] == LogWatch.agent)
    }

    @Test(arguments: ["expired", "signature", "format", "revoked", "claim"])
    func aTokenThatIsRefusedIsLoggedOnceWithItsReason(reason: String) async throws {
        let watch = try await LogWatch.start()
        let alice = try await watch.register("alice")
        let forge = try await TokenForge(watch.redis)
        let token: String
        switch reason {
        case "expired": token = try forge.sign(TokenForge.claims(["iat": "1000000000", "exp": "1000000001"]))
        case "signature": token = try TokenForge().sign(header: forge.header, TokenForge.claims())
        case "format": token = alice.refresh
        case "claim": token = try forge.sign(TokenForge.claims(["iss": #""elsewhere""#]))
        default:
            token = alice.access
            try await watch.send("POST", "/api/v1/auth/logout", as: "logout", headers: alice.bearer)
        }
        let exchange = try await watch.send(
            "GET", "/api/v1/auth/me", as: "refused-1", headers: [("Authorization", "Bearer \(token)")])
        #expect(exchange.status == 401)
        let log = try await watch.finish()
        let line = try log.only("verification_failed")
        expect(line, request: "refused-1", user: nil)
        #expect(line["reason"] == reason)
        #expect(log.count(of: "unauthorized") == 0)
    }

    @Test(arguments: ["Bearer", "Bearer a b", "Basic YWxpY2U6U3cwcmQvZmlzaA==", "Token abcdefghijkl"])
    func aFieldWithoutATokenIsLoggedAsAFormatThatFailed(field: String) async throws {
        let watch = try await LogWatch.start()
        try await watch.send("GET", "/api/v1/auth/me", as: "refused-1", headers: [("Authorization", field)])
        let log = try await watch.finish()
        let line = try log.only("verification_failed")
        expect(line, request: "refused-1", user: nil)
        #expect(line["reason"] == "format")
        #expect(log.count(of: "unauthorized") == 0)
    }

    @Test func whoPresentsNothingIsLoggedAsUnauthorized() async throws {
        let watch = try await LogWatch.start()
        try await watch.send("GET", "/api/v1/auth/me", as: "nobody-1")
        let log = try await watch.finish()
        expect(try log.only("unauthorized"), request: "nobody-1", user: nil)
        #expect(log.count(of: "verification_failed") == 0)
        #expect(log.count(of: "forbidden") == 0)
    }

    @Test func aForeignUserIsLoggedAsForbiddenWithBothNames() async throws {
        let watch = try await LogWatch.start()
        let bob = try await watch.register("bob")
        try await watch.send(
            "PUT", "/api/user/alice/session/main", as: "foreign-1", headers: bob.bearer, json: #"{"args":{}}"#)
        let log = try await watch.finish()
        let line = try log.only("forbidden")
        expect(line, request: "foreign-1", user: "bob")
        #expect(line["owner"] == "alice")
        #expect(log.count(of: "unauthorized") == 0)
        #expect(log.count(of: "verification_failed") == 0)
    }

    @Test func theKeyIsCreatedOnceAndLoadedEverAfter() async throws {
        let first = try await VellumServer.start()
        let keys = try await first.client.send("GET", "/.well-known/jwks.json").json["keys"]?.elements ?? []
        let kid = try #require(keys.first?["kid"]?.string)
        first.child.send(SIGTERM)
        #expect(await first.child.exitStatus() == 0)
        #expect(first.logLines("event=key_created", "kid=\(kid)").count == 1)
        #expect(first.logLines("event=key_created").count == 1)
        #expect(first.logLines("event=key_loaded").isEmpty)

        let second = try await VellumServer.start(folder: first.folder)
        #expect(second.logLines("event=key_loaded", "kid=\(kid)").count == 1)
        #expect(second.logLines("event=key_loaded").count == 1)
        #expect(second.logLines("event=key_created").isEmpty)
        await second.stop()
    }

    @Test func aTokenIsMissedInTheCacheOnceAndThenFound() async throws {
        let watch = try await LogWatch.start()
        let alice = try await watch.register("alice")
        try await watch.send("GET", "/api/v1/auth/me", as: "first", headers: alice.bearer)
        let missed = watch.server.logLines("event=token_cache_")
        #expect(missed.count == 1)
        try await watch.send("GET", "/api/v1/auth/me", as: "second", headers: alice.bearer)
        let log = try await watch.finish()
        for event in ["token_cache_miss", "token_cache_hit"] {
            let line = try log.only(event)
            #expect(line["user"] == "alice")
            #expect(line["level"] == "debug")
        }
        #expect(missed.first?.contains("event=token_cache_miss") == true)
    }

    @Test func aRefusedTokenIsNeitherHitNorMiss() async throws {
        let watch = try await LogWatch.start()
        let forged = try TokenForge().sign(TokenForge.claims())
        for id in ["first", "second"] {
            try await watch.send("GET", "/api/v1/auth/me", as: id, headers: [("Authorization", "Bearer \(forged)")])
        }
        let log = try await watch.finish()
        #expect(log.count(of: "token_cache_hit") == 0)
        #expect(log.count(of: "token_cache_miss") == 0)
        #expect(log.count(of: "verification_failed") == 2)
    }

    @Test func theCacheIsSilentAboveDebug() async throws {
        let watch = try await LogWatch.start(["--auth-attempts-per-minute", "0", "--log-level", "info"])
        let alice = try await watch.register("alice")
        for id in ["first", "second"] {
            try await watch.send("GET", "/api/v1/auth/me", as: id, headers: alice.bearer)
        }
        let log = try await watch.finish()
        #expect(log.count(of: "token_cache_hit") == 0)
        #expect(log.allSatisfy { $0["level"] != "debug" })
        #expect(log.count(of: "registered") == 1)
    }

    @Test func aCreatedSessionIsLoggedWithItsOwner() async throws {
        let watch = try await LogWatch.start()
        let alice = try await watch.register("alice")
        try await watch.send(
            "POST", "/api/user/alice/session", as: "create-1", headers: alice.bearer,
            json: #"{"session_id":"main","template":"<svg>{{ value }}</svg>","args":{"value":1}}"#)
        let line = try await watch.finish().only("session_created")
        expect(line, request: "create-1", user: nil)
        #expect(line["session"] == "main")
        #expect(line["owner"] == "alice")
    }

    @Test func aStreamIsLoggedWhenItOpensAndWhenItCloses() async throws {
        let watch = try await LogWatch.start()
        let alice = try await watch.register("alice")
        try await alice.create("main", on: watch.server)
        let stream = try await watch.server.client.openStream(
            "/stream/alice/main", headers: [("X-Request-Id", "stream-1")])
        #expect(try await stream.nextPart() != nil)
        #expect(try await watch.server.waitForLog("event=stream_opened") == 1)
        #expect(watch.server.logLines("event=stream_closed").isEmpty)
        await stream.close()
        #expect(try await watch.server.waitForLog("event=stream_closed") == 1)
        let log = try await watch.finish()
        for event in ["stream_opened", "stream_closed"] {
            let line = try log.only(event)
            expect(line, request: "stream-1", user: nil)
            #expect(line["session"] == "main")
            #expect(line["owner"] == "alice")
        }
    }

    @Test func aStreamThatIsRefusedIsNotLoggedAsOpen() async throws {
        let watch = try await LogWatch.start()
        try await watch.send("GET", "/stream/alice/missing", as: "stream-1")
        let log = try await watch.finish()
        #expect(log.count(of: "stream_opened") == 0)
        #expect(log.count(of: "stream_closed") == 0)
    }

    /// What a client sends about itself stays inside its quotes.
    @Test func noInputForgesALine() async throws {
        let watch = try await LogWatch.start()
        let agent = #"x" event=registered user="root\"#
        let exchange = try await watch.server.client.send(
            "POST", "/api/v1/auth/login", headers: [("User-Agent", agent), ("X-Request-Id", "a event=b")],
            json: #"{"identifier":"alice\n event=registered","password":"Wrong1Horse"}"#)
        #expect(exchange.status == 401)
        let log = try await watch.finish()
        #expect(log.count(of: "registered") == 0)
        let line = try log.only("sign_in_failed")
        #expect(line["agent"] == agent)
        #expect(line["request"] == exchange.response["X-Request-Id"])
    }

    private func expect(
        _ line: LogLine, request: String, user: String?, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(line["request"] == request, sourceLocation: sourceLocation)
        #expect(line["address"] == "127.0.0.1", sourceLocation: sourceLocation)
        if let user { #expect(line["user"] == user, sourceLocation: sourceLocation) }
    }
}
