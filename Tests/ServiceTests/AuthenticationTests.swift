import ContractTesting
import Foundation
import Redis
import Testing

/// Sign-ins and tokens over the wire.
@Suite struct AuthenticationTests {
    @Test func logoutEndsBothTokensAtOnce() async throws {
        let server = try await VellumServer.start(["--auth-attempts-per-minute", "0"])
        let alice = try await Person.register("alice", on: server)
        let other = try await Person.login("alice", on: server)
        #expect(try await server.client.send("POST", "/api/v1/auth/logout", headers: alice.bearer).status == 204)
        let refused = try await server.client.send("GET", "/api/v1/auth/me", headers: alice.bearer)
        #expect(refused.status == 401)
        #expect(refused.response["WWW-Authenticate"]?.contains("revoked") == true)
        let refresh = try await server.client.send(
            "POST", "/api/v1/auth/refresh", json: #"{"refresh_token":"\#(alice.refresh)"}"#)
        #expect(refresh.status == 401)
        // Another sign-in of the same user goes on.
        #expect(try await server.client.send("GET", "/api/v1/auth/me", headers: other.bearer).status == 200)
        await server.stop()
    }

    @Test func verificationAsksRedisNothing() async throws {
        let server = try await VellumServer.start()
        let alice = try await Person.register("alice", on: server)
        let redis = try await server.redis()
        // A denied request ends after verification and before any record is read.
        func commands() async throws -> Int {
            let text = try await redis.command("INFO", "commandstats").text ?? ""
            return text.split(separator: "\n").filter {
                !$0.contains("cmdstat_info") && !$0.contains("cmdstat_xread") && !$0.contains("cmdstat_ping")
            }
            .compactMap { $0.firstMatch(of: /calls=(\d+)/).flatMap { Int($0.1) } }.reduce(0, +)
        }
        let before = try await commands()
        for _ in 0..<20 {
            let exchange = try await server.client.send("GET", "/api/user/bob/sessions", headers: alice.bearer)
            #expect(exchange.status == 403)
        }
        #expect(try await commands() == before)
        await redis.close()
        await server.stop()
    }

    @Test func unknownUserAndWrongPasswordAnswerAlike() async throws {
        let server = try await VellumServer.start(["--auth-attempts-per-minute", "0"])
        _ = try await Person.register("alice", on: server)
        let wrong = try await server.client.send(
            "POST", "/api/v1/auth/login", json: #"{"identifier":"alice","password":"Wrong1Horse"}"#)
        let unknown = try await server.client.send(
            "POST", "/api/v1/auth/login", json: #"{"identifier":"nobody","password":"Wrong1Horse"}"#)
        #expect(wrong.status == 401)
        #expect(unknown.status == 401)
        #expect(wrong.text == unknown.text)
        #expect(wrong.response["WWW-Authenticate"] == unknown.response["WWW-Authenticate"])
        await server.stop()
    }

    @Test func everyPartOfARefusedRegistrationIsNamed() async throws {
        let server = try await VellumServer.start()
        let exchange = try await server.client.send(
            "POST", "/api/v1/auth/register", json: #"{"user_id":"..","email":"nobody","admin":true}"#)
        #expect(exchange.status == 400)
        let details = try exchange.json["details"]?.elements ?? []
        #expect(Set(details.compactMap { $0["pointer"]?.string }) == ["/user_id", "/email", "/admin", "/password"])
        await server.stop()
    }

    @Test(arguments: ["short1A", "nouppercase1", "NOLOWERCASE1", "NoDigitsHere", "Password1", "Alice@example.com1x"])
    func weakPasswordsAreRefusedWithAPointer(password: String) async throws {
        let server = try await VellumServer.start()
        let exchange = try await server.client.send(
            "POST", "/api/v1/auth/register",
            json: #"{"user_id":"alice","email":"alice@example.com1x","password":"\#(password)"}"#)
        #expect(exchange.status == 400)
        #expect(try exchange.json["details"]?.elements?.first?["pointer"]?.string == "/password")
        await server.stop()
    }

    @Test func openTokensAreRefusedWithoutTheSwitchAndEndWhenTheIDIsRegistered() async throws {
        let closed = try await VellumServer.start()
        #expect(
            try await closed.client.send("POST", "/api/auth/token", json: #"{"user_id":"visitor"}"#).status == 401)
        await closed.stop()

        let server = try await VellumServer.start(["--open-tokens"])
        let issued = try await server.client.send("POST", "/api/auth/token", json: #"{"user_id":"visitor"}"#)
        let bearer = [("Authorization", "Bearer \(try issued.json["token"]?.string ?? "")")]
        let path = "/api/user/visitor/sessions"
        #expect(try await server.client.send("GET", path, headers: bearer).status == 200)
        _ = try await Person.register("visitor", on: server)
        #expect(try await server.client.send("GET", path, headers: bearer).status == 401)
        #expect(
            try await server.client.send("POST", "/api/auth/token", json: #"{"user_id":"visitor"}"#).status == 401)
        await server.stop()
    }

    @Test func openTokensEndWithTheSwitch() async throws {
        let open = try await VellumServer.start(["--open-tokens"])
        let issued = try await open.client.send("POST", "/api/auth/token", json: #"{"user_id":"visitor"}"#)
        let bearer = [("Authorization", "Bearer \(try issued.json["token"]?.string ?? "")")]
        open.child.send(SIGTERM)
        _ = await open.child.exitStatus()
        let closed = try await VellumServer.start(folder: open.folder)
        #expect(try await closed.client.send("GET", "/api/user/visitor/sessions", headers: bearer).status == 401)
        await closed.stop()
    }

    @Test func aFailedSignInIsLoggedWithoutWhatWasTyped() async throws {
        let server = try await VellumServer.start()
        _ = try await server.client.send(
            "POST", "/api/v1/auth/login", json: #"{"identifier":"MyPassword1","password":"Wrong1Horse"}"#)
        #expect(try await server.waitForLog("event=sign_in_failed") == 1)
        for _ in 0..<5 {
            _ = try await server.client.send(
                "POST", "/api/v1/auth/login", json: #"{"identifier":"MyPassword1","password":"Wrong1Horse"}"#)
        }
        #expect(try await server.waitForLog("event=rate_limited", "action=login") == 1)
        #expect(!server.log.contains("MyPassword1"))
        #expect(!server.log.contains("Wrong1Horse"))
        await server.stop()
    }
}
