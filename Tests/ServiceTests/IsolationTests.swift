import ContractTesting
import Redis
import Testing

/// Every secured operation × everything that may not pass. The contracts say which operations are secured.
@Suite struct IsolationTests {
    @Test func everySecuredOperationHasARow() {
        let secured = SecuredCall.operations.map(\.id)
        #expect(!secured.isEmpty)
        #expect(Set(secured) == Set(SecuredCall.table.map(\.operationID)))
        // Whatever holds a user's name in its path belongs to that user.
        for operation in SecuredCall.operations where operation.parameters.contains(where: { $0.name == "user_id" }) {
            #expect(operation.owner == "user_id", "\(operation.id)")
        }
    }

    @Test func everyRowIsARequestThatItsOwnerMayMake() async throws {
        let world = try await IsolationWorld.make()
        let spare = try await Person.login("alice", on: world.server)
        let other = try await Person.login("alice", on: world.server).signInID
        // What ends a sign-in or the session comes last, each with a sign-in that is there still.
        let order = ["deleteUserSession", "revokeSignIn", "logout", "changePassword", "logoutAll"]
        let calls = SecuredCall.all.sorted {
            (order.firstIndex(of: $0.operationID) ?? -1) < (order.firstIndex(of: $1.operationID) ?? -1)
        }
        for call in calls {
            var addressed = call
            addressed.path = call.path.replacing(SecuredCall.signIn, with: other)
            let person = call.operationID == "logout" ? spare : world.alice
            let exchange = try await world.send(addressed, person.bearer)
            #expect((200..<300).contains(exchange.status), "\(call.method) \(call.path): \(exchange.text)")
        }
        await world.stop()
    }

    /// The watchman is watched: a change of any kind shows in the dump.
    @Test(arguments: [
        ["HSET", "user:{alice}", "email", "x"], ["EXPIRE", "user:{alice}:session:main", "5000"], ["SET", "new", "x"],
        ["DEL", "jwk:public"], ["ZADD", "user:{alice}:sessions", "1", "other"],
        ["XADD", "{revocations}:log", "*", "a", "b"],
    ])
    func aDumpShowsEveryChange(command: [String]) async throws {
        let world = try await IsolationWorld.make()
        let before = try await RedisDump(world.redis)
        #expect(try await RedisDump(world.redis).differences(from: before).isEmpty)
        _ = try await world.redis.command(command)
        #expect(try await RedisDump(world.redis).differences(from: before) == [command[1]])
        await world.stop()
    }

    @Test func whoPresentsNothingIsRefusedEverywhere() async throws {
        let world = try await IsolationWorld.make()
        try await world.expectRefused([.nothing])
        await world.stop()
    }

    @Test func fieldsThatHoldNoSingleTokenAreRefusedEverywhere() async throws {
        let world = try await IsolationWorld.make()
        try await world.expectRefused(BadTokens.fields(world.alice.access))
        await world.stop()
    }

    @Test func malformedTokensAreRefusedEverywhere() async throws {
        let world = try await IsolationWorld.make()
        try await world.expectRefused(BadTokens.malformed(world.alice.access, world.forge))
        await world.stop()
    }

    @Test func tamperedTokensAreRefusedEverywhere() async throws {
        let world = try await IsolationWorld.make()
        let (alice, bob) = (world.alice.access, world.bob.access)
        try await world.expectRefused(
            BadTokens.unsigned(alice, other: bob, world.forge) + BadTokens.unsigned(bob, other: alice, world.forge))
        await world.stop()
    }

    @Test func expiredTokensAreRefusedEverywhere() async throws {
        let world = try await IsolationWorld.make()
        try await world.expectRefused(BadTokens.expired(world.forge))
        await world.stop()
    }

    @Test func tokensWithUnacceptableClaimsAreRefusedEverywhere() async throws {
        let world = try await IsolationWorld.make()
        try await world.expectRefused(BadTokens.claims(world.forge))
        await world.stop()
    }

    /// What makes the refusals of forged tokens mean something: only their one defect refuses them.
    @Test func aForgedTokenWithoutDefectIsAccepted() async throws {
        let world = try await IsolationWorld.make()
        let token = try world.forge.sign(TokenForge.claims())
        let me = try await world.server.client.send(
            "GET", "/api/v1/auth/me", headers: [("Authorization", "Bearer \(token)")])
        #expect(me.status == 200)
        #expect(try me.json["user_id"]?.string == "alice")
        await world.stop()
    }

    @Test func tokensOfAnotherServerAreRefusedEverywhere() async throws {
        let world = try await IsolationWorld.make()
        let elsewhere = try await VellumServer.start(["--auth-attempts-per-minute", "0"])
        let stranger = try await Person.register("alice", on: elsewhere)
        let theirs = try await elsewhere.redis()
        let forge = try await TokenForge(theirs)
        let ours = try forge.sign(header: TokenForge.header(kid: world.forge.kid), TokenForge.claims())
        try await world.expectRefused([
            Presented("alice of another server", token: stranger.access, reason: "signature"),
            Presented("another server's key under our kid", token: ours, reason: "signature"),
            Presented("anybody's key", token: try TokenForge().sign(TokenForge.claims()), reason: "signature"),
        ])
        await theirs.close()
        await elsewhere.stop()
        await world.stop()
    }

    @Test func refreshTokensAreNoAccessTokens() async throws {
        let world = try await IsolationWorld.make()
        try await world.expectRefused([
            Presented("a refresh token", token: world.alice.refresh, reason: "format")
        ])
        await world.stop()
    }

    @Test func tokensOfAnEndedSignInAreRefusedEverywhere() async throws {
        let world = try await IsolationWorld.make()
        let ended = try await Person.login("alice", on: world.server)
        _ = try await world.server.client.send("POST", "/api/v1/auth/logout", headers: ended.bearer)
        let old = try world.forge.sign(TokenForge.claims(["ver": "0"]))
        try await world.expectRefused([
            Presented("a token after logout", token: ended.access, reason: "revoked"),
            Presented("a token from before the registration", token: old, reason: "revoked"),
        ])
        await world.stop()
    }
}
