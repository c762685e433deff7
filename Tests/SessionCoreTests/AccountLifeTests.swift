import JOSE
import Metrics
import Redis
import Testing

@testable import SessionCore

extension SessionCore {
    /// As a command makes it: beside the instances, on the same Redis.
    var life: AccountLife {
        let revocations = accounts.revocations
        return AccountLife(
            redis: accounts.redis, ending: SignInEnding(redis: accounts.redis, revocations: revocations), clock: clock)
    }

    func refused(_ word: String = password) async -> String? {
        await failure { () throws(CoreError) in try await accounts.authenticate("alice", password: word) }?.name
    }
}

/// Users that are disabled, enabled, deleted and signed out.
@Suite struct AccountLifeTests {
    @Test func aDisabledUserIsRefusedAsIfThePasswordWereWrong() async throws {
        try await withWorld { world in
            let core = try await world.core()
            _ = try await core.signUp()
            _ = try await core.life.disable(.alice)
            let before = core.hashing.jobs.value
            #expect(await core.refused() == "invalidCredentials")
            #expect(await core.refused("Wrong1Horse") == "invalidCredentials")
            #expect(core.hashing.jobs.value == before + 2, "a hash is checked all the same")
        }
    }

    @Test func disablingEndsTokensOfEveryKindEverywhere() async throws {
        try await withWorld { world in
            let (core, other) = (try await world.core(), try await world.core())
            let (account, tokens) = try await core.signUp()
            let issued = try await core.signIns.issueToken(.alice, account: account, seconds: 3_600)
            let ended = try await core.life.disable(.alice)
            #expect(ended.signIns == 2)
            for token in [tokens.accessToken, issued] {
                #expect(throws: TokenFailure.revoked) { try core.verifier.verify(token) }
                #expect(await eventually { (try? other.verifier.verify(token)) == nil })
            }
            let refresh = await failure { () throws(CoreError) in
                try await other.signIns.refresh(tokens.refreshToken) { _ in }
            }
            #expect(refresh?.name == "invalidRefreshToken")
            #expect(try await core.signIns.list(.alice).isEmpty)
        }
    }

