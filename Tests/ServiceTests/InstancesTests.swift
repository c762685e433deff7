import ContractTesting
import Redis
import Testing

/// Several instances on one Redis behave as one service.
@Suite struct InstancesTests {
    @Test(arguments: [2, 4]) func instancesThatStartTogetherMakeOneKeyPair(count: Int) async throws {
        for _ in 0..<3 {
            let shared = try await SharedRedis.start()
            let instances = try await shared.instances(count)
            var keys: Set<String> = []
            var kids: Set<String> = []
            for instance in instances {
                let exchange = try await instance.client.send("GET", "/.well-known/jwks.json")
                keys.insert(exchange.text)
                kids.formUnion(try exchange.json["keys"]?.elements?.compactMap { $0["kid"]?.string } ?? [])
            }
            #expect(keys.count == 1)
            #expect(kids.count == 1)
            let redis = try await shared.connect()
            let stored = try JSONText.parse(try await redis.command("GET", "jwk:private").bytes ?? [])
            #expect(stored["keys"]?.elements?.map { $0["kid"]?.string } == kids.map { $0 })
            await redis.close()
            #expect(instances.flatMap { $0.logLines("event=key_created") }.count == 1)
            #expect(instances.flatMap { $0.logLines("event=key_loaded") }.count == count - 1)
            for instance in instances { await instance.stop() }
            await shared.stop()
        }
    }

    @Test func anInstanceThatStartsLaterTakesTheStoredKey() async throws {
        let shared = try await SharedRedis.start()
        let first = try await shared.instance()
        let keys = try await first.client.send("GET", "/.well-known/jwks.json").text
        let later = try await shared.instance()
        #expect(try await later.client.send("GET", "/.well-known/jwks.json").text == keys)
        #expect(later.logLines("event=key_loaded").count == 1)
        #expect(later.logLines("event=key_created").isEmpty)
        await first.stop()
        await later.stop()
        await shared.stop()
    }

    @Test func eachInstanceTakesTheOthersTokens() async throws {
        let two = try await TwoInstances.start()
        let alice = try await Person.register("alice", on: two.a)
        let bob = try await Person.register("bob", on: two.b)
        let there = try await two.b.client.send("GET", "/api/v1/auth/me", headers: alice.bearer)
        #expect(try there.json["user_id"]?.string == "alice")
        let here = try await two.a.client.send("GET", "/api/v1/auth/me", headers: bob.bearer)
        #expect(try here.json["user_id"]?.string == "bob")
        await two.stop()
    }

    @Test func anUpdateOnOneReachesTheViewersOfTheOther() async throws {
        let two = try await TwoInstances.start()
        let alice = try await Person.register("alice", on: two.a)
        try await alice.create("main", on: two.a)
        let stream = try await two.b.client.openStream("/stream/alice/main")
        #expect(try await stream.nextPart()?.text.contains("one") == true)
        for (value, writer) in [("two", two.a), ("three", two.b), ("four", two.a)] {
            #expect(try await alice.update("main", value: value, on: writer).status == 204)
            _ = try await stream.part { $0.text.contains(value) }
        }
        await stream.close()
        await two.stop()
    }

