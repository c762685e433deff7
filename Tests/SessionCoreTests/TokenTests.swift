import JOSE
import Redis
import Testing

@testable import SessionCore

struct TokenTests {
    @Test func verificationSendsNoCommandToRedis() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let tokens = try await core.signUp().tokens
            // The follower's own read wakes every two seconds, whether tokens are verified or not.
            func others() async throws -> [String: Int] {
                try await world.commandCounts().filter { !["info", "xread"].contains($0.key) }
            }
            let before = try await others()
            for _ in 0..<100 { #expect(try core.verifier.verify(tokens.accessToken).userID == .alice) }
            #expect(try await others() == before)
        }
    }

    @Test func verificationGoesOnWhileRedisIsAway() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let tokens = try await core.signUp().tokens
            await world.server.stop()
            #expect(try core.verifier.verify(tokens.accessToken).userID == .alice)
        }
    }

    @Test func twoInstancesThatStartTogetherEndWithOneKeyPair() async throws {
        try await withWorld { world in
            async let one = world.core()
            async let two = world.core()
            let (first, second) = try await (one, two)
            #expect(first.keys.ring.signer.jwk.kid == second.keys.ring.signer.jwk.kid)
            #expect(world.lines.elements.filter { $0.contains("event=key_created") }.count == 1)
            let tokens = try await first.signUp().tokens
            #expect(try second.verifier.verify(tokens.accessToken).userID == .alice)
        }
    }

    @Test func theKeyOutlivesTheInstanceThatMadeIt() async throws {
        try await withWorld { world in
            let tokens = try await world.core().signUp().tokens
            #expect(try await world.core().verifier.verify(tokens.accessToken).userID == .alice)
        }
    }

    @Test func aBrokenKeySetStopsTheStartAndIsNotOverwritten() async throws {
        try await withWorld { world in
            _ = try await world.redis.command("SET", "jwk:private", "{}")
            await #expect(throws: CoreError.self) { _ = try await world.core() }
            #expect(try await world.redis.command("GET", "jwk:private").text == "{}")
        }
    }

    @Test func publishedKeysHaveNoPrivateMember() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let stored = try await world.redis.command("GET", "jwk:public").text ?? ""
            #expect(stored == String(decoding: core.keys.ring.jwks, as: UTF8.self))
            for member in ["\"d\"", "\"p\"", "\"q\"", "\"dp\"", "\"dq\"", "\"qi\""] {
                #expect(!stored.contains(member))
            }
        }
    }

    @Test func aTokenExpires() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let tokens = try await core.signUp().tokens
            world.time.advance(milliseconds: 931_000)
            #expect(throws: TokenFailure.rejected(.expired)) { try core.verifier.verify(tokens.accessToken) }
        }
    }

    @Test func logoutEndsAccessAndRefreshHereBeforeItReturns() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let tokens = try await core.signUp().tokens
            try await core.signIns.end(try core.verifier.verify(tokens.accessToken))
            #expect(throws: TokenFailure.revoked) { try core.verifier.verify(tokens.accessToken) }
            #expect(await refreshFailure(core, tokens.refreshToken) == "invalidRefreshToken")
        }
    }

    @Test func logoutIsSeenByAnotherInstanceAndByOneThatStartsLater() async throws {
        try await withWorld { world in
            let (core, other) = (try await world.core(), try await world.core())
            let tokens = try await core.signUp().tokens
            let caller = try other.verifier.verify(tokens.accessToken)
            try await core.signIns.end(caller)
            #expect(await eventually { (try? other.verifier.verify(tokens.accessToken)) == nil })
            let later = try await world.core()
            #expect(throws: TokenFailure.revoked) { try later.verifier.verify(tokens.accessToken) }
        }
    }

    @Test func logoutEndsOneSignInOnly() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let (account, first) = try await core.signUp()
            let second = try await core.signIns.begin(account, from: origin)
            try await core.signIns.end(try core.verifier.verify(first.accessToken))
            #expect(try core.verifier.verify(second.accessToken).userID == .alice)
        }
    }

    @Test func registeringAnIDEndsItsOpenTokensEverywhere() async throws {
        try await withWorld { world in
            let (core, other) = (try await world.core { $0.openTokens = true }, try await world.core())
            let token = try await core.signIns.issueToken(.alice, account: nil, seconds: 3600)
            #expect(try core.verifier.verify(token).userID == .alice)
            let tokens = try await core.signUp().tokens
            #expect(throws: TokenFailure.revoked) { try core.verifier.verify(token) }
            #expect(await eventually { (try? other.verifier.verify(token)) == nil })
            #expect(try other.verifier.verify(tokens.accessToken).userID == .alice)
        }
    }
}

/// The name of what a refresh throws, nil when it succeeds.
func refreshFailure(_ core: SessionCore, _ token: String) async -> String? {
    await failure { () throws(CoreError) in try await core.signIns.refresh(token) { _ in } }?.name
}
