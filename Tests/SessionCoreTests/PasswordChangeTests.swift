import Metrics
import Redis
import Testing

@testable import SessionCore

/// A new password: who may set it, and what it ends.
@Suite struct PasswordChangeTests {
    private let new = "Sunlit8Meadow"

    private func change(
        _ core: SessionCore, _ tokens: TokenPair, from current: String = password, to new: String
    ) async throws -> CoreError? {
        let caller = try core.verifier.verify(tokens.accessToken)
        return await failure { () throws(CoreError) in
            try await core.accounts.changePassword(of: caller, from: current, to: new)
        }
    }

    private func signsIn(_ core: SessionCore, _ password: String) async -> Bool {
        (try? await core.accounts.authenticate("alice", password: password)) != nil
    }

    @Test func theNewPasswordIsGoodAndTheOldIsNot() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let tokens = try await core.signUp().tokens
            #expect(try await change(core, tokens, to: new) == nil)
            #expect(await signsIn(core, new))
            #expect(await !signsIn(core, password))
        }
    }

    @Test func allOtherSignInsEndAndTheOneThatAskedGoesOn() async throws {
        try await withWorld { world in
            let (core, other) = (try await world.core(), try await world.core())
            let (account, asking) = try await core.signUp()
            let ended = try await core.signIns.begin(account, from: origin)
            let issued = try await core.signIns.issueToken(.alice, account: account, seconds: 3600)
            #expect(try await change(core, asking, to: new) == nil)
            for access in [ended.accessToken, issued] {
                #expect(throws: TokenFailure.revoked) { try core.verifier.verify(access) }
                #expect(await eventually { (try? other.verifier.verify(access)) == nil })
            }
            #expect(await refreshFailure(core, ended.refreshToken) == "invalidRefreshToken")
            #expect(try core.verifier.verify(asking.accessToken).userID == .alice)
            #expect(try other.verifier.verify(asking.accessToken).userID == .alice)
            #expect(await refreshFailure(other, asking.refreshToken) == nil)
        }
    }

    /// What was ended while the password was looked at does not come back by the exemption of the one who asked.
    @Test(arguments: [false, true]) func aSignInThatEndsMeanwhileChangesNothing(isEndOfAll: Bool) async throws {
        try await withWorld { world in
            let core = try await world.core()
            let tokens = try await core.signUp().tokens
            let caller = try core.verifier.verify(tokens.accessToken)
            if isEndOfAll {
                try await core.signIns.endAll(.alice, keeping: nil)
            } else {
                try await core.signIns.end(caller)
            }
            let error = await failure { () throws(CoreError) in
                try await core.accounts.changePassword(of: caller, from: password, to: new)
            }
            #expect(error?.name == "accountEnded")
            #expect(throws: TokenFailure.revoked) { try core.verifier.verify(tokens.accessToken) }
            #expect(await signsIn(core, password))
        }
    }

    @Test func aWrongCurrentPasswordChangesNothing() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let (account, asking) = try await core.signUp()
            let other = try await core.signIns.begin(account, from: origin)
            #expect(try await change(core, asking, from: "Wrong1Horse", to: new)?.name == "invalidCredentials")
            #expect(await signsIn(core, password))
            #expect(try core.verifier.verify(other.accessToken).userID == .alice)
        }
    }

    @Test func everyFlawOfTheNewPasswordIsNamedAtOnceBeforeAHashIsChecked() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let tokens = try await core.signUp().tokens
            let before = core.hashing.jobs.value
            guard case .invalidRegistration(let flaws)? = try await change(core, tokens, to: "alice") else {
                Issue.record("a weak password was taken")
                return
            }
            #expect(flaws.count == 4)
            #expect(flaws.allSatisfy { $0.pointer == "/new_password" })
            guard case .invalidRegistration(let same)? = try await change(core, tokens, to: password) else {
                Issue.record("the current password was taken")
                return
            }
            #expect(same.map(\.message) == ["must not be the current password"])
            #expect(core.hashing.jobs.value == before)
        }
    }

    /// The old password is not the current one any more, and the same request still completes what it began.
    @Test func aChangeWhoseSecondStepFailedIsCompletedByTheSameRequest() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let (account, asking) = try await core.signUp()
            let other = try await core.signIns.begin(account, from: origin)
            try await world.breakingRevocations {
                let half = try await change(core, asking, to: new)
                #expect(half?.name == "corrupt")
            }
            #expect(await refreshFailure(core, other.refreshToken) == "invalidRefreshToken")
            #expect(try core.verifier.verify(other.accessToken).userID == .alice, "not told yet")
            #expect(try await change(core, asking, to: "Another3Meadow")?.name == "invalidCredentials")
            #expect(try await change(core, asking, to: new) == nil)
            #expect(throws: TokenFailure.revoked) { try core.verifier.verify(other.accessToken) }
            #expect(try core.verifier.verify(asking.accessToken).userID == .alice)
            #expect(await signsIn(core, new))
            #expect(try await change(core, asking, to: new)?.name == "invalidCredentials", "it is complete")
        }
    }

    @Test func onlyTheSignInThatBeganAChangeCompletesIt() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let (account, asking) = try await core.signUp()
            let other = try await core.signIns.begin(account, from: origin)
            try await world.breakingRevocations { _ = try await change(core, asking, to: new) }
            #expect(try await change(core, other, to: new)?.name == "invalidCredentials")
        }
    }

    @Test func aNewPasswordAfterAHalfFailedOneCompletesBoth() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let (account, asking) = try await core.signUp()
            let other = try await core.signIns.begin(account, from: origin)
            try await world.breakingRevocations { _ = try await change(core, asking, to: new) }
            #expect(try await change(core, asking, from: new, to: "Another3Meadow") == nil)
            #expect(throws: TokenFailure.revoked) { try core.verifier.verify(other.accessToken) }
            #expect(try core.verifier.verify(asking.accessToken).userID == .alice)
        }
    }

    @Test func ofTwoChangesAtOnceOneWins() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let tokens = try await core.signUp().tokens
            let caller = try core.verifier.verify(tokens.accessToken)
            let words = ["Sunlit8Meadow1", "Sunlit8Meadow2", "Sunlit8Meadow3"]
            let outcomes = await concurrently(3) { index in
                await failure { () throws(CoreError) in
                    try await core.accounts.changePassword(of: caller, from: password, to: words[index])
                }?.name ?? "changed"
            }
            #expect(outcomes.filter { $0 == "changed" }.count == 1)
            var good = 0
            for word in words where await signsIn(core, word) { good += 1 }
            #expect(good == 1)
        }
    }

    @Test func aSignInWithTheOldPasswordThatWasUnderWayIsNotStored() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let (stale, asking) = try await core.signUp()
            #expect(try await change(core, asking, to: new) == nil)
            let late = await failure { () throws(CoreError) in try await core.signIns.begin(stale, from: origin) }
            #expect(late?.name == "invalidCredentials")
            let token = await failure { () throws(CoreError) in
                try await core.signIns.issueToken(.alice, account: stale, seconds: 60)
            }
            #expect(token?.name == "invalidCredentials")
        }
    }
}
