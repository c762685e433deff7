import HTTPCore
import Synchronization
import Testing

@testable import ContractRuntime

private let keyHeader = ParameterPlace.header("X-Key")
private let bearerChallenge = #"Bearer realm="vellum""#
private let basicChallenge = #"Basic realm="vellum", charset="UTF-8""#
private let headerChallenge = #"APIKey realm="vellum", in="header", name="X-Key""#
private let queryChallenge = #"APIKey realm="vellum", in="query", name="key""#

/// Alternatives of security: each is all of its schemes, any of them lets in.
@Suite struct SecurityTests {
    /// Lets in by `good`, knows `known` without scopes, and notes what it was asked.
    final class Gatekeeper: Sendable {
        private let notes = Mutex<[String]>([])
        var asked: [String] { notes.withLock { $0 } }

        func bearer(_ credentials: BearerCredentials) throws -> Granted<String> {
            notes.withLock { $0.append("bearer") }
            switch credentials {
            case .token("good"): return Granted("bearer", scopes: ["read", "write"])
            case .token("known"): return Granted("known", scopes: [])
            case .token("away"):
                throw Rejection.unavailable(code: "away", message: "Later", retryAfter: 1, detail: "-")
            default: throw Rejection(status: 401, code: "bearer", message: "\(credentials)")
            }
        }

        func key(_ credentials: APIKeyCredentials) throws -> String {
            notes.withLock { $0.append("key") }
            guard credentials == .key("good") else { throw Rejection(status: 401, code: "key", message: "-") }
            return "key"
        }

        func basic(_ credentials: BasicCredentials) throws -> String {
            notes.withLock { $0.append("basic") }
            guard case .user("u", password: "p") = credentials else {
                throw Rejection(status: 401, code: "basic", message: "-")
            }
            return "basic"
        }
    }

    private let gate = Gatekeeper()

    private func bearer(_ exchange: Exchange, scopes: [String] = []) -> SecurityAlternative<String> {
        SecurityAlternative(.bearer) { [gate] in try gate.bearer(exchange.bearer).caller(with: scopes) }
    }

    private func key(_ exchange: Exchange) -> SecurityAlternative<String> {
        SecurityAlternative(.apiKey(keyHeader)) { [gate] in try gate.key(exchange.key(keyHeader)) }
    }

    private func both(_ exchange: Exchange) -> SecurityAlternative<String> {
        SecurityAlternative(.bearer, .apiKey(keyHeader)) { [gate] in
            try [gate.bearer(exchange.bearer).caller(with: []), gate.key(exchange.key(keyHeader))]
                .joined(separator: "+")
        }
    }

    /// Who was let in, or the status and code of the refusal.
    private func outcome(_ call: () async throws -> String?) async -> String {
        do {
            return try await call() ?? "nobody"
        } catch let rejection as Rejection {
            return "\(rejection.status) \(rejection.code ?? "-")"
        } catch {
            return "\(error)"
        }
    }

    private func exchange(_ token: String?, _ key: String?) -> Exchange {
        var fields = HTTPFields()
        if let token { fields.append("Authorization", token) }
        if let key { fields.append("X-Key", key) }
        return CredentialTests.exchange(fields)
    }

