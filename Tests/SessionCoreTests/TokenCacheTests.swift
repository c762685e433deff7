import JOSE
import Metrics
import Testing

@testable import SessionCore

/// Tokens that were seen before.
@Suite struct TokenCacheTests {
    @Test func aTokenIsVerifiedOnceAndFoundFromThenOn() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let token = try await core.signUp().tokens.accessToken
            for _ in 0..<3 { #expect(try core.verifier.verify(token).userID == .alice) }
            #expect(core.verifier.cacheOutcomes[.miss].value == 1)
            #expect(core.verifier.cacheOutcomes[.hit].value == 2)
            #expect(core.verifier.outcomes[.accepted].value == 3)
            #expect(world.lines.elements.filter { $0.contains("event=token_cache_miss user=alice") }.count == 1)
            #expect(world.lines.elements.filter { $0.contains("event=token_cache_hit user=alice") }.count == 2)
        }
    }

    @Test func aTokenThatDiffersInOneBitIsAnotherToken() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let token = try await core.signUp().tokens.accessToken
            _ = try core.verifier.verify(token)
            let last = token.last == "A" ? "B" : "A"
            for forged in [token.dropLast() + last, token + "A", token + "="] {
                #expect(throws: TokenFailure.self) { try core.verifier.verify(String(forged)) }
            }
            #expect(core.verifier.cache.count == 1, "what is refused is not kept")
            #expect(core.verifier.cacheOutcomes[.hit].value == 0)
        }
    }

    @Test func anEndedSignInIsRefusedAtOnceAndForgotten() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let token = try await core.signUp().tokens.accessToken
            try await core.signIns.end(try core.verifier.verify(token))
            #expect(throws: TokenFailure.revoked) { try core.verifier.verify(token) }
            #expect(core.verifier.cache.count == 0)
            #expect(core.verifier.outcomes[.revoked].value == 1)
        }
    }

    @Test func aKnownTokenExpiresLikeAnyOther() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let token = try await core.signUp().tokens.accessToken
            _ = try core.verifier.verify(token)
            world.time.advance(milliseconds: 929_000)
            #expect(try core.verifier.verify(token).userID == .alice, "within the leeway of 30 s")
            world.time.advance(milliseconds: 2_000)
            #expect(throws: TokenFailure.rejected(.expired)) { try core.verifier.verify(token) }
            #expect(core.verifier.cache.count == 0)
        }
    }

    @Test func theCacheIsBoundedAndKeepsWhatIsAskedFor() {
        let cache = TokenCache()
        let claims = Claims(
            issuer: "i", subject: "alice", issuedAt: 1, expiresAt: 2, tokenID: "t", signInID: "s", version: 1)
        let favourite = TextDigest("favourite")
        cache.keep(claims, favourite, 0)
        for number in 0..<(3 * TokenCache.half) {
            cache.keep(claims, TextDigest(String(number)), 0)
            #expect(cache.claims(favourite) != nil)
        }
        #expect(cache.count <= 2 * TokenCache.half)
    }
}
