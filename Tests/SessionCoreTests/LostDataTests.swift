import Redis
import Testing

@testable import SessionCore

/// A Redis that comes back without its latest data: a backup, a failover.
@Suite struct LostDataTests {
    @Test func anAccountThatLostItsVersionGivesTokensThatAreGood() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let (account, _) = try await core.signUp()
            try await core.signIns.endAll(.alice, keeping: nil)
            _ = try await world.redis.command("HSET", Keys.account(.alice), "version", "1")
            let tokens = try await core.signIns.begin(account, from: origin)
            #expect(try core.verifier.verify(tokens.accessToken).userID == .alice)
            let issued = try await core.signIns.issueToken(.alice, account: account, seconds: 60, from: origin)
            #expect(try core.verifier.verify(issued).userID == .alice)
            let version = try await world.redis.command("HGET", Keys.account(.alice), "version").integerValue
            #expect(version == account.version + 1)
        }
    }

    @Test func anIDThatIsRegisteredAfterALossGivesTokensThatAreGood() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let old = try await core.signUp().tokens
            try await core.signIns.endAll(.alice, keeping: nil)
            _ = try await world.redis.command("FLUSHALL")
            let new = try await core.signUp().tokens
            #expect(try core.verifier.verify(new.accessToken).userID == .alice)
            #expect(throws: TokenFailure.revoked) { try core.verifier.verify(old.accessToken) }
        }
    }

    /// Nobody remembers the account, and its tokens are sound.
    @Test func anIDThatIsRegisteredAfterALossTakesNoOldTokens() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let (account, tokens) = try await core.signUp()
            let issued = try await core.signIns.issueToken(.alice, account: account, seconds: 3_600, from: origin)
            _ = try await world.redis.command("FLUSHALL")
            world.time.advance(milliseconds: 1_000)
            let new = try await core.signUp().tokens
            for old in [tokens.accessToken, issued] {
                #expect(throws: TokenFailure.revoked) { try core.verifier.verify(old) }
            }
            #expect(try core.verifier.verify(new.accessToken).userID == .alice)
        }
    }

    @Test func anInstanceThatStartsOnAnEmptyRedisLearnsFromOthersFirst() async throws {
        try await withWorld { world in
            let old = try await world.core()
            let tokens = try await old.signUp().tokens
            try await old.signIns.end(try old.verifier.verify(tokens.accessToken))
            for _ in 0..<3 {
                _ = try await world.redis.command("FLUSHALL")
                let fresh = try await world.core()
                #expect(throws: TokenFailure.revoked) { try fresh.verifier.verify(tokens.accessToken) }
            }
        }
    }

    @Test(arguments: [false, true]) func aRefreshTokenDoesNotComeBackToLife(isEndOfAll: Bool) async throws {
        try await withWorld { world in
            let core = try await world.core()
            let tokens = try await core.signUp().tokens
            let caller = try core.verifier.verify(tokens.accessToken)
            let keys = [Keys.signIn(.alice, caller.signInID), Keys.account(.alice), Keys.signIns(.alice)]
            for key in keys { _ = try await world.redis.command("COPY", key, "backup:" + key) }
            if isEndOfAll {
                try await core.signIns.endAll(.alice, keeping: nil)
            } else {
                try await core.signIns.end(caller)
            }
            for key in keys { _ = try await world.redis.command("COPY", "backup:" + key, key, "REPLACE") }
            // Long after its access token has expired, and within the life of the refresh token.
            world.time.advance(milliseconds: 3 * 86_400_000)
            let error = await failure { () throws(CoreError) in
                try await core.signIns.refresh(tokens.refreshToken) { _ in }
            }
            #expect(error?.name == "invalidRefreshToken")
        }
    }

    /// The same ID, but not the same user: what others made under it is not theirs.
    @Test func sessionsMadeWithOpenTokensEndWhenTheIDIsRegistered() async throws {
        try await withWorld { world in
            let core = try await world.core { $0.openTokens = true }
            try await core.make()
            _ = try await core.signUp()
            #expect(try await core.sessions.list(.alice, limit: 10, cursor: nil).sessions.isEmpty)
        }
    }
}
