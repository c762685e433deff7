import ContractTesting
import Foundation
import Testing

/// RFC 7662 and RFC 8414 over the wire.
@Suite struct IntrospectionTests {
    private static let options = ["--auth-attempts-per-minute", "0"]
    private static let secret = "Wire.Secret_of-16"

    /// The secret comes by the environment, as it should.
    private func serve(_ options: [String] = options) async throws -> VellumServer {
        try await VellumServer.start(options, environment: ["VELLUM_INTROSPECTION_SECRET": Self.secret])
    }

    @Test func aBearerLearnsOfTheTokensOfItsOwnUserOnly() async throws {
        let server = try await serve()
        let alice = try await Person.register("alice", on: server)
        let bob = try await Person.register("bob", on: server)
        let own = try await AccountCases.introspect(alice.access, as: alice.bearer, on: server)
        #expect(own.status == 200)
        #expect(own.response["Cache-Control"] == "no-store")
        let told = try own.json
        let claims = try JSONText.parse(Array(TokenForge.decode(try TokenParts(alice.access).payload).utf8))
        #expect(told["active"]?.bool == true)
        #expect(told["token_type"]?.string == "Bearer")
        #expect(told["username"]?.string == "alice")
        for name in ["sub", "iss", "iat", "exp", "jti", "sid"] { #expect(told[name] == claims[name], "\(name)") }
        #expect(told["scope"] == nil && told["client_id"] == nil)
        for token in [alice.access, alice.refresh] {
            let foreign = try await AccountCases.introspect(token, as: bob.bearer, on: server)
            #expect(foreign.text == #"{"active":false}"#)
        }
        await server.stop()
    }

    @Test func theSecretLearnsOfAnyTokenAndUsesNoneUp() async throws {
        let server = try await serve()
        let alice = try await Person.register("alice", on: server)
        let service = [AccountCases.basic(Self.secret)]
        for hint in [nil, "access_token", "refresh_token", "something_else"] {
            let access = try await AccountCases.introspect(alice.access, as: service, on: server, hint: hint)
            #expect(try access.json["sub"]?.string == "alice")
            let refresh = try await AccountCases.introspect(alice.refresh, as: service, on: server, hint: hint).json
            #expect(refresh["active"]?.bool == true)
            #expect(refresh["token_type"]?.string == "refresh_token")
            #expect(refresh["jti"] == nil)
        }
        let refreshed = try await server.client.send(
            "POST", "/api/v1/auth/refresh", json: #"{"refresh_token":"\#(alice.refresh)"}"#)
        #expect(refreshed.status == 200)
        _ = try await server.client.send("POST", "/api/v1/auth/logout-all", headers: alice.bearer)
        for token in [alice.access, alice.refresh, "x", "a.b.c", "a~b~c"] {
            #expect(
                try await AccountCases.introspect(token, as: service, on: server).text == #"{"active":false}"#)
        }
        #expect(!server.log.contains(Self.secret))
        await server.stop()
    }

    @Test func whoShowsNothingOrTheWrongThingIsChallengedBothWays() async throws {
        let server = try await serve()
        let wrong = [
            [], [AccountCases.basic("Wire.Secret_of-17")], [AccountCases.basic(Self.secret, user: "alice")],
            [("Authorization", "Bearer x")], [("Authorization", "Basic !")],
        ]
        for credentials in wrong {
            let refused = try await AccountCases.introspect("x", as: credentials, on: server)
            #expect(refused.status == 401)
            let challenge = refused.response["WWW-Authenticate"] ?? ""
            #expect(challenge.contains("Bearer realm=") && challenge.contains("Basic realm="))
        }
        let without = try await VellumServer.start(Self.options)
        for secret in [Self.secret, ""] {
            let refused = try await AccountCases.introspect("x", as: [AccountCases.basic(secret)], on: without)
            #expect(refused.status == 401)
        }
        await without.stop()
        await server.stop()
    }

    @Test func theSecretIsGoodForNoOtherOperation() async throws {
        let server = try await serve()
        for (method, path) in [("GET", "/api/v1/auth/me"), ("POST", "/api/v1/auth/logout-all")] {
            let refused = try await server.client.send(method, path, headers: [AccountCases.basic(Self.secret)])
            #expect(refused.status == 401)
        }
        await server.stop()
    }

    @Test func afterFiveWrongSecretsTheRightOneIsRefusedToo() async throws {
        let server = try await serve([])
        let alice = try await Person.register("alice", on: server)
        let right = [AccountCases.basic(Self.secret)]
        for _ in 1...8 { #expect(try await AccountCases.introspect("x", as: right, on: server).status == 200) }
        for _ in 1...5 {
            let wrong = try await AccountCases.introspect(
                "x", as: [AccountCases.basic("guess-guess-guess")], on: server)
            #expect(wrong.status == 401)
        }
        for credentials in [right, [AccountCases.basic("guess-guess-guess")]] {
            let refused = try await AccountCases.introspect("x", as: credentials, on: server)
            #expect(refused.status == 429)
            #expect(refused.response["RateLimit-Policy"] == #""introspect-address";q=5;w=60"#)
            #expect((1...60).contains(refused.response["Retry-After"].flatMap { Int($0) } ?? 0))
        }
        #expect(try await AccountCases.introspect(alice.access, as: alice.bearer, on: server).status == 200)
        #expect(server.logLines("event=sign_in_failed", "action=introspect").count == 5)
        #expect(server.logLines("event=rate_limited", "action=introspect").count == 1)
        #expect(!server.log.contains("guess-guess-guess"))
        await server.stop()
    }

    /// Attempts are counted in memory then, half as many: the answers tell no guesser more than with Redis.
    @Test func withoutRedisTheSecretIsKnownAndGuessesAreCounted() async throws {
        let folder = try VellumServer.makeFolder()
        let redis = try await OwnRedis.start(in: folder)
        let server = try await VellumServer.start(
            ["--redis-url", "redis+unix://\(redis.socket)"],
            environment: ["VELLUM_INTROSPECTION_SECRET": Self.secret])
        let alice = try await Person.register("alice", on: server)
        await redis.end(SIGKILL)
        let (right, wrong) = ([AccountCases.basic(Self.secret)], [AccountCases.basic("guess-guess-guess")])
        for _ in 1...4 {
            let told = try await AccountCases.introspect(alice.access, as: right, on: server)
            #expect(try told.json["active"]?.bool == true)
        }
        for status in [401, 401, 429] {
            #expect(try await AccountCases.introspect("x", as: wrong, on: server).status == status)
        }
        let refused = try await AccountCases.introspect(alice.access, as: right, on: server)
        #expect(refused.status == 429)
        #expect((1...60).contains(refused.response["Retry-After"].flatMap { Int($0) } ?? 0))
        await server.stop()
        try? FileManager.default.removeItem(atPath: folder)
    }

    @Test func aMalformedFormIs400() async throws {
        let server = try await serve()
        let alice = try await Person.register("alice", on: server)
        let type = ("Content-Type", "application/x-www-form-urlencoded")
        let long = String(repeating: "x", count: 8_193)
        for form in [
            "", "token=", "hint=x", "token=a&token=b", "token=%zz", "token=%ff", "token=a&x=y", "token=\(long)",
        ] {
            let refused = try await server.client.send(
                "POST", "/api/v1/auth/introspect", headers: alice.bearer + [type], body: Array(form.utf8),
                isInvalidOnPurpose: true)
            #expect(refused.status == 400, "\(form.prefix(40)): \(refused.text)")
        }
        let json = try await server.client.send(
            "POST", "/api/v1/auth/introspect", headers: alice.bearer, json: #"{"token":"x"}"#)
        #expect(json.status == 415)
        await server.stop()
    }

    @Test func theMetadataNamesTheListeningAddressWhateverHostIsAskedFor() async throws {
        let server = try await VellumServer.start(Self.options)
        let told = try await server.client.send(
            "GET", "/.well-known/oauth-authorization-server", headers: [("Host", "evil.example")]
        ).json
        let base = "http://127.0.0.1:\(server.port)"
        #expect(told["issuer"]?.string == base)
        #expect(told["jwks_uri"]?.string == base + "/.well-known/jwks.json")
        let methods = told["introspection_endpoint_auth_methods_supported"]?.elements?.map(\.string)
        #expect(methods == ["Bearer"], "there is no secret")
        await server.stop()
    }

    @Test func theMetadataNamesThePublicURLAndItsEndpointsAreThere() async throws {
        let server = try await serve(Self.options + ["--public-url", "https://svg.example.com/live/"])
        let exchange = try await server.client.send("GET", "/.well-known/oauth-authorization-server")
        #expect(exchange.response["Access-Control-Allow-Origin"] == "*")
        let told = try exchange.json
        let base = "https://svg.example.com/live"
        #expect(told["issuer"]?.string == base)
        let methods = told["introspection_endpoint_auth_methods_supported"]?.elements?.map(\.string)
        #expect(methods == ["Bearer", "client_secret_basic"])
        for (name, method, status) in [
            ("jwks_uri", "GET", 200), ("introspection_endpoint", "POST", 401), ("service_documentation", "GET", 200),
        ] {
            let url = try #require(told[name]?.string)
            #expect(url.hasPrefix(base + "/"))
            let path = String(url.dropFirst(base.count))
            let answer = try await server.client.send(method, path, judge: name != "service_documentation")
            #expect(answer.status == status, "\(path)")
        }
        await server.stop()
    }

    @Test(arguments: [
        "svg.example.com", "ftp://x", "https://", "https://a@b", "https://a?b", "https://a#b", "https:///a",
    ])
    func aPublicURLThatIsNoneIsRefusedAtTheStart(url: String) async throws {
        let output = try await refusedStart(["--public-url", url])
        #expect(output.contains("--public-url") && output.contains("write a URL such as"))
    }

    @Test(arguments: ["fifteen-letters", "with spaces in it all", "näher-als-sechzehn"])
    func aSecretThatCannotBeUsedIsRefusedWithoutBeingShown(secret: String) async throws {
        let output = try await refusedStart([], environment: ["VELLUM_INTROSPECTION_SECRET": secret])
        #expect(output.contains("VELLUM_INTROSPECTION_SECRET cannot be used: write 16 to 128"))
        #expect(!output.contains(secret))
    }

    private func refusedStart(
        _ options: [String], environment: [String: String] = [:]
    ) async throws -> String {
        let folder = try VellumServer.makeFolder()
        let child = try ChildProcess(
            [VellumServer.executable, "serve", "--port", "0", "--data-dir", folder + "/data"] + options,
            environment: environment, directory: folder, output: folder + "/output")
        #expect(await child.exitStatus() != 0)
        let text = child.text
        try FileManager.default.removeItem(atPath: folder)
        return text
    }
}
