import JSON
import Metrics
import Redis
import Testing

@testable import SessionCore

struct AccountTests {
    @Test func aRegisteredUserSignsInByIDAndByEmailInAnyCase() async throws {
        try await withWorld { world in
            let core = try await world.core()
            _ = try await core.signUp()
            for identifier in ["alice", "alice@example.com", "Alice@Example.COM"] {
                let account = try await core.accounts.authenticate(identifier, password: password)
                #expect(account.userID == .alice)
            }
        }
    }

    @Test func unknownUserAndWrongPasswordGiveTheSameError() async throws {
        try await withWorld { world in
            let core = try await world.core()
            _ = try await core.signUp()
            for (identifier, word) in [("alice", "Wrong1Password"), ("nobody", password), ("no@example.com", password)]
            {
                let error = await failure { () throws(CoreError) in
                    try await core.accounts.authenticate(identifier, password: word)
                }
                #expect(error?.name == "invalidCredentials")
            }
        }
    }

    @Test func ofManyRegistrationsOfOneIDOneWins() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let outcomes = await concurrently(8) { index in
                await failure { () throws(CoreError) in
                    try await core.accounts.register(.alice, email: "a\(index)@example.com", password: password)
                }?.name ?? "registered"
            }
            #expect(outcomes.filter { $0 == "registered" }.count == 1)
            #expect(outcomes.filter { $0 == "userExists" }.count == 7)
            let claims = try await world.redis.command("KEYS", "email:*").elements
            #expect(claims?.count == 1, "the losers released their addresses")
        }
    }

    @Test func ofManyRegistrationsOfOneEmailOneWins() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let outcomes = await concurrently(8) { index in
                let user = UserID(validating: "user\(index)") ?? .alice
                return await failure { () throws(CoreError) in
                    try await core.accounts.register(user, email: "same@example.com", password: password)
                }?.name ?? "registered"
            }
            #expect(outcomes.filter { $0 == "registered" }.count == 1)
            #expect(outcomes.filter { $0 == "emailExists" }.count == 7)
        }
    }

    @Test func aRecordOfAnotherTypeOrWithoutItsFieldsIsCorrupt() async throws {
        try await withWorld { world in
            let core = try await world.core()
            _ = try await world.redis.command("SET", "user:{alice}", "text")
            _ = try await world.redis.command("HSET", "user:{bob}", "v", "1", "email", "bob@example.com")
            for user in [UserID.alice, .bob] {
                let error = await failure { () throws(CoreError) in try await core.accounts.account(user) }
                #expect(error?.name == "corrupt")
            }
        }
    }

    @Test func aStoredHashThatIsNotBcryptIsCorrupt() async throws {
        try await withWorld { world in
            let core = try await world.core()
            _ = try await core.signUp()
            _ = try await world.redis.command("HSET", "user:{alice}", "hash", "text")
            let error = await failure { () throws(CoreError) in
                try await core.accounts.authenticate("alice", password: password)
            }
            #expect(error?.name == "corrupt")
        }
    }

    @Test func aClaimWithoutAnAccountHoldsForAMinute() async throws {
        try await withWorld { world in
            let core = try await world.core()
            // What a registration leaves that broke off before its account was made.
            let key = Keys.email("alice@example.com")
            func leave(ago milliseconds: Int64) async throws {
                _ = try await world.redis.command("SET", key, "\(core.clock.now() - milliseconds) ghost 1")
            }
            try await leave(ago: 1_000)
            let error = await failure { () throws(CoreError) in
                try await core.accounts.register(.alice, email: "alice@example.com", password: password)
            }
            #expect(error?.name == "emailExists")
            try await leave(ago: 61_000)
            _ = try await core.accounts.register(.alice, email: "alice@example.com", password: password)
            let second = await failure { () throws(CoreError) in
                try await core.accounts.register(.bob, email: "Alice@example.com", password: password)
            }
            #expect(second?.name == "emailExists")
        }
    }

    @Test func aClaimOfTheVersionBeforeIsRead() async throws {
        try await withWorld { world in
            let core = try await world.core()
            _ = try await core.signUp()
            _ = try await world.redis.command("SET", Keys.email("alice@example.com"), "1 alice")
            let account = try await core.accounts.authenticate("alice@example.com", password: password)
            #expect(account.userID == .alice)
            let second = await failure { () throws(CoreError) in
                try await core.accounts.register(.bob, email: "alice@example.com", password: password)
            }
            #expect(second?.name == "emailExists")
        }
    }

    @Test func aHashOfAnotherCostIsMadeAnewAtTheNextSignIn() async throws {
        try await withWorld { world in
            let core = try await world.core()
            _ = try await core.signUp()
            let dearer = try await world.core { $0.bcryptCost = 5 }
            func stored() async throws -> String? { try await world.redis.command("HGET", "user:{alice}", "hash").text }
            let before = try await stored()
            let wrong = await failure { () throws(CoreError) in
                try await dearer.accounts.authenticate("alice", password: "Wrong1Horse")
            }
            #expect(wrong?.name == "invalidCredentials")
            #expect(try await stored() == before, "a wrong password changes nothing")
            _ = try await dearer.accounts.authenticate("alice", password: password)
            #expect(try await stored()?.hasPrefix("$2b$05$") == true)
            let made = try await stored()
            _ = try await dearer.accounts.authenticate("alice", password: password)
            #expect(try await stored() == made, "once")
        }
    }

    /// What tells a known user after the cost was raised is the time: a cheap hash must not answer sooner.
    @Test func aWrongPasswordTakesAsLongWithACheaperHash() throws {
        let cheap = try PasswordHasher(cost: 4).hash(password)
        let hasher = try PasswordHasher(cost: 10)
        func time(_ body: () -> Void) -> Duration {
            (0..<3).map { _ in ContinuousClock().measure(body) }.min() ?? .zero
        }
        let unknown = time { _ = hasher.judge("Wrong1Horse", hasher.dummy) }
        let known = time { _ = hasher.judge("Wrong1Horse", cheap) }
        // One bcrypt of cost 10 is 64 times one of cost 4: half of it is far from either.
        #expect(known > unknown / 2)
    }

    @Test func theWorkOfACheaperHashIsFilledUpExactly() {
        for made in 4...16 {
            for cost in 4...16 {
                let work = PasswordHasher.padding(from: made, to: cost).reduce(1 << made) { $0 + (1 << $1) }
                #expect(work == 1 << max(made, cost))
            }
        }
    }

    /// Without the hash that is checked for nobody, the time would tell who has an account.
    @Test func anUnknownUserCostsAHashLikeAWrongPassword() async throws {
        try await withWorld { world in
            let core = try await world.core()
            _ = try await core.signUp()
            for name in ["alice", "nobody", "alice@example.com", "nobody@example.com", "?", ""] {
                let before = core.hashing.jobs.value
                let error = await failure { () throws(CoreError) in
                    try await core.accounts.authenticate(name, password: "Wrong1Horse")
                }
                #expect(error?.name == "invalidCredentials")
                #expect(core.hashing.jobs.value == before + 1, "\(name)")
            }
        }
    }

    @Test func registrationWhileRedisIsAwayIsUnavailable() async throws {
        try await withWorld { world in
            let core = try await world.core()
            await world.redis.close()
            let error = await failure { () throws(CoreError) in
                try await core.accounts.register(.alice, email: "alice@example.com", password: password)
            }
            #expect(error?.name == "unavailable")
        }
    }

    @Test func everyBrokenPasswordRuleIsNamedAtOnce() {
        #expect(PasswordRules.flaws("", userID: .alice, email: "a@b.c").count == 4)
        #expect(PasswordRules.flaws(password, userID: .alice, email: "a@b.c").isEmpty)
    }

    @Test(arguments: [
        ("Short1a", "at least"), ("nouppercase1", "upper-case"), ("NOLOWERCASE1", "lower-case"),
        ("NoDigitsHere", "digit"),
        ("Password123", "common"), ("Carol1234", "user ID"), ("Carol1234@Example.com", "e-mail"),
        ("Nul1\u{0}abcd", "NUL"),
    ])
    func aPasswordRuleIsKept(password: String, word: String) throws {
        let user = try #require(UserID(validating: "carol1234"))
        let flaws = PasswordRules.flaws(password, userID: user, email: "carol1234@example.com")
        #expect(flaws.count == 1)
        #expect(flaws.first?.contains(word) == true)
    }

    @Test func passwordsOf8And72BytesAreTheEdges() {
        func flaws(_ count: Int) -> Int {
            let text = "Aa1" + String(repeating: "x", count: count - 3)
            return PasswordRules.flaws(text, userID: .alice, email: "a@b.c").count
        }
        #expect([7, 8, 72, 73].map(flaws) == [1, 0, 0, 1])
    }

    @Test func whatFollows72BytesOrANulIsNotIgnored() throws {
        let hasher = try PasswordHasher(cost: 4)
        let long = String(repeating: "a", count: 72)
        let hash = try hasher.hash(long)
        #expect(hash.hasPrefix("$2b$04$"))
        #expect(hasher.verify(long, hash))
        #expect(!hasher.verify(long + "b", hash))
        #expect(!hasher.verify("abc\u{0}d", try hasher.hash("abc")))
    }

    @Test func aFullPoolRefusesAtOnce() async throws {
        let pool = WorkPool(threads: 1, limit: 1)
        let outcomes = await concurrently(8) { _ in
            await failure { () throws(CoreError) in
                try await pool.run { for _ in 0..<200 { _ = try? PasswordHasher(cost: 4) } }
            }?.name ?? "done"
        }
        #expect(outcomes.contains("busy"))
        #expect(outcomes.contains("done"))
    }
}

/// The results of some calls that run at the same time, in no order.
func concurrently<Value: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (Int) async -> Value
) async -> [Value] {
    await withTaskGroup(of: Value.self) { group in
        for index in 0..<count { group.addTask { await body(index) } }
        return await group.reduce(into: []) { $0.append($1) }
    }
}
