import JOSE
import JSON
import Metrics
import Redis
import Testing

@testable import SessionCore

/// What is under way while a user is disabled or deleted does not survive it, and what breaks off can be repeated.
@Suite struct AccountRaceTests {
    enum End: String, CaseIterable, Sendable { case disabled, deleted }

    private func end(_ end: End, _ core: SessionCore) async throws {
        switch end {
        case .disabled: _ = try await core.life.disable(.alice)
        case .deleted: _ = try await core.life.delete(.alice)
        }
    }

    @Test(arguments: End.allCases) func aSignInUnderWayIsRefused(_ how: End) async throws {
        try await withWorld { world in
            let core = try await world.core()
            let account = try await core.signUp().account
            try await end(how, core)
            let login = await failure { () throws(CoreError) in try await core.signIns.begin(account, from: origin) }
            #expect(login?.name == "invalidCredentials")
            let issue = await failure { () throws(CoreError) in
                try await core.signIns.issueToken(.alice, account: account, seconds: 60)
            }
            #expect(issue?.name == "invalidCredentials")
            #expect(try await world.redis.command("KEYS", "user:{alice}:signin*").elements == [])
        }
    }

    /// The state alone refuses, before the version has been raised.
    @Test func aSignInIsRefusedAsSoonAsTheStateIsSet() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let (account, tokens) = try await core.signUp()
            _ = try await world.redis.command("HSET", "user:{alice}", "state", "disabled")
            let login = await failure { () throws(CoreError) in try await core.signIns.begin(account, from: origin) }
            #expect(login?.name == "invalidCredentials")
            let refresh = await failure { () throws(CoreError) in
                try await core.signIns.refresh(tokens.refreshToken) { _ in }
            }
            #expect(refresh?.name == "invalidRefreshToken")
            let create = await failure { () throws(CoreError) in try await core.makeChart() }
            #expect(create?.name == "accountEnded")
        }
    }

    @Test(arguments: End.allCases) func aSessionUnderWayIsNotMade(_ how: End) async throws {
        try await withWorld { world in
            let core = try await world.core()
            _ = try await core.signUp()
            try await end(how, core)
            let create = await failure { () throws(CoreError) in try await core.makeChart() }
            #expect(create?.name == "accountEnded")
            #expect(try await world.redis.command("KEYS", "user:{alice}:session*").elements == [])
        }
    }

    @Test func anIDThatNeverHadAnAccountMayHaveSessions() async throws {
        try await withWorld { world in try await world.core().makeChart() }
    }

    @Test func aStateThatIsNotUnderstoodIsRefused() async throws {
        try await withWorld { world in
            let core = try await world.core()
            _ = try await core.signUp()
            _ = try await world.redis.command("HSET", "user:{alice}", "state", "odd")
            #expect(await core.refused() == "corrupt")
            let create = await failure { () throws(CoreError) in try await core.makeChart() }
            #expect(create?.name == "accountEnded")
        }
    }

    /// The new password would otherwise excuse the sign-in that asked for it from the end of all.
    @Test func aPasswordIsNotChangedOfADisabledUser() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let tokens = try await core.signUp().tokens
            let caller = try core.verifier.verify(tokens.accessToken)
            _ = try await core.life.disable(.alice)
            let before = core.hashing.jobs.value
            let change = await failure { () throws(CoreError) in
                try await core.accounts.changePassword(of: caller, from: password, to: "Another1Harbour")
            }
            #expect(change?.name == "invalidCredentials")
            #expect(core.hashing.jobs.value > before)
            #expect(throws: TokenFailure.revoked) { try core.verifier.verify(tokens.accessToken) }
        }
    }

    @Test func anAccountThatCameAndWentUnderARegistrationIsNotMadeWithAnOldVersion() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let life = core.life
            let accounts = core.accounts
            let error = await failure { () throws(CoreError) in
                try await accounts.register(.alice, email: "slow@example.com", password: password) {
                    _ throws(CoreError) in
                    _ = try await accounts.register(.alice, email: "quick@example.com", password: password)
                    _ = try await life.delete(.alice)
                    return nil
                }
            }
            #expect(error?.name == "busy")
            #expect(try await core.accounts.account(.alice) == nil)
            _ = try await core.accounts.register(.alice, email: "slow@example.com", password: password)
        }
    }

    /// A key that a step needs, and that is of another type when it comes.
    static let steps = [
        "user:{alice}:signins", "{revocations}:versions", "user:{alice}:sessions:expiry",
        Keys.email("alice@example.com"), "user:{alice}:tombstone",
    ]

    @Test(arguments: steps) func aDeletionThatBreaksOffIsClosedAndCompletedByTheNext(_ key: String) async throws {
        try await withWorld { world in
            let core = try await world.core()
            let tokens = try await core.signUp().tokens
            try await core.make()
            let wasThere = try await world.redis.command("EXISTS", key).integerValue == 1
            if wasThere { _ = try await world.redis.command("RENAME", key, "kept") }
            _ = try await world.redis.command("RPUSH", key, "x")
            let error = await failure { () throws(CoreError) in try await core.life.delete(.alice) }
            #expect(error?.name == "corrupt")
            _ = try await world.redis.command("DEL", key)
            if wasThere { _ = try await world.redis.command("RENAME", "kept", key) }

            #expect(await core.refused() == "invalidCredentials")
            let refresh = await failure { () throws(CoreError) in
                try await core.signIns.refresh(tokens.refreshToken) { _ in }
            }
            #expect(refresh?.name == "invalidRefreshToken")
            _ = try await core.life.delete(.alice)
            #expect(throws: TokenFailure.revoked) { try core.verifier.verify(tokens.accessToken) }
            let keys = try await world.redis.command("KEYS", "*").elements?.compactMap(\.text) ?? []
            #expect(keys.filter { $0.contains("alice") || $0.hasPrefix("email") } == ["user:{alice}:tombstone"])
        }
    }

    @Test func aDeletionThatBrokeOffBehindTheAccountGivesTheEmailFreeWhenRepeated() async throws {
        try await withWorld { world in
            let core = try await world.core()
            _ = try await core.signUp()
            let key = Keys.email("alice@example.com")
            let claim = try await world.redis.command("GET", key).text ?? ""
            _ = try await core.life.delete(.alice)
            // As it was between the last two steps.
            _ = try await world.redis.command("SET", key, claim)
            _ = try await world.redis.command(
                "HSET", "user:{alice}:tombstone", "claim_key", key, "claim", claim)
            _ = try await core.life.delete(.alice)
            #expect(try await world.redis.command("EXISTS", key).integerValue == 0)
            let again = await failure { () throws(CoreError) in try await core.life.delete(.alice) }
            #expect(again?.name == "accountNotFound")
        }
    }

    @Test func aClaimThatSomebodyElseHasByNowIsLeftAlone() async throws {
        try await withWorld { world in
            let core = try await world.core()
            _ = try await core.signUp()
            let key = Keys.email("alice@example.com")
            _ = try await world.redis.command("SET", key, "1 bob abc")
            _ = try await core.life.delete(.alice)
            #expect(try await world.redis.command("GET", key).text == "1 bob abc")
        }
    }

    @Test func whoIsEnabledInTheMidstOfADeletionIsNotDeletedHalf() async throws {
        try await withWorld { world in
            let core = try await world.core()
            _ = try await core.signUp()
            let reply = try await world.redis.run(
                AccountScripts.bury, keys: ["user:{alice}", "user:{alice}:tombstone"], arguments: ["", "", "60"])
            #expect(reply.text == "enabled")
            #expect(try await core.accounts.account(.alice) != nil)
        }
    }
}

extension SessionCore {
    fileprivate func makeChart() async throws(CoreError) {
        _ = try await sessions.create(.alice, .chart, template: template, arguments: ["n": 1], seconds: 60)
    }
}
