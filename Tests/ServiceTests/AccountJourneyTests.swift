import ContractTesting
import Redis
import Testing

/// Sign-ins and passwords over the wire, on two instances.
@Suite struct AccountJourneyTests {
    private func me(_ bearer: [(String, String)], _ server: VellumServer) async throws -> Int {
        try await server.client.send("GET", "/api/v1/auth/me", headers: bearer).status
    }

    private func refresh(_ person: Person, _ server: VellumServer) async throws -> Int {
        try await server.client.send(
            "POST", "/api/v1/auth/refresh", json: #"{"refresh_token":"\#(person.refresh)"}"#
        ).status
    }

    private func issue(_ server: VellumServer) async throws -> [(String, String)] {
        let exchange = try await server.client.send(
            "POST", "/api/auth/token", json: #"{"user_id":"alice","password":"\#(Person.password)"}"#)
        return [("Authorization", "Bearer \(try exchange.json["token"]?.string ?? "")")]
    }

    private func change(_ person: Person, from current: String, to new: String, _ server: VellumServer) async throws
        -> Exchange
    {
        try await server.client.send(
            "PUT", "/api/v1/auth/password", headers: person.bearer,
            json: #"{"current_password":"\#(current)","new_password":"\#(new)"}"#)
    }

    private func list(_ person: Person, _ server: VellumServer) async throws -> [JSONTree] {
        try await server.client.send("GET", "/api/v1/auth/sign-ins", headers: person.bearer).json["sign_ins"]?.elements
            ?? []
    }

    @Test func logoutAllEndsEveryTokenOnEveryInstance() async throws {
        let two = try await TwoInstances.start()
        let first = try await Person.register("alice", on: two.a)
        let second = try await Person.login("alice", on: two.b)
        let issued = try await issue(two.a)
        let bob = try await Person.register("bob", on: two.b)
        for bearer in [first.bearer, second.bearer, issued] { #expect(try await me(bearer, two.b) == 200) }
        #expect(try await two.a.client.send("POST", "/api/v1/auth/logout-all", headers: second.bearer).status == 204)
        for bearer in [first.bearer, second.bearer, issued] {
            #expect(try await me(bearer, two.a) == 401, "at once where it was asked")
            #expect(try await eventually { try await me(bearer, two.b) == 401 })
        }
        for person in [first, second] {
            #expect(try await refresh(person, two.a) == 401)
            #expect(try await refresh(person, two.b) == 401)
        }
        #expect(try await me(bob.bearer, two.a) == 200)
        #expect(try await me(try await Person.login("alice", on: two.b).bearer, two.a) == 200)
        await two.stop()
    }

    @Test func aNewPasswordEndsAllOtherSignInsOnEveryInstance() async throws {
        let two = try await TwoInstances.start()
        let asking = try await Person.register("alice", on: two.a)
        let other = try await Person.login("alice", on: two.b)
        let issued = try await issue(two.b)
        #expect(try await me(other.bearer, two.b) == 200)
        #expect(try await change(asking, from: Person.password, to: "Sunlit8Meadow", two.a).status == 204)
        for bearer in [other.bearer, issued] {
            #expect(try await me(bearer, two.a) == 401)
            #expect(try await eventually { try await me(bearer, two.b) == 401 })
        }
        #expect(try await refresh(other, two.b) == 401)
        #expect(try await me(asking.bearer, two.a) == 200)
        #expect(try await me(asking.bearer, two.b) == 200)
        #expect(try await refresh(asking, two.b) == 200)
        #expect(try await login("alice", Person.password, two.b) == 401)
        #expect(try await login("alice", "Sunlit8Meadow", two.b) == 200)
        await two.stop()
    }

    private func login(_ user: String, _ password: String, _ server: VellumServer) async throws -> Int {
        try await server.client.send(
            "POST", "/api/v1/auth/login", json: #"{"identifier":"\#(user)","password":"\#(password)"}"#
        ).status
    }

    @Test func aNewPasswordKeepsTheRules() async throws {
        let server = try await VellumServer.start(["--auth-attempts-per-minute", "0"])
        let alice = try await Person.register("alice", on: server)
        for new in ["short1A", "nouppercase1", "Password1", Person.password] {
            let refused = try await change(alice, from: Person.password, to: new, server)
            #expect(refused.status == 400, "\(new)")
            #expect(try refused.json["details"]?.elements?.first?["pointer"]?.string == "/new_password")
        }
        let wrong = try await change(alice, from: "Wrong1Horse", to: "Sunlit8Meadow", server)
        #expect(wrong.status == 401)
        #expect(try wrong.json["code"]?.string == "invalid_credentials")
        #expect(try await login("alice", Person.password, server) == 200)
        await server.stop()
    }

    @Test func fivePasswordsAMinuteAreTriedPerAddressAndPerAccount() async throws {
        let server = try await VellumServer.start()
        let alice = try await Person.register("alice", on: server)
        for _ in 1...5 {
            #expect(try await change(alice, from: "Wrong1Horse", to: "Sunlit8Meadow", server).status == 401)
        }
        let refused = try await change(alice, from: Person.password, to: "Sunlit8Meadow", server)
        #expect(refused.status == 429)
        #expect(refused.response["RateLimit-Policy"] == #""change_password-address";q=5;w=60"#)
        #expect(refused.response["Retry-After"].flatMap { Int($0) } ?? 0 > 0)
        await server.stop()
    }

    @Test func aSignInIsListedWithDeviceAndAddressAndEndsByItsID() async throws {
        let server = try await VellumServer.start(["--auth-attempts-per-minute", "0"])
        let alice = try await Person.register("alice", on: server)
        let phone = try await server.client.send(
            "POST", "/api/v1/auth/login", headers: [("User-Agent", "phone/1.0")],
            json: #"{"identifier":"alice","password":"\#(Person.password)"}"#
        ).json
        _ = try await issue(server)
        let rows = try await list(alice, server)
        #expect(rows.count == 3)
        #expect(rows.filter { $0["current"]?.bool == true }.map { $0["sign_in_id"]?.string } == [try alice.signInID])
        #expect(rows.filter { $0["kind"]?.string == "token" }.count == 1)
        #expect(rows.allSatisfy { $0["ip"]?.string == "127.0.0.1" })
        let id = try #require(rows.first { $0["device"]?.string == "phone/1.0" }?["sign_in_id"]?.string)
        let bob = try await Person.register("bob", on: server)
        for (bearer, status) in [(bob.bearer, 404), (alice.bearer, 204), (alice.bearer, 404)] {
            let ended = try await server.client.send("DELETE", "/api/v1/auth/sign-ins/\(id)", headers: bearer)
            #expect(ended.status == status)
        }
        let bearer = [("Authorization", "Bearer \(phone["access_token"]?.string ?? "")")]
        #expect(try await me(bearer, server) == 401)
        #expect(try await list(alice, server).count == 2)
        await server.stop()
    }

    @Test func endingTheCurrentSignInIsALogout() async throws {
        let server = try await VellumServer.start(["--auth-attempts-per-minute", "0"])
        let alice = try await Person.register("alice", on: server)
        let ended = try await server.client.send(
            "DELETE", "/api/v1/auth/sign-ins/\(try alice.signInID)", headers: alice.bearer)
        #expect(ended.status == 204)
        #expect(try await me(alice.bearer, server) == 401)
        #expect(try await refresh(alice, server) == 401)
        await server.stop()
    }

    @Test func oneSignInTooManyEndsTheOldest() async throws {
        let server = try await VellumServer.start([
            "--auth-attempts-per-minute", "0", "--sign-ins-per-user", "2",
        ])
        let first = try await Person.register("alice", on: server)
        let second = try await Person.login("alice", on: server)
        #expect(try await me(first.bearer, server) == 200)
        let third = try await Person.login("alice", on: server)
        #expect(try await me(first.bearer, server) == 401)
        #expect(try await refresh(first, server) == 401)
        #expect(try await me(second.bearer, server) == 200)
        #expect(try await list(third, server).count == 2)
        await server.stop()
    }
}
