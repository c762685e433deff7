import ContractTesting
import Testing

/// Rate limits over the wire.
@Suite struct RateLimitTests {
    private struct Limited {
        let path: String
        let policy: String
        let body: @Sendable (Int) -> String
    }

    private static let limited = [
        Limited(path: "/api/v1/auth/register", policy: "register-address") { number in
            #"{"user_id":"user-\#(number)","email":"user-\#(number)@example.com","password":"Correct1Horse"}"#
        },
        Limited(path: "/api/v1/auth/login", policy: "login-address") { number in
            #"{"identifier":"nobody-\#(number)","password":"Correct1Horse"}"#
        },
        Limited(path: "/api/auth/token", policy: "issue_token-address") { number in
            #"{"user_id":"nobody-\#(number)","password":"Correct1Horse"}"#
        },
    ]

    @Test func fiveAttemptsAMinuteEachByItselfAndTheSixthIsToldWhenToComeBack() async throws {
        let server = try await VellumServer.start()
        for item in Self.limited {
            for number in 1...5 {
                let exchange = try await server.client.send("POST", item.path, json: item.body(number))
                #expect(exchange.status != 429, "\(item.path) \(number)")
            }
            let refused = try await server.client.send("POST", item.path, json: item.body(6))
            try expectRefusal(refused, item.policy, limit: 5)
        }
        #expect(server.logLines("event=rate_limited").count == 3)
        await server.stop()
    }

    @Test func sixtyRefreshesAMinute() async throws {
        let server = try await VellumServer.start()
        let wrong = #"{"refresh_token":"alice~a~b"}"#
        for _ in 1...60 {
            #expect(try await server.client.send("POST", "/api/v1/auth/refresh", json: wrong).status == 401)
        }
        let refused = try await server.client.send("POST", "/api/v1/auth/refresh", json: wrong)
        try expectRefusal(refused, "refresh-address", limit: 60)
        await server.stop()
    }

    @Test func publicWritesAreCountedPerAddress() async throws {
        let server = try await VellumServer.start(["--public-writes-per-minute", "3"])
        try await PublicSessionCases.create("a", on: server)
        try await PublicSessionCases.create("b", on: server)
        let put = #"{"args":{"value":2}}"#
        #expect(try await server.client.send("PUT", "/api/session/a", json: put).status == 200)
        let refused = try await server.client.send("PUT", "/api/session/a", json: put)
        try expectRefusal(refused, "public_write-address", limit: 3)
        #expect(try await server.client.send("GET", "/api/session/a").status == 200, "reading is free")
        #expect(
            try OtherAddress.post(
                "/api/session", #"{"session_id":"c","template":"x"}"#, from: "127.0.0.2", to: server.port) == 201)
        await server.stop()
    }

    /// Whoever guesses from many addresses is stopped at the account, by whichever of its names.
    @Test func attemptsAreCountedPerAccountToo() async throws {
        let server = try await VellumServer.start()
        _ = try await Person.register("alice", on: server)
        var statuses: [Int] = []
        for number in 1...7 {
            let name = number.isMultiple(of: 2) ? "alice" : "alice@example.com"
            statuses.append(
                try OtherAddress.post(
                    "/api/v1/auth/login", #"{"identifier":"\#(name)","password":"Wrong1Horse"}"#,
                    from: "127.0.0.\(10 + number)", to: server.port))
        }
        #expect(statuses == [401, 401, 401, 401, 401, 429, 429])
        #expect(server.logLines("event=rate_limited", "user=alice", "action=login").count == 1, "told of once a minute")
        await server.stop()
    }

    /// A stranger who guesses all the time keeps nobody out who has signed in from their address before.
    @Test func whoHasSignedInFromAnAddressIsNotKeptOutThereByStrangers() async throws {
        let server = try await VellumServer.start()
        _ = try await Person.register("alice", on: server)
        func login(_ password: String, from address: String) throws -> Int {
            try OtherAddress.post(
                "/api/v1/auth/login", #"{"identifier":"alice","password":"\#(password)"}"#, from: address,
                to: server.port)
        }
        for _ in 1...8 { _ = try login("Wrong1Horse", from: "127.0.0.66") }
        #expect(try login("Correct1Horse", from: "127.0.0.77") == 429, "an address that nobody knows is a stranger's")
        for _ in 1...5 { #expect(try login(Person.password, from: "127.0.0.1") == 200) }
        #expect(try login(Person.password, from: "127.0.0.1") == 429, "and has a limit of its own")
        await server.stop()
    }

    @Test func lastLoginIsNullUntilTheFirstSignInAndMovesWithEach() async throws {
        let server = try await VellumServer.start()
        let alice = try await Person.register("alice", on: server)
        func lastLogin() async throws -> JSONTree? {
            try await server.client.send("GET", "/api/v1/auth/me", headers: alice.bearer).json["last_login_at"]
        }
        #expect(try await lastLogin() == .null)
        _ = try await Person.login("alice", on: server)
        let first = try #require(try await lastLogin()?.string)
        _ = try await server.client.send(
            "POST", "/api/v1/auth/login", json: #"{"identifier":"alice","password":"Wrong1Horse"}"#)
        #expect(try await lastLogin()?.string == first, "a failed sign-in is none")
        _ = try await Person.login("alice", on: server)
        #expect(try #require(try await lastLogin()?.string) > first, "a bcrypt hash takes more than a millisecond")
        await server.stop()
    }

    private func expectRefusal(_ exchange: Exchange, _ policy: String, limit: Int) throws {
        #expect(exchange.status == 429, "\(policy)")
        let wait = try #require(exchange.response["Retry-After"].flatMap { Int($0) })
        #expect((1...60).contains(wait))
        #expect(exchange.response["RateLimit"] == "\"\(policy)\";r=0;t=\(wait)")
        #expect(exchange.response["RateLimit-Policy"] == "\"\(policy)\";q=\(limit);w=60")
        #expect(try exchange.json["code"]?.string == "rate_limited")
    }
}
