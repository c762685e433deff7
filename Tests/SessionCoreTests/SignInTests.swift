import JOSE
import Redis
import Testing

@testable import SessionCore

/// Ending sign-ins, one or all.
@Suite struct SignInTests {
    @Test func endingAllRefusesEveryTokenOfTheUserHereBeforeItReturns() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let (account, first) = try await core.signUp()
            let second = try await core.signIns.begin(account, from: origin)
            let token = try await core.signIns.issueToken(.alice, account: account, seconds: 3600)
            try await core.signIns.endAll(.alice, keeping: nil)
            for access in [first.accessToken, second.accessToken, token] {
                #expect(throws: TokenFailure.revoked) { try core.verifier.verify(access) }
            }
            for tokens in [first, second] {
                #expect(await refreshFailure(core, tokens.refreshToken) == "invalidRefreshToken")
            }
            #expect(try await world.redis.command("KEYS", "user:{alice}:signin:*").elements?.isEmpty == true)
        }
    }

    @Test func endingAllIsSeenByAnotherInstanceAndByOneThatStartsLater() async throws {
        try await withWorld { world in
            let (core, other) = (try await world.core(), try await world.core())
            let (account, tokens) = try await core.signUp()
            let issued = try await core.signIns.issueToken(.alice, account: account, seconds: 3600)
            _ = try other.verifier.verify(tokens.accessToken)
            try await core.signIns.endAll(.alice, keeping: nil)
            let later = try await world.core()
            for access in [tokens.accessToken, issued] {
                #expect(await eventually { (try? other.verifier.verify(access)) == nil })
                #expect(throws: TokenFailure.revoked) { try later.verifier.verify(access) }
            }
            #expect(await refreshFailure(other, tokens.refreshToken) == "invalidRefreshToken")
        }
    }

    @Test func endingAllLeavesOtherUsersAndLaterSignInsAlone() async throws {
        try await withWorld { world in
            let core = try await world.core()
            _ = try await core.signUp()
            let bob = try await core.signUp(.bob).tokens
            try await core.signIns.endAll(.alice, keeping: nil)
            #expect(try core.verifier.verify(bob.accessToken).userID == .bob)
            let account = try #require(try await core.accounts.account(.alice))
            let anew = try await core.signIns.begin(account, from: origin)
            #expect(try core.verifier.verify(anew.accessToken).userID == .alice)
            #expect(await refreshFailure(core, anew.refreshToken) == nil)
        }
    }

    @Test func theKeptSignInGoesOnWithAllItsTokensEverywhere() async throws {
        try await withWorld { world in
            let (core, other) = (try await world.core(), try await world.core())
            let (account, kept) = try await core.signUp()
            let ended = try await core.signIns.begin(account, from: origin)
            let issued = try await core.signIns.issueToken(.alice, account: account, seconds: 3600)
            let caller = try core.verifier.verify(kept.accessToken)
            try await core.signIns.endAll(.alice, keeping: caller.signInID)
            #expect(try core.verifier.verify(kept.accessToken) == caller)
            for access in [ended.accessToken, issued] {
                #expect(throws: TokenFailure.revoked) { try core.verifier.verify(access) }
                #expect(await eventually { (try? other.verifier.verify(access)) == nil })
            }
            #expect(await refreshFailure(other, ended.refreshToken) == "invalidRefreshToken")
            let later = try await world.core()
            for instance in [core, other, later] {
                #expect(try instance.verifier.verify(kept.accessToken) == caller)
            }
            let next = try await other.signIns.refresh(kept.refreshToken) { _ in }
            #expect(try core.verifier.verify(next.accessToken) == later.verifier.verify(next.accessToken))
        }
    }

    /// Followers must not refuse the kept sign-in in between.
    @Test func theExemptionIsToldBeforeTheEnd() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let kept = try core.verifier.verify(try await core.signUp().tokens.accessToken).signInID
            try await core.signIns.endAll(.alice, keeping: kept)
            let entries = try await world.redis.command("XRANGE", Keys.revocationLog, "-", "+").elements ?? []
            let users = entries.suffix(2).map { entry in
                let words = entry.elements?.last?.elements?.map(\.text) ?? []
                return words.firstIndex(of: "user").map { words[$0 + 1] } ?? nil
            }
            #expect(users == ["alice/\(kept)", "alice"])
        }
    }

    @Test func aKeptSignInEndsWithTheNextEndOfAll() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let (account, first) = try await core.signUp()
            try await core.signIns.endAll(.alice, keeping: try core.verifier.verify(first.accessToken).signInID)
            let current = try #require(try await core.accounts.account(account.userID))
            let second = try await core.signIns.begin(current, from: origin)
            try await core.signIns.endAll(.alice, keeping: try core.verifier.verify(second.accessToken).signInID)
            #expect(throws: TokenFailure.revoked) { try core.verifier.verify(first.accessToken) }
            #expect(await refreshFailure(core, first.refreshToken) == "invalidRefreshToken")
            #expect(try core.verifier.verify(second.accessToken).userID == .alice)
            try await core.signIns.endAll(.alice, keeping: nil)
            #expect(throws: TokenFailure.revoked) { try core.verifier.verify(second.accessToken) }
            #expect(await refreshFailure(core, second.refreshToken) == "invalidRefreshToken")
        }
    }

    @Test func aKeptSignInStillEndsByItsOwnLogout() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let tokens = try await core.signUp().tokens
            let caller = try core.verifier.verify(tokens.accessToken)
            try await core.signIns.endAll(.alice, keeping: caller.signInID)
            try await core.signIns.end(caller)
            #expect(throws: TokenFailure.revoked) { try core.verifier.verify(tokens.accessToken) }
        }
    }

    @Test func aSignInThatTheIndexDoesNotKnowEndsWithAllOthers() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let (account, tokens) = try await core.signUp()
            let kept = try await core.signIns.begin(account, from: origin)
            let id = try core.verifier.verify(tokens.accessToken).signInID
            _ = try await world.redis.command("ZREM", Keys.signIns(.alice), id)
            try await core.signIns.endAll(.alice, keeping: try core.verifier.verify(kept.accessToken).signInID)
            #expect(throws: TokenFailure.revoked) { try core.verifier.verify(tokens.accessToken) }
            #expect(await refreshFailure(core, tokens.refreshToken) == "invalidRefreshToken")
            #expect(await refreshFailure(core, kept.refreshToken) == nil)
        }
    }

    @Test func aRecordOfFormat1GetsItsEntryAtTheNextRefresh() async throws {
        try await withWorld { world in
            let before = try await world.core()
            let tokens = try await before.signUp().tokens
            let id = try before.verifier.verify(tokens.accessToken).signInID
            try await world.makeFormat1(id)
            let core = try await world.core()
            #expect(try await core.signIns.list(.alice).isEmpty)
            let next = try await core.signIns.refresh(tokens.refreshToken) { _ in }
            let listed = try await core.signIns.list(.alice)
            #expect(listed.map(\.id) == [id])
            #expect(listed.first?.kind == .session)
            let record = try await world.redis.command("HMGET", Keys.signIn(.alice, id), "v", "version").elements
            #expect(record?.map(\.text) == ["2", "1"])
            #expect(await refreshFailure(core, next.refreshToken) == nil)
        }
    }

    @Test func endingAllOfAUserWithoutAnAccountMakesNone() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let error = await failure { () throws(CoreError) in try await core.signIns.endAll(.alice, keeping: nil) }
            #expect(error?.name == "accountNotFound")
            #expect(try await world.redis.command("EXISTS", Keys.account(.alice)).integerValue == 0)
        }
    }

    @Test func anEndOfAllWhoseSecondStepFailedIsCompletedByAnother() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let tokens = try await core.signUp().tokens
            try await world.breakingRevocations {
                let error = await failure { () throws(CoreError) in
                    try await core.signIns.endAll(.alice, keeping: nil)
                }
                #expect(error?.name == "corrupt")
            }
            #expect(await refreshFailure(core, tokens.refreshToken) == "invalidRefreshToken", "the first step was made")
            #expect(try core.verifier.verify(tokens.accessToken).userID == .alice, "the caller can ask again")
            try await core.signIns.endAll(.alice, keeping: nil)
            #expect(throws: TokenFailure.revoked) { try core.verifier.verify(tokens.accessToken) }
        }
    }

    @Test func aSignInThatBeganBeforeTheEndOfAllIsStoredAfterItWithTheNewVersion() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let stale = try await core.signUp().account
            try await core.signIns.endAll(.alice, keeping: nil)
            let tokens = try await core.signIns.begin(stale, from: origin)
            #expect(try core.verifier.verify(tokens.accessToken).userID == .alice)
            let issued = try await core.signIns.issueToken(.alice, account: stale, seconds: 60)
            #expect(try core.verifier.verify(issued).userID == .alice)
        }
    }
}

