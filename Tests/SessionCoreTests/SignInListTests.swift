import JOSE
import Redis
import Testing

@testable import SessionCore

/// The list of a user's sign-ins, its bound, and the end of one of them.
@Suite struct SignInListTests {
    @Test func eachSignInIsListedWithWhatItIsAndTheOneUsedLastComesFirst() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let (account, first) = try await core.signUp()
            world.time.advance(milliseconds: 1_000)
            let token = try await core.signIns.issueToken(.alice, account: account, seconds: 3600, from: origin)
            world.time.advance(milliseconds: 1_000)
            _ = try await core.signIns.refresh(first.refreshToken) { _ in }
            let list = try await core.signIns.list(.alice)
            let ids = [try core.verifier.verify(first.accessToken), try core.verifier.verify(token)].map(\.signInID)
            #expect(list.map(\.id) == ids)
            #expect(list.map(\.kind) == [.session, .token])
            #expect(list.allSatisfy { $0.device == "test" && $0.address == "192.0.2.1" })
            let session = try #require(list.first)
            #expect(session.lastUsedAt >= session.createdAt + 2_000)
            #expect(session.expiresAt == session.lastUsedAt + 604_800_000)
            let issued = try #require(list.last)
            #expect(issued.expiresAt == issued.createdAt + 3_600_000)
            #expect(try await core.signIns.list(.bob).isEmpty)
        }
    }

    @Test func theSignInOfARegistrationIsListed() async throws {
        try await withWorld { world in
            let core = try await world.core()
            _ = try await core.accounts.register(.alice, email: "alice@example.com", password: password) {
                account throws(CoreError) in try await core.signIns.prepare(account, from: origin)
            }
            #expect(try await core.signIns.list(.alice).count == 1)
        }
    }

    @Test func whatHasExpiredOrEndedIsNotListed() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let (account, tokens) = try await core.signUp()
            _ = try await core.signIns.issueToken(.alice, account: account, seconds: 60)
            #expect(try await core.signIns.list(.alice).count == 2)
            world.time.advance(milliseconds: 60_000)
            #expect(try await core.signIns.list(.alice).map(\.kind) == [.session])
            try await core.signIns.end(try core.verifier.verify(tokens.accessToken))
            #expect(try await core.signIns.list(.alice).isEmpty)
        }
    }

    @Test func aReusedSignInLeavesTheList() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let first = try await core.signUp().tokens
            let second = try await core.signIns.refresh(first.refreshToken) { _ in }
            _ = try await core.signIns.refresh(second.refreshToken) { _ in }
            #expect(await refreshFailure(core, first.refreshToken) == "invalidRefreshToken")
            #expect(try await core.signIns.list(.alice).isEmpty)
        }
    }

    @Test func anOpenTokenIsNotStored() async throws {
        try await withWorld { world in
            let core = try await world.core { $0.openTokens = true }
            _ = try await core.signIns.issueToken(.alice, account: nil, seconds: 60, from: origin)
            #expect(try await world.redis.command("KEYS", "user:*").elements?.isEmpty == true)
        }
    }

    @Test func aLongDeviceIsCutToWhatTheListMayHold() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let account = try await core.signUp().account
            let long = Origin(address: "192.0.2.2", userAgent: String(repeating: "é", count: 600), requestID: "r")
            _ = try await core.signIns.begin(account, from: long)
            let device = try await core.signIns.list(.alice).first { $0.address == "192.0.2.2" }?.device
            #expect(device?.unicodeScalars.count == 512)
        }
    }

    @Test func aTokenWithoutRefreshCannotBeRefreshed() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let account = try await core.signUp().account
            let token = try await core.signIns.issueToken(.alice, account: account, seconds: 60)
            let id = try core.verifier.verify(token).signInID
            // What somebody could make who takes the missing key for an empty one.
            for key in [[], [UInt8](repeating: 0, count: 32)] {
                let forged = RefreshToken(user: .alice, signIn: id, secret: try .first(key: key))
                #expect(await refreshFailure(core, forged.text) == "invalidRefreshToken")
            }
        }
    }

    @Test func beyondTheLimitTheOldestEndsWithItsTokens() async throws {
        try await withWorld { world in
            let (core, other) = (try await world.core { $0.signInsPerUser = 3 }, try await world.core())
            let (account, first) = try await core.signUp()
            var later: [TokenPair] = []
            for _ in 0..<3 {
                world.time.advance(milliseconds: 10)
                later.append(try await core.signIns.begin(account, from: origin))
            }
            #expect(try await core.signIns.list(.alice).count == 3)
            #expect(throws: TokenFailure.revoked) { try core.verifier.verify(first.accessToken) }
            #expect(await eventually { (try? other.verifier.verify(first.accessToken)) == nil })
            #expect(await refreshFailure(core, first.refreshToken) == "invalidRefreshToken")
            for tokens in later { #expect(try core.verifier.verify(tokens.accessToken).userID == .alice) }
            let ended = try await world.redis.command("ZCARD", Keys.endedSignIns(.alice)).integerValue
            #expect(ended == 0, "all is told")
        }
    }

    @Test func anEndByTheLimitThatCouldNotBeToldIsToldWithTheNextSignIn() async throws {
        try await withWorld { world in
            let core = try await world.core { $0.signInsPerUser = 1 }
            let (account, first) = try await core.signUp()
            try await world.breakingRevocations {
                let error = await failure { () throws(CoreError) in
                    try await core.signIns.begin(account, from: origin)
                }
                #expect(error?.name == "corrupt")
            }
            #expect(try core.verifier.verify(first.accessToken).userID == .alice)
            _ = try await core.signIns.begin(account, from: origin)
            #expect(throws: TokenFailure.revoked) { try core.verifier.verify(first.accessToken) }
        }
    }

    @Test func oneSignInEndsByItsID() async throws {
        try await withWorld { world in
            let (core, other) = (try await world.core(), try await world.core())
            let (account, first) = try await core.signUp()
            let token = try await core.signIns.issueToken(.alice, account: account, seconds: 3600)
            let second = try await core.signIns.begin(account, from: origin)
            for access in [first.accessToken, token] {
                try await core.signIns.end(try core.verifier.verify(access).signInID, of: .alice)
                #expect(throws: TokenFailure.revoked) { try core.verifier.verify(access) }
                #expect(await eventually { (try? other.verifier.verify(access)) == nil })
            }
            #expect(await refreshFailure(core, first.refreshToken) == "invalidRefreshToken")
            #expect(try core.verifier.verify(second.accessToken).userID == .alice)
            #expect(try await core.signIns.list(.alice).count == 1)
        }
    }

    @Test func aSignInOfSomebodyElseIsLikeOneThatIsNotThere() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let alice = try await core.signUp().tokens
            _ = try await core.signUp(.bob)
            let id = try core.verifier.verify(alice.accessToken).signInID
            for name in [id, "AAAAAAAAAAAAAAAAAAAAAA"] {
                let error = await failure { () throws(CoreError) in try await core.signIns.end(name, of: .bob) }
                #expect(error?.name == "signInNotFound")
            }
            #expect(try core.verifier.verify(alice.accessToken).userID == .alice)
        }
    }

    @Test func anEndThatCouldNotBeToldIsCompletedByTheSameCall() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let tokens = try await core.signUp().tokens
            let id = try core.verifier.verify(tokens.accessToken).signInID
            try await world.breakingRevocations {
                let error = await failure { () throws(CoreError) in try await core.signIns.end(id, of: .alice) }
                #expect(error?.name == "corrupt")
            }
            try await core.signIns.end(id, of: .alice)
            #expect(throws: TokenFailure.revoked) { try core.verifier.verify(tokens.accessToken) }
            let error = await failure { () throws(CoreError) in try await core.signIns.end(id, of: .alice) }
            #expect(error?.name == "signInNotFound")
        }
    }

    @Test func manySignInsAreRevokedTogetherHereAndElsewhere() async throws {
        try await withWorld { world in
            let log = Log(level: .error) { _ in }
            func follower() async throws -> Revocations {
                let made = Revocations(
                    redis: world.redis, loop: TestLoop.shared, clock: world.time.clock, log: log,
                    refreshTokenSeconds: 60)
                try await made.start()
                return made
            }
            let (here, there) = (try await follower(), try await follower())
            let names = (0..<50).map { "sign-in-\($0)" }
            try await here.revoke(names)
            #expect(names.allSatisfy { here.isRevoked($0, user: .alice, version: 1) })
            #expect(await eventually { names.allSatisfy { there.isRevoked($0, user: .alice, version: 1) } })
            let later = try await follower()
            #expect(names.allSatisfy { later.isRevoked($0, user: .alice, version: 1) })
            for one in [here, there, later] { await one.close() }
        }
    }
}