    /// Bearer with a scope, or a key.
    @Test(
        arguments: [
            ("Bearer good", nil, "bearer", ["bearer"]), (nil, "good", "key", ["key"]),
            // The first that lets in decides, in the order of the contract.
            ("Bearer good", "good", "bearer", ["bearer"]), ("Bearer good", "bad", "bearer", ["bearer"]),
            // One that refuses does not stand in the way of the next.
            ("Bearer bad", "good", "key", ["bearer", "key"]), ("Bearer known", "good", "key", ["bearer", "key"]),
            // 403 beats 401: the caller is known.
            ("Bearer known", nil, "403 insufficient_scope", ["bearer"]),
            ("Bearer known", "bad", "403 insufficient_scope", ["bearer", "key"]),
            ("Bearer bad", "bad", "401 bearer", ["bearer", "key"]), (nil, "bad", "401 key", ["key"]),
            (nil, nil, "401 bearer", ["bearer"]), ("Digest x", nil, "401 bearer", ["bearer"]),
            ("Basic dTpw", "good", "key", ["key"]), ("Bearer", nil, "401 bearer", ["bearer"]),
            // A store that is away is no refusal.
            ("Bearer away", "good", "503 away", ["bearer"]),
            // An empty key is a key that came, and is bad.
            (nil, "", "401 key", ["key"]),
        ] as [(String?, String?, String, [String])])
    func eitherLetsIn(_ token: String?, _ key: String?, _ expected: String, _ asked: [String]) async {
        let exchange = exchange(token, key)
        let result = await outcome {
            try await exchange.caller(of: [self.bearer(exchange, scopes: ["read"]), self.key(exchange)])
        }
        #expect(result == expected)
        #expect(gate.asked == asked)
    }

    @Test(
        arguments: [
            ("Bearer known", "bad", "403 insufficient_scope"), ("Bearer bad", "bad", "401 key"),
            (nil, "bad", "401 key"), ("Bearer known", nil, "403 insufficient_scope"),
        ] as [(String?, String?, String)])
    func theOrderDecidesBetweenRefusalsOfOneKind(_ token: String?, _ key: String?, _ expected: String) async {
        let exchange = exchange(token, key)
        let result = await outcome {
            try await exchange.caller(of: [self.key(exchange), self.bearer(exchange, scopes: ["read"])])
        }
        #expect(result == expected)
    }

    /// Bearer and key at once.
    @Test(
        arguments: [
            ("Bearer good", "good", "bearer+key"), ("Bearer good", "bad", "401 key"),
            ("Bearer bad", "good", "401 bearer"),
            ("Bearer good", nil, "401 key"), (nil, "good", "401 bearer"), (nil, nil, "401 bearer"),
        ] as [(String?, String?, String)])
    func allOfAnAlternativeAreNeeded(_ token: String?, _ key: String?, _ expected: String) async {
        let exchange = exchange(token, key)
        #expect(await outcome { try await exchange.caller(of: [self.both(exchange)]) } == expected)
    }

    /// (Bearer and key) or basic: the half that came says what is missing.
    @Test(
        arguments: [
            ("Bearer good", nil, "401 key"), ("Basic dTpw", "good", "basic"), ("Basic dTpx", "good", "401 basic"),
            (nil, "good", "401 bearer"), ("Bearer good", "good", "bearer+key"),
        ] as [(String?, String?, String)])
    func anOrOfAnd(_ token: String?, _ key: String?, _ expected: String) async {
        let exchange = exchange(token, key)
        let basic = SecurityAlternative(.basic) { [gate] in try gate.basic(exchange.basic) }
        #expect(await outcome { try await exchange.caller(of: [self.both(exchange), basic]) } == expected)
    }

    /// An authenticator that lets in whoever comes: the half that is missing still keeps them out.
    @Test(
        arguments: [("Bearer a", nil), (nil, "a"), (nil, nil), ("Basic dTpw", "a"), ("Bearer", nil)]
            as [(String?, String?)])
    func halfCredentialsNeverLetIn(_ token: String?, _ key: String?) async {
        let exchange = exchange(token, key)
        let careless = SecurityAlternative(.bearer, .apiKey(keyHeader)) { "anybody" }
        #expect(await outcome { try await exchange.caller(of: [careless]) } == "401 credentials_missing")
    }

    @Test(
        arguments: [
            (nil, nil, "nobody"), ("Bearer good", nil, "bearer"), ("Bearer bad", nil, "401 bearer"),
            ("Bearer known", nil, "403 insufficient_scope"), (nil, "good", "key"), (nil, "bad", "401 key"),
            (nil, "", "401 key"), ("Digest x", nil, "401 bearer"), ("", nil, "401 bearer"),
            ("Bearer", nil, "401 bearer"),
            ("Digest x", "good", "key"),
        ] as [(String?, String?, String)])
    func callersMayStayUnknownButNotWrong(_ token: String?, _ key: String?, _ expected: String) async {
        let exchange = exchange(token, key)
        let result = await outcome {
            try await exchange.optionalCaller(of: [self.bearer(exchange, scopes: ["read"]), self.key(exchange)])
        }
        #expect(result == expected)
    }