extension World {
    /// Makes a record what it was before there was an index.
    ///
    /// Instances that are there already remember the version that the account has today.
    func makeFormat1(_ id: String, of user: UserID = .alice) async throws {
        _ = try await redis.command("HSET", Keys.account(user), "version", "1")
        _ = try await redis.command("DEL", Keys.minimumVersions, Keys.revocationLog)
        _ = try await redis.command("HDEL", Keys.signIn(user, id), "kind", "version")
        _ = try await redis.command("HSET", Keys.signIn(user, id), "v", "1")
        _ = try await redis.command("ZREM", Keys.signIns(user), id)
    }

    /// The revocations cannot be written meanwhile, as when Redis goes away between two scripts.
    func breakingRevocations(_ body: () async throws -> Void) async throws {
        _ = try await redis.command("SETNX", "{revocations}:log", "text")
        let isThere = try await redis.command("TYPE", "{revocations}:log").text == "stream"
        if isThere {
            _ = try await redis.command("RENAME", "{revocations}:log", "{revocations}:aside")
            _ = try await redis.command("SET", "{revocations}:log", "text")
        }
        try await body()
        if isThere {
            _ = try await redis.command("RENAME", "{revocations}:aside", "{revocations}:log")
        } else {
            _ = try await redis.command("DEL", "{revocations}:log")
        }
    }
}
