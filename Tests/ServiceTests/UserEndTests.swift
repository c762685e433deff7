import ContractTesting
import Foundation
import Testing

/// What a disabled or deleted user loses on every instance, while people look at their pictures.
@Suite struct UserEndTests {
    private static let login = #"{"identifier":"alice","password":"\#(Person.password)"}"#
    private static let issue = #"{"user_id":"alice","password":"\#(Person.password)"}"#

    /// Alice has streams open on both instances; then a command ends her.
    private func end(_ words: String..., check: (TwoInstances, Person, AdminCommand) async throws -> Void) async throws
    {
        let two = try await TwoInstances.start()
        let alice = try await Person.register("alice", on: two.a)
        let bob = try await Person.register("bob", on: two.a)
        try await bob.create("other", on: two.a)
        var streams: [StreamReader] = []
        for session in ["one", "two"] {
            try await alice.create(session, on: two.a)
            for server in [two.a, two.b] {
                streams.append(try await server.client.openStream("/stream/alice/\(session)"))
            }
        }
        let other = try await two.b.client.openStream("/stream/bob/other")
        for stream in streams + [other] { #expect(try await stream.nextPart() != nil) }
        let admin = AdminCommand(two.a)
        let outcome = try await admin.run(["user"] + words)
        #expect(outcome.status == 0, "\(outcome.text)")
        #expect(outcome.text.contains("1 sign-in and 2 sessions ended"))
        // The reader refuses a stream that is cut off before its last boundary.
        for stream in streams { #expect(try await stream.nextPart() == nil) }
        for server in [two.a, two.b] {
            let refused = try await eventually {
                try await server.client.send("GET", "/api/v1/auth/me", headers: alice.bearer).status == 401
            }
            #expect(refused)
            #expect(try await server.client.send("GET", "/image/alice/one").status == 404)
            let create = try await server.client.send(
                "POST", "/api/user/alice/session", headers: alice.bearer,
                json: #"{"session_id":"x","template":"<svg/>"}"#)
            #expect(create.status == 401)
        }
        #expect(try await bob.update("other", value: "two", on: two.a).status == 204)
        _ = try await other.part { $0.text.contains("two") }
        await other.close()
        try await check(two, alice, admin)
        await two.stop()
    }

    private func refusals(_ server: VellumServer, _ alice: Person) async throws -> [Exchange] {
        [
            try await server.client.send("POST", "/api/v1/auth/login", json: Self.login),
            try await server.client.send("POST", "/api/auth/token", json: Self.issue),
            try await server.client.send(
                "POST", "/api/v1/auth/refresh", json: #"{"refresh_token":"\#(alice.refresh)"}"#),
        ]
    }

    @Test func aDisabledUserIsRefusedEverywhereUntilEnabled() async throws {
        try await end("disable", "alice") { two, alice, admin in
            for server in [two.a, two.b] {
                let wrong = try await server.client.send(
                    "POST", "/api/v1/auth/login", json: #"{"identifier":"alice","password":"Wrong1Password"}"#)
                let refused = try await refusals(server, alice)
                #expect(refused.map(\.status) == [401, 401, 401])
                #expect(refused[0].text == wrong.text, "as if the password were wrong")
            }
            #expect(try await admin.user("enable", "alice").status == 0)
            let again = try await Person.login("alice", on: two.b)
            try await again.create("one", on: two.b)
            #expect(try await two.a.client.send("GET", "/api/v1/auth/me", headers: alice.bearer).status == 401)
        }
    }

    @Test func aDeletedUserIsGoneAndTheIDIsFreeForSomebodyElse() async throws {
        try await end("delete", "alice", "--yes") { two, alice, _ in
            #expect(try await refusals(two.b, alice).map(\.status) == [401, 401, 401])
            let next = try await Person.register("alice", on: two.b)
            for server in [two.a, two.b] {
                #expect(try await server.client.send("GET", "/api/v1/auth/me", headers: next.bearer).status == 200)
                #expect(try await server.client.send("GET", "/api/v1/auth/me", headers: alice.bearer).status == 401)
            }
            let list = try await two.a.client.send("GET", "/api/user/alice/sessions", headers: next.bearer)
            #expect(try list.json["sessions"]?.elements?.isEmpty == true)
            let refresh = try await two.a.client.send(
                "POST", "/api/v1/auth/refresh", json: #"{"refresh_token":"\#(alice.refresh)"}"#)
            #expect(refresh.status == 401)
        }
    }

    @Test func whoIsSignedOutKeepsTheirPicturesAndSignsInAgain() async throws {
        let two = try await TwoInstances.start()
        let alice = try await Person.register("alice", on: two.a)
        try await alice.create("main", on: two.a)
        let stream = try await two.b.client.openStream("/stream/alice/main")
        #expect(try await stream.nextPart() != nil)
        #expect(try await AdminCommand(two.b).user("sign-out", "alice").status == 0)
        for server in [two.a, two.b] {
            let refused = try await eventually {
                try await server.client.send("GET", "/api/v1/auth/me", headers: alice.bearer).status == 401
            }
            #expect(refused)
        }
        let again = try await Person.login("alice", on: two.a)
        #expect(try await again.update("main", value: "two", on: two.a).status == 204)
        _ = try await stream.part { $0.text.contains("two") }
        await stream.close()
        await two.stop()
    }

    /// A token of issueToken is a sign-in of its own.
    @Test func logoutEndsATokenOfIssueToken() async throws {
        let two = try await TwoInstances.start()
        _ = try await Person.register("alice", on: two.a)
        let issued = try await two.a.client.send("POST", "/api/auth/token", json: Self.issue)
        let bearer = [("Authorization", "Bearer \(try issued.json["token"]?.string ?? "")")]
        #expect(try await two.b.client.send("GET", "/api/v1/auth/me", headers: bearer).status == 200)
        #expect(try await two.a.client.send("POST", "/api/v1/auth/logout", headers: bearer).status == 204)
        #expect(try await two.a.client.send("GET", "/api/v1/auth/me", headers: bearer).status == 401)
        let refused = try await eventually {
            try await two.b.client.send("GET", "/api/v1/auth/me", headers: bearer).status == 401
        }
        #expect(refused)
        await two.stop()
    }

    @Test func registeringAnIDEndsOpenTokensOfIt() async throws {
        let shared = try await SharedRedis.start()
        let both = try await shared.instances(2, ["--open-tokens", "--auth-attempts-per-minute", "0"])
        let open = try await both[0].client.send("POST", "/api/auth/token", json: #"{"user_id":"alice"}"#)
        let bearer = [("Authorization", "Bearer \(try open.json["token"]?.string ?? "")")]
        #expect(try await both[1].client.send("GET", "/api/user/alice/sessions", headers: bearer).status == 200)
        #expect(try await AdminCommand(both[0]).add("alice").status == 0)
        for server in both {
            let refused = try await eventually {
                try await server.client.send("GET", "/api/user/alice/sessions", headers: bearer).status == 401
            }
            #expect(refused)
        }
        for server in both { await server.stop() }
        await shared.stop()
    }

    /// Its tokens would be refused until those of the old account have expired: better none than a dead one.
    @Test func anIDThatWasDeletedLatelyGetsNoOpenToken() async throws {
        let server = try await VellumServer.start(["--open-tokens", "--auth-attempts-per-minute", "0"])
        let admin = AdminCommand(server)
        _ = try await admin.add("alice")
        #expect(try await admin.user("delete", "alice", "--yes").status == 0)
        let open = try await server.client.send("POST", "/api/auth/token", json: #"{"user_id":"alice"}"#)
        #expect(open.status == 401)
        let other = try await server.client.send("POST", "/api/auth/token", json: #"{"user_id":"bob"}"#)
        #expect(other.status == 200)
        await server.stop()
    }

    @Test func denialsAndReusesAreCounted() async throws {
        let server = try await VellumServer.start(["--auth-attempts-per-minute", "0"])
        let alice = try await Person.register("alice", on: server)
        let denied = try await server.client.send("GET", "/api/user/bob/sessions", headers: alice.bearer)
        #expect(denied.status == 403)
        var token = alice.refresh
        for _ in 0..<2 {
            let next = try await server.client.send(
                "POST", "/api/v1/auth/refresh", json: #"{"refresh_token":"\#(token)"}"#)
            token = try next.json["refresh_token"]?.string ?? ""
        }
        _ = try await server.client.send(
            "POST", "/api/v1/auth/refresh", json: #"{"refresh_token":"\#(alice.refresh)"}"#)
        let metrics = try await server.client.send("GET", "/metrics", judge: false).text
        #expect(metrics.contains("\nvellum_denials_total 1\n"))
        #expect(metrics.contains("\nvellum_refresh_reuses_total 1\n"))
        await server.stop()
    }
}
