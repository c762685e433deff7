import Testing

@testable import SessionCore

/// What is told of a token, and to whom.
@Suite struct IntrospectionTests {
    @Test func aGoodAccessTokenIsDescribed() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let tokens = try await core.signUp().tokens
            let caller = try core.verifier.verify(tokens.accessToken)
            for asker in [nil, UserID.alice] {
                let told = try #require(try await core.introspection.describe(tokens.accessToken, to: asker))
                #expect(told.userID == .alice)
                #expect(told.signInID == caller.signInID)
                #expect(told.expiresAt == told.issuedAt + 900)
                #expect(told.access == .init(issuer: "realtime-svg", tokenID: caller.tokenID))
            }
        }
    }

    @Test func aRefreshTokenIsDescribedAndNotUsedUp() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let first = try await core.signUp().tokens
            let next = try await core.signIns.refresh(first.refreshToken) { _ in }
            for _ in 0..<3 {
                let told = try #require(try await core.introspection.describe(next.refreshToken, to: .alice))
                #expect(told.access == nil)
                #expect((604_798...604_800).contains(told.expiresAt - told.issuedAt))
            }
            #expect(try await core.introspection.describe(first.refreshToken, to: nil) == nil, "it is used up")
            #expect(await refreshFailure(core, next.refreshToken) == nil)
        }
    }

    @Test func theTokensOfOthersAreNotTold() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let tokens = try await core.signUp().tokens
            for token in [tokens.accessToken, tokens.refreshToken] {
                #expect(try await core.introspection.describe(token, to: .bob) == nil)
                #expect(try await core.introspection.describe(token, to: nil) != nil)
            }
        }
    }

    @Test func whatEndedExpiredOrNeverWasIsNotGood() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let (account, ended) = try await core.signUp()
            let kept = try await core.signIns.begin(account, from: origin)
            try await core.signIns.end(try core.verifier.verify(ended.accessToken))
            let forged = String(kept.refreshToken.dropLast(4)) + "AAAA"
            for token in [ended.accessToken, ended.refreshToken, forged, "", "x", "a~b~c", kept.accessToken + "A"] {
                #expect(try await core.introspection.describe(token, to: nil) == nil, "\(token)")
            }
            world.time.advance(milliseconds: 931_000)
            #expect(try await core.introspection.describe(kept.accessToken, to: nil) == nil)
            #expect(try await core.introspection.describe(kept.refreshToken, to: nil) != nil)
        }
    }

    @Test func aRefreshTokenThatNoIndexKnowsIsNotGoodAfterTheEndOfAll() async throws {
        try await withWorld { world in
            let before = try await world.core()
            let tokens = try await before.signUp().tokens
            try await world.makeFormat1(try before.verifier.verify(tokens.accessToken).signInID)
            let core = try await world.core()
            #expect(try await core.introspection.describe(tokens.refreshToken, to: nil) != nil)
            try await core.signIns.endAll(.alice, keeping: nil)
            #expect(try await core.introspection.describe(tokens.refreshToken, to: nil) == nil)
        }
    }

    @Test func onlyTheConfiguredSecretIsAdmitted() async throws {
        try await withWorld { world in
            let core = try await world.core { $0.introspectionSecret = "a-secret-of-the-tests" }
            #expect(core.introspection.admits("introspection", secret: "a-secret-of-the-tests"))
            #expect(!core.introspection.admits("alice", secret: "a-secret-of-the-tests"))
            for wrong in ["", "a-secret-of-the-test", "a-secret-of-the-tests ", "A-secret-of-the-tests"] {
                #expect(!core.introspection.admits("introspection", secret: wrong))
            }
            let none = try await world.core()
            #expect(!none.introspection.admits("introspection", secret: ""))
        }
    }

    @Test func afterTooManyFailuresNothingIsTriedUntilTheyAreAMinuteOld() async throws {
        try await withWorld { world in
            let core = try await world.core()
            func isRefused(_ address: String) async -> Bool {
                await failure { () throws(CoreError) in
                    try await core.limiter.refuseExhausted(.introspect, "address", address, limit: 5)
                }?.name == "rateLimited"
            }
            for _ in 0..<5 {
                #expect(await !isRefused("192.0.2.1"))
                try await core.limiter.attempt(.introspect, "address", "192.0.2.1", limit: 5)
            }
            #expect(await isRefused("192.0.2.1"))
            #expect(await !isRefused("192.0.2.2"))
            world.time.advance(milliseconds: 60_001)
            #expect(await !isRefused("192.0.2.1"))
        }
    }
}
