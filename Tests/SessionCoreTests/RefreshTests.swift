import JOSE
import Redis
import Testing

@testable import SessionCore

struct RefreshTests {
    private func refresh(_ core: SessionCore, _ token: String) async throws -> TokenPair {
        try await core.signIns.refresh(token) { _ in }
    }

    @Test func aRefreshTokenIsReplacedAtEachUse() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let first = try await core.signUp().tokens
            let second = try await refresh(core, first.refreshToken)
            let third = try await refresh(core, second.refreshToken)
            #expect(Set([first, second, third].map(\.refreshToken)).count == 3)
            #expect(try core.verifier.verify(third.accessToken).userID == .alice)
        }
    }

    @Test func theNewestParentGetsTheSameSuccessorWithinTenSeconds() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let first = try await core.signUp().tokens
            let second = try await refresh(core, first.refreshToken)
            world.time.advance(milliseconds: 9_000)
            #expect(try await refresh(core, first.refreshToken).refreshToken == second.refreshToken)
            #expect(try await refresh(core, second.refreshToken).refreshToken != second.refreshToken)
        }
    }

    @Test func theParentAfterTenSecondsEndsTheSignIn() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let first = try await core.signUp().tokens
            let second = try await refresh(core, first.refreshToken)
            world.time.advance(milliseconds: 10_100)
            let reused = Box<UserID>()
            let error = await failure { () throws(CoreError) in
                try await core.signIns.refresh(first.refreshToken) { reused.add($0) }
            }
            #expect(error?.name == "invalidRefreshToken")
            #expect(reused.elements == [.alice])
            #expect(await refreshFailure(core, second.refreshToken) == "invalidRefreshToken")
            #expect(throws: TokenFailure.revoked) { try core.verifier.verify(second.accessToken) }
        }
    }

    @Test func theGrandparentEndsTheSignInAtOnce() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let first = try await core.signUp().tokens
            let second = try await refresh(core, first.refreshToken)
            let third = try await refresh(core, second.refreshToken)
            #expect(await refreshFailure(core, first.refreshToken) == "invalidRefreshToken")
            #expect(await refreshFailure(core, third.refreshToken) == "invalidRefreshToken")
        }
    }

    @Test func concurrentUsesOfOneTokenGiveOneSuccessor() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let first = try await core.signUp().tokens
            let successors = await concurrently(16) { _ in
                try? await core.signIns.refresh(first.refreshToken) { _ in }.refreshToken
            }
            #expect(Set(successors).count == 1)
            #expect(successors.first != .some(nil))
        }
    }

    @Test func aForgedTokenEndsNothing() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let first = try await core.signUp().tokens
            let forged = String(first.refreshToken.dropLast(4)) + "AAAA"
            #expect(await refreshFailure(core, forged) == "invalidRefreshToken")
            #expect(await refreshFailure(core, first.accessToken) == "invalidRefreshToken")
            #expect(await refreshFailure(core, first.refreshToken) == nil)
        }
    }

    @Test func aSignInEndsWithItsRefreshToken() async throws {
        try await withWorld { world in
            let core = try await world.core()
            _ = try await core.signUp()
            let key = try #require(try await world.redis.command("KEYS", "user:{alice}:signin:*").elements?.first?.text)
            let seconds = try #require(try await world.redis.command("TTL", key).integerValue)
            #expect((604_790...604_800).contains(seconds))
        }
    }

    @Test func redisHoldsNoSecretOfARefreshToken() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let issued = try await core.signUp().tokens
            let secret = try #require(RefreshToken(issued.refreshToken)).secret
            let key = try #require(try await world.redis.command("KEYS", "user:{alice}:signin:*").elements?.first?.text)
            let stored = try await world.redis.command("HGETALL", key).elements?.compactMap(\.text) ?? []
            #expect(stored.contains(secret.hash))
            #expect(!stored.contains { $0.utf8.count > 16 && issued.refreshToken.contains($0) })
        }
    }

    @Test func aReuseWhoseRevocationFailedIsMadeGoodByTheNextOne() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let first = try await core.signUp().tokens
            let second = try await refresh(core, first.refreshToken)
            let third = try await refresh(core, second.refreshToken)
            // The second of the two scripts fails, as it would when Redis went away between them.
            _ = try await world.redis.command("RENAME", "{revocations}:log", "{revocations}:aside")
            _ = try await world.redis.command("SET", "{revocations}:log", "text")
            #expect(await refreshFailure(core, first.refreshToken) == "corrupt")
            _ = try await world.redis.command("RENAME", "{revocations}:aside", "{revocations}:log")
            #expect(await refreshFailure(core, first.refreshToken) == "invalidRefreshToken")
            #expect(throws: TokenFailure.revoked) { try core.verifier.verify(third.accessToken) }
        }
    }
}