    @Test func disablingRemovesEverySessionAndTellsThoseWhoLook() async throws {
        try await withWorld { world in
            let (core, other) = (try await world.core(), try await world.core())
            _ = try await core.signUp()
            for number in 0..<7 { try await core.make(.make("s\(number)")) }
            let viewers = [
                try await core.frames.open(.user(.alice, .make("s0"))),
                try await other.frames.open(.user(.alice, .make("s0"))),
                try await other.frames.open(.user(.alice, .make("s6"))),
            ]
            #expect(try await core.life.disable(.alice).sessions == 7)
            for viewer in viewers { #expect(await eventually { viewer.picture == nil }) }
            #expect(try await core.sessions.list(.alice, limit: 10, cursor: nil).sessions.isEmpty)
            #expect(try await world.redis.command("KEYS", "user:{alice}:session*").elements == [])
        }
    }

    @Test func moreSessionsThanOneScriptTakesAreAllRemoved() async throws {
        try await withWorld { world in
            let core = try await world.core { $0.sessionsPerUser = 3_000 }
            _ = try await core.signUp()
            for number in 0..<2_100 { try await core.make(.make("s\(number)")) }
            #expect(try await core.life.disable(.alice).sessions == 2_100)
            #expect(try await world.redis.command("KEYS", "user:{alice}:session*").elements == [])
        }
    }

    @Test func anEnabledUserSignsInAgainAndWhatEndedStaysEnded() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let tokens = try await core.signUp().tokens
            _ = try await core.life.disable(.alice)
            try await core.life.enable(.alice)
            let account = try await core.accounts.authenticate("alice", password: password)
            let fresh = try await core.signIns.begin(account, from: origin)
            #expect(try core.verifier.verify(fresh.accessToken).userID == .alice)
            #expect(throws: TokenFailure.revoked) { try core.verifier.verify(tokens.accessToken) }
            try await core.make()
        }
    }

    @Test func signingOutEndsTokensAndKeepsSessions() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let tokens = try await core.signUp().tokens
            try await core.make()
            #expect(try await core.life.signOut(.alice) == 1)
            #expect(throws: TokenFailure.revoked) { try core.verifier.verify(tokens.accessToken) }
            #expect(try await core.sessions.list(.alice, limit: 10, cursor: nil).sessions.count == 1)
            _ = try await core.accounts.authenticate("alice", password: password)
        }
    }

    @Test func whoHasNoAccountIsNotFound() async throws {
        try await withWorld { world in
            let life = try await world.core().life
            let errors = [
                await failure { () throws(CoreError) in try await life.disable(.bob) },
                await failure { () throws(CoreError) in try await life.enable(.bob) },
                await failure { () throws(CoreError) in try await life.delete(.bob) },
                await failure { () throws(CoreError) in try await life.signOut(.bob) },
            ]
            #expect(errors.map { $0?.name } == Array(repeating: "accountNotFound", count: 4))
            #expect(try await world.redis.command("KEYS", "user:{bob}*").elements == [])
        }
    }

    @Test func nothingOfADeletedUserIsLeftButTheTombstone() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let account = try await core.signUp().account
            try await core.make()
            #expect(try await core.life.delete(.alice) == AccountLife.Ended(signIns: 1, sessions: 1))
            let keys = try await world.redis.command("KEYS", "*alice*").elements?.compactMap(\.text) ?? []
            #expect(keys == ["user:{alice}:tombstone"])
            #expect(try await world.redis.command("KEYS", "email:*").elements == [])
            let tombstone = try await world.redis.command("HGETALL", "user:{alice}:tombstone").elements ?? []
            #expect(tombstone.compactMap(\.text).sorted() == ["1", String(account.version + 1), "v", "version"])
            let life = try await world.redis.command("TTL", "user:{alice}:tombstone").integerValue ?? 0
            #expect((86_000...86_460).contains(life), "as long as tokens live, and no longer")
        }
    }

    @Test func noTokenOfADeletedAccountIsGoodForTheNextOneOfItsID() async throws {
        try await withWorld { world in
            let (core, other) = (try await world.core(), try await world.core())
            var old: [TokenPair] = []
            for _ in 0..<3 {
                let (account, tokens) = try await core.signUp()
                for core in [core, other] {
                    #expect(await eventually { (try? core.verifier.verify(tokens.accessToken)) != nil })
                }
                for pair in old {
                    #expect(throws: TokenFailure.revoked) { try core.verifier.verify(pair.accessToken) }
                    #expect(throws: TokenFailure.revoked) { try other.verifier.verify(pair.accessToken) }
                    let refresh = await failure { () throws(CoreError) in
                        try await core.signIns.refresh(pair.refreshToken) { _ in }
                    }
                    #expect(refresh?.name == "invalidRefreshToken")
                }
                #expect(account.version > Int64(old.count))
                old.append(tokens)
                _ = try await core.life.delete(.alice)
            }
            let late = try await world.core()
            for pair in old {
                #expect(throws: TokenFailure.revoked) { try late.verifier.verify(pair.accessToken) }
            }
        }
    }

    /// The tombstone has gone by then: the version begins above what instances remember, as long as they do.
    @Test func anIDThatIsRegisteredAgainAfterADayWorksOnInstancesThatRememberTheOldOne() async throws {
        try await withWorld { world in
            let (core, other) = (try await world.core(), try await world.core())
            let old = try await core.signUp().tokens
            for _ in 0..<3 { _ = try await core.life.signOut(.alice) }
            _ = try await core.life.delete(.alice)
            #expect(await eventually { (try? other.verifier.verify(old.accessToken)) == nil })
            world.time.advance(milliseconds: (Revocations.longestToken + 1) * 1_000)
            _ = try await world.redis.command("DEL", "user:{alice}:tombstone")
            let (account, tokens) = try await other.signUp()
            #expect(account.version > 1)
            for core in [core, other] {
                #expect(await eventually { (try? core.verifier.verify(tokens.accessToken)) != nil })
            }
        }
    }

    @Test func theEmailOfADeletedUserIsFreeAtOnce() async throws {
        try await withWorld { world in
            let core = try await world.core()
            _ = try await core.signUp()
            _ = try await core.life.delete(.alice)
            _ = try await core.accounts.register(.bob, email: "ALICE@example.com", password: password)
            #expect(try await core.accounts.authenticate("alice@example.com", password: password).userID == .bob)
        }
    }
}