    @Test func aPublicUpdateOnOneReachesTheViewersOfTheOther() async throws {
        let two = try await TwoInstances.start()
        try await PublicSessionCases.create("shared", on: two.a)
        let stream = try await two.b.client.openStream("/stream/shared")
        #expect(try await stream.nextPart()?.text.contains("one") == true)
        let put = try await two.a.client.send("PUT", "/api/session/shared", json: #"{"args":{"value":"two"}}"#)
        #expect(put.status == 200)
        _ = try await stream.part { $0.text.contains("two") }
        await stream.close()
        await two.stop()
    }

    @Test func aSnapshotOnOneShowsWhatTheOtherWrote() async throws {
        let two = try await TwoInstances.start()
        let alice = try await Person.register("alice", on: two.a)
        try await alice.create("main", on: two.a)
        #expect(try await two.b.client.send("GET", "/image/alice/main").text.contains("one"))
        try await alice.update("main", value: "two", on: two.a)
        // A picture without a stream is rendered once a second.
        let shown = try await eventually {
            try await two.b.client.send("GET", "/image/alice/main").text.contains("two")
        }
        #expect(shown)
        await two.stop()
    }

    @Test func deletionOnOneEndsTheStreamsOfTheOther() async throws {
        let two = try await TwoInstances.start()
        let alice = try await Person.register("alice", on: two.a)
        try await alice.create("main", on: two.a)
        let stream = try await two.b.client.openStream("/stream/alice/main")
        #expect(try await stream.nextPart() != nil)
        _ = try await two.a.client.send("DELETE", "/api/user/alice/session/main", headers: alice.bearer)
        #expect(try await stream.nextPart() == nil)
        await two.stop()
    }

    /// One second is what the service promises.
    @Test func aLogoutOnOneIsKnownToTheOtherWithinASecond() async throws {
        let two = try await TwoInstances.start()
        let alice = try await Person.register("alice", on: two.a)
        #expect(try await two.b.client.send("GET", "/api/v1/auth/me", headers: alice.bearer).status == 200)
        #expect(try await two.a.client.send("POST", "/api/v1/auth/logout", headers: alice.bearer).status == 204)
        let answered = ContinuousClock.now
        let refused = try await eventually {
            try await two.b.client.send("GET", "/api/v1/auth/me", headers: alice.bearer).status == 401
        }
        #expect(refused)
        #expect(ContinuousClock.now - answered < .seconds(1))
        let refresh = try await two.b.client.send(
            "POST", "/api/v1/auth/refresh", json: #"{"refresh_token":"\#(alice.refresh)"}"#)
        #expect(refresh.status == 401)
        await two.stop()
    }

    @Test func anInstanceThatStartsAfterALogoutKnowsOfIt() async throws {
        let shared = try await SharedRedis.start()
        let first = try await shared.instance()
        let alice = try await Person.register("alice", on: first)
        #expect(try await first.client.send("POST", "/api/v1/auth/logout", headers: alice.bearer).status == 204)
        let later = try await shared.instance()
        #expect(try await later.client.send("GET", "/api/v1/auth/me", headers: alice.bearer).status == 401)
        await first.stop()
        await later.stop()
        await shared.stop()
    }

    @Test func aSignInOfOneIsRefreshedOnTheOther() async throws {
        let two = try await TwoInstances.start()
        let alice = try await Person.register("alice", on: two.a)
        let renewed = try await refresh(alice.refresh, on: two.b)
        #expect(renewed.status == 200)
        let bearer = [("Authorization", "Bearer \(try renewed.json["access_token"]?.string ?? "")")]
        #expect(try await two.a.client.send("GET", "/api/v1/auth/me", headers: bearer).status == 200)
        #expect(try await refresh(renewed.json["refresh_token"]?.string ?? "", on: two.a).status == 200)
        await two.stop()
    }

    @Test func aRefreshTokenUsedTwiceOnTwoInstancesEndsTheSignInOnBoth() async throws {
        let two = try await TwoInstances.start()
        let alice = try await Person.register("alice", on: two.a)
        let second = try await refresh(alice.refresh, on: two.a).json["refresh_token"]?.string ?? ""
        let third = try await refresh(second, on: two.a)
        let access = [("Authorization", "Bearer \(try third.json["access_token"]?.string ?? "")")]
        #expect(try await two.a.client.send("GET", "/api/v1/auth/me", headers: access).status == 200)

        #expect(try await refresh(alice.refresh, on: two.b).status == 401)
        let refused = try await eventually {
            try await two.a.client.send("GET", "/api/v1/auth/me", headers: access).status == 401
        }
        #expect(refused)
        #expect(try await refresh(third.json["refresh_token"]?.string ?? "", on: two.a).status == 401)
        #expect(try await two.b.waitForLog("event=refresh_reused", "user=alice") == 1)
        await two.stop()
    }

    @Test func anIDTakenOnOneIsTakenOnTheOther() async throws {
        let two = try await TwoInstances.start()
        _ = try await Person.register("alice", on: two.b)
        for body in [
            #"{"user_id":"alice","email":"new@example.com","password":"Correct1Horse"}"#,
            #"{"user_id":"new","email":"ALICE@example.com","password":"Correct1Horse"}"#,
        ] {
            #expect(try await two.a.client.send("POST", "/api/v1/auth/register", json: body).status == 409)
        }
        await two.stop()
    }

    @Test func rateLimitsCountTogether() async throws {
        let two = try await TwoInstances.start(["--auth-attempts-per-minute", "4"])
        let body = #"{"identifier":"alice","password":"Wrong1Horse"}"#
        for server in [two.a, two.b, two.a, two.b] {
            #expect(try await server.client.send("POST", "/api/v1/auth/login", json: body).status == 401)
        }
        for server in [two.a, two.b] {
            #expect(try await server.client.send("POST", "/api/v1/auth/login", json: body).status == 429)
        }
        await two.stop()
    }

    private func refresh(_ token: String, on server: VellumServer) async throws -> Exchange {
        try await server.client.send("POST", "/api/v1/auth/refresh", json: #"{"refresh_token":"\#(token)"}"#)
    }
}