    @Test func carelessOptionalAuthenticationLetsNoUnknownSchemeIn() async {
        let exchange = exchange("Digest x", nil)
        let careless = SecurityAlternative(.bearer) { "anybody" }
        #expect(await outcome { try await exchange.optionalCaller(of: [careless]) } == "401 credentials_missing")
    }

    @Test func anErrorOfItsOwnIsNoRefusal() async {
        struct Broken: Error {}
        let exchange = exchange("Bearer a", "good")
        let broken = SecurityAlternative<String>(.bearer) { throw Broken() }
        #expect(await outcome { try await exchange.caller(of: [broken, self.key(exchange)]) } == "Broken()")
        let none: [SecurityAlternative<String>] = []
        #expect(await outcome { try await exchange.caller(of: none) } == "500 internal_error")
    }

    @Test func scopesAreAllNeeded() throws {
        let granted = Granted("a", scopes: ["read", "write"])
        #expect(try granted.caller(with: []) == "a")
        #expect(try granted.caller(with: ["write", "read"]) == "a")
        let error = #expect(throws: Rejection.self) { try granted.caller(with: ["read", "admin:all"]) }
        #expect(error?.status == 403)
        let challenge = #"Bearer realm="vellum", error="insufficient_scope", scope="read admin:all""#
        #expect(error?.fields["WWW-Authenticate"] == challenge)
    }

    // MARK: Challenges (RFC 9110 §11.6.1)

    @Test(
        arguments: [
            (nil, [.bearer], bearerChallenge), (nil, [.bearer, .basic], "\(bearerChallenge), \(basicChallenge)"),
            (nil, [], nil),
            (nil, [.apiKey(keyHeader), .apiKey(.query("key"))], "\(headerChallenge), \(queryChallenge)"),
            (
                nil, [.bearer, .bearer, .apiKey(keyHeader), .apiKey(keyHeader)],
                "\(bearerChallenge), \(headerChallenge)"
            ),
            // What the authenticator has said stays, and is not said again.
            ("Bearer", [.bearer], "Bearer"), ("bearer error=\"x\"", [.bearer], "bearer error=\"x\""),
            ("Basic", [.bearer], "Basic, \(bearerChallenge)"),
            ("Bearer", [.basic, .bearer], "Bearer, \(basicChallenge)"),
            ("Basic realm=\"a\", Bearer realm=\"b\"", [.bearer, .basic], "Basic realm=\"a\", Bearer realm=\"b\""),
            ("Basic realm=\"Bearer, Bearer x\"", [.bearer], "Basic realm=\"Bearer, Bearer x\", \(bearerChallenge)"),
            ("BearerX realm=\"a\"", [.bearer], "BearerX realm=\"a\", \(bearerChallenge)"),
            ("Digest bearer=\"x\", bearer = y", [.bearer], "Digest bearer=\"x\", bearer = y, \(bearerChallenge)"),
            ("Negotiate a==, Bearer", [.bearer], "Negotiate a==, Bearer"),
        ] as [(String?, [SecurityScheme], String?)])
    func challengesAreMerged(_ given: String?, _ schemes: [SecurityScheme], _ expected: String?) {
        var rejection = Rejection(status: 401, code: nil, message: "-")
        rejection.fields["WWW-Authenticate"] = given
        #expect(rejection.challenging(schemes).fields["WWW-Authenticate"] == expected)
    }

    @Test func challengesOfSeveralLinesAreOneList() {
        let rejection = Rejection(
            status: 401, code: nil, message: "-", fields: ["WWW-Authenticate": "Digest", "www-authenticate": "Bearer"])
        #expect(rejection.challenging([.bearer]).fields["WWW-Authenticate"] == "Digest, Bearer")
    }
}
