import JSON
import Redis
import Testing

@testable import SessionCore

@Suite struct NobodiesTests {
    @Test func anIDWithoutAnAccountIsAskedForOnceInFiveSeconds() async throws {
        try await withWorld { world in
            let core = try await world.core { $0.openTokens = true }
            func lookups(_ count: Int) async throws -> Int {
                let before = try await world.commandCounts()["exists"] ?? 0
                for _ in 0..<count { #expect(try await core.accounts.isNobody(.alice)) }
                return try await world.commandCounts()["exists", default: 0] - before
            }
            #expect(try await lookups(20) == 1)
            world.time.advance(milliseconds: Nobodies.life - 1_000)
            #expect(try await lookups(1) == 0)
            world.time.advance(milliseconds: 1_000)
            #expect(try await lookups(20) == 1)
        }
    }

    /// Here at once; elsewhere as soon as the end of the ID's tokens is known, which was written first.
    @Test func aRegistrationIsNoticedWithinThem() async throws {
        try await withWorld { world in
            let core = try await world.core { $0.openTokens = true }
            let other = try await world.core { $0.openTokens = true }
            #expect(try await core.accounts.isNobody(.alice))
            #expect(try await other.accounts.isNobody(.alice))
            let early = try await other.signIns.issueToken(.alice, account: nil, seconds: 3_600)
            _ = try await core.signUp()
            #expect(try await !core.accounts.isNobody(.alice))
            #expect(await eventually(within: 2) { (try? await other.accounts.isNobody(.alice)) == false })
            // Whenever the other issued it, it is refused: the account's tokens begin with a higher version.
            let late = try await other.signIns.issueToken(.alice, account: nil, seconds: 3_600)
            for token in [early, late] {
                for instance in [core, other] {
                    #expect(throws: TokenFailure.revoked) { try instance.verifier.verify(token) }
                }
            }
        }
    }

    /// Redis has lost the account: a token would be issued that is refused at once.
    @Test func anIDWhoseTokensEndedIsSomebody() async throws {
        try await withWorld { world in
            let core = try await world.core { $0.openTokens = true }
            _ = try await core.signUp()
            _ = try await world.redis.command("FLUSHALL")
            #expect(try await !core.accounts.isNobody(.alice))
        }
    }

    /// While an instance has not heard of the registration, an open token must leave nothing behind in the account.
    @Test func anOpenTokenMakesNoSessionOfAnAccount() async throws {
        try await withWorld { world in
            let core = try await world.core { $0.openTokens = true }
            let open = try await core.signIns.issueToken(.alice, account: nil, seconds: 3_600)
            #expect(try core.verifier.verify(open).isOpen)
            let tokens = try await core.signUp().tokens
            #expect(try !core.verifier.verify(tokens.accessToken).isOpen)
            let error = await failure { () throws(CoreError) in
                try await core.sessions.create(
                    .alice, .chart, template: template, arguments: ["n": 1], seconds: 60, byOpenToken: true)
            }
            #expect(error?.name == "accountEnded")
            _ = try await core.sessions.create(
                .bob, .chart, template: template, arguments: ["n": 1], seconds: 60, byOpenToken: true)
        }
    }

    @Test func aDeletedAccountIsSomebodyToo() async throws {
        try await withWorld { world in
            let core = try await world.core { $0.openTokens = true }
            #expect(try await core.accounts.isNobody(.alice))
            _ = try await core.signUp()
            _ = try await core.life.delete(.alice)
            #expect(try await !core.accounts.isNobody(.alice))
        }
    }

    @Test func whileRedisIsAwayNobodyIsBelieved() async throws {
        try await withWorld { world in
            let core = try await world.core { $0.openTokens = true }
            #expect(try await core.accounts.isNobody(.alice))
            await world.server.stop()
            #expect(
                await eventually(within: 12) {
                    await failure { () throws(CoreError) in
                        try await core.accounts.isNobody(.alice)
                    }?.name == "unavailable"
                })
        }
    }

    @Test func fewAreRemembered() throws {
        let nobodies = Nobodies()
        for number in 0...Nobodies.limit {
            nobodies.add(try #require(UserID(validating: "visitor\(number)")), at: 0)
        }
        #expect(!nobodies.contains(try #require(UserID(validating: "visitor0")), at: 1))
        #expect(nobodies.contains(try #require(UserID(validating: "visitor\(Nobodies.limit)")), at: 1))
        #expect(!nobodies.contains(.alice, at: 1))
    }
}
