internal import JOSE
internal import Redis

/// Accounts: registered once, found by user ID or e-mail.
package struct Accounts: Sendable {
    let redis: Redis
    let hasher: PasswordHasher
    let pool: WorkPool
    let clock: Clock
    let revocations: Revocations
    private let nobodies = Nobodies()

    /// How long a claim without an account is taken for a registration under way, milliseconds.
    private static let claimPatience: Int64 = 60_000
    /// How long after its claim a registration may still make the account: well before others take the claim for stale.
    private static let claimLife: Int64 = 30_000

    /// Makes an account, and its first sign-in with it.
    ///
    /// - Parameter signIn: prepares the sign-in, which is stored together with the account: when either fails there is
    ///   neither, and the client may try again. Nil for none.
    /// - Throws: `.invalidRegistration`, `.userExists`, `.emailExists`, `.busy`, `.unavailable`, `.corrupt`.
    package func register(
        _ user: UserID, email: String, password: String,
        signIn: (Account) async throws(CoreError) -> PreparedSignIn?
    ) async throws(CoreError) -> (account: Account, tokens: TokenPair?) {
        let flaws = PasswordRules.flaws(password, userID: user, email: email)
        guard flaws.isEmpty else {
            throw .invalidRegistration(flaws.map { CoreError.Flaw(pointer: "/password", message: $0) })
        }
        guard try await account(user) == nil else { throw .userExists }
        let hash = try await hashed(password)
        let now = clock.now()
        let turn = try await takeTurn(user)
        do throws(CoreError) {
            let made = try await make(user, email: email, hash: hash, at: now, signIn: signIn)
            await endTurn(user, turn)
            return made
        } catch {
            await endTurn(user, turn)
            throw error
        }
    }

    private func make(
        _ user: UserID, email: String, hash: String, at now: Int64,
        signIn: (Account) async throws(CoreError) -> PreparedSignIn?
    ) async throws(CoreError) -> (account: Account, tokens: TokenPair?) {
        let claim = try Claim(user: user, at: now)
        try await self.claim(email, claim)
        let version = try await firstVersion(user)
        // Tokens that were issued while the ID had no account, or another, end first: one that slips through would be
        // worse.
        try await revocations.raiseVersion(of: user, to: version)
        // What was made with such tokens is not the new user's.
        _ = try await AccountLife.endSessions(user, redis)
        let account = try Account(
            user, [Account.format, email, String(now), nil, String(version), hash, Account.State.active.rawValue])
        let prepared = try await signIn(account)
        guard clock.now() - now < Accounts.claimLife else { throw .busy }
        let made = try await redis.call(
            AccountScripts.create,
            keys: [Keys.account(user), Keys.tombstone(user)] + (prepared?.keys ?? []),
            [Account.format, email, hash, String(now), String(version)] + (prepared?.arguments ?? []))
        if made.text == "late" { throw .busy }
        guard made.text == "ok" else {
            // The winner may have registered with the same address: then the claim, ours or not, is the winner's now.
            if let winner = try await self.account(user), winner.email.lowercased() != email.lowercased() {
                _ = try await redis.call(AccountScripts.release, keys: [Keys.email(email)], [claim.text])
            }
            throw .userExists
        }
        return (account, prepared?.tokens)
    }

    /// Of registrations of one ID that come at once, one goes on: each raises the token version, and would end the tokens
    /// of the others. The rest wait for what becomes of it.
    ///
    /// - Throws: `.userExists`, `.busy`.
    private func takeTurn(_ user: UserID) async throws(CoreError) -> String {
        let turn = Base64URL.encode(try Randomness.bytes(9))
        for _ in 0..<Accounts.turnAttempts {
            let taken = try await redis.send(
                "SET", Keys.registration(user), turn, "NX", "PX", String(Accounts.claimLife))
            guard try await account(user) == nil else {
                if !taken.isNull { await endTurn(user, turn) }
                throw .userExists
            }
            if !taken.isNull { return turn }
            try? await Task.sleep(for: Accounts.turnPause)
        }
        throw .busy
    }

    private func endTurn(_ user: UserID, _ turn: String) async {
        // It ends by itself too.
        _ = try? await redis.call(AccountScripts.release, keys: [Keys.registration(user)], [turn])
    }

    private static let turnAttempts = 100
    private static let turnPause = Duration.milliseconds(20)

    /// The token version of a new account: above that of any account of this ID before, also of one that Redis has lost
    /// and nobody remembers. So versions begin with the time in seconds.
    private func firstVersion(_ user: UserID) async throws(CoreError) -> Int64 {
        let least = max(clock.seconds, revocations.minimumVersion(of: user) + 1)
        let dead = try await redis.send("HGET", Keys.tombstone(user), "version")
        guard !dead.isNull else { return least }
        guard let version = dead.integerValue else { throw .corrupt(detail: "the tombstone of \(user) is broken") }
        return max(version + 1, least)
    }

    /// The account with a token version that is good: Redis may have lost that it was raised, and gives tokens that would
    /// be refused at once.
    func caughtUp(_ account: Account) async throws(CoreError) -> Account {
        let minimum = revocations.minimumVersion(of: account.userID)
        guard account.version < minimum else { return account }
        let version = try await redis.call(
            AccountScripts.catchUp, keys: [Keys.account(account.userID)], [String(minimum), account.hash])
        // The password may have changed meanwhile: whoever knows the old one only gets no new version.
        guard let version = version.integerValue else { throw .invalidCredentials(known: account.userID) }
        return account.with(version: version)
    }

    /// Claims an e-mail address. Only after a registration that broke off is there a claim without an account; it is
    /// taken over after a minute, and at once when the same user tries again.
    private func claim(_ email: String, _ claim: Claim) async throws(CoreError) {
        let key = Keys.email(email)
        guard try await redis.send("SET", key, claim.text, "NX").isNull else { return }
        guard let text = try await redis.send("GET", key).text, let known = Claim(text) else { throw .emailExists }
        let isStale = known.user == claim.user || claim.at - known.at > Accounts.claimPatience
        let holder = try await account(known.user)
        guard isStale, holder?.email.lowercased() != email.lowercased() else { throw .emailExists }
        let replaced = try await redis.call(AccountScripts.replace, keys: [key], [text, claim.text])
        guard replaced.integerValue == 1 else { throw .emailExists }
    }

    /// The account of a user ID or e-mail address and its password.
    ///
    /// An unknown or disabled user costs the same work as a wrong password.
    /// - Throws: `.invalidCredentials`, `.busy`, `.unavailable`, `.corrupt`.
    package func authenticate(_ identifier: String, password: String) async throws(CoreError) -> Account {
        let known = try await find(identifier)
        let active = known?.state == .active ? known : nil
        let hash = active?.hash ?? hasher.dummy
        let hasher = hasher
        guard PasswordHasher.isHash(hash) else { throw .corrupt(detail: "\(identifier) has no bcrypt hash") }
        let verdict = try await pool.run { hasher.judge(password, hash) }
        guard let account = active, verdict.isRight else { throw .invalidCredentials(known: known?.userID) }
        if let upgrade = verdict.upgrade {
            // The old hash is as good until the next sign-in: nobody is turned away for this.
            _ = try? await redis.call(AccountScripts.rehash, keys: [Keys.account(account.userID)], [hash, upgrade])
        }
        return account
    }

    /// Nil when there is no such account.
    package func account(_ user: UserID) async throws(CoreError) -> Account? {
        let reply: RedisValue
        do {
            reply = try await redis.command(["HMGET", Keys.account(user)] + Account.fields)
        } catch { throw CoreError(error) }
        let values = (reply.elements ?? []).map(\.text)
        guard values.contains(where: { $0 != nil }) else { return nil }
        return try Account(user, values)
    }

    /// Whether there is no account of this ID, and none was deleted so lately that tokens of it may be about.
    ///
    /// What was so a moment ago is, unless the ID was registered meanwhile: then all its tokens ended first, which every
    /// instance hears of.
    package func isNobody(_ user: UserID) async throws(CoreError) -> Bool {
        // Its open tokens would be refused: an account was made, or is being made, that Redis may not know of.
        guard revocations.minimumVersion(of: user) == 0 else { return false }
        let now = clock.now()
        if nobodies.contains(user, at: now), revocations.problem == nil { return true }
        let isNobody = try await redis.send("EXISTS", Keys.account(user), Keys.tombstone(user)).integerValue == 0
        if isNobody { nobodies.add(user, at: now) }
        return isNobody
    }

    /// What attempts at an account are counted by: its user ID, whichever of its names was given.
    package func subject(of identifier: String) async throws(CoreError) -> String {
        guard identifier.contains("@") else { return identifier }
        return try await holder(of: identifier)?.text ?? identifier
    }

    private func find(_ identifier: String) async throws(CoreError) -> Account? {
        if let user = UserID(validating: identifier) { return try await account(user) }
        guard identifier.contains("@"), let user = try await holder(of: identifier),
            let account = try await account(user), account.email.lowercased() == identifier.lowercased()
        else { return nil }
        return account
    }

    private func holder(of email: String) async throws(CoreError) -> UserID? {
        try await redis.send("GET", Keys.email(email)).text.flatMap(Claim.init)?.user
    }

    func hashed(_ password: String) async throws(CoreError) -> String {
        let hasher = hasher
        let result = try await pool.run { () -> Result<String, CoreError> in
            do throws(CoreError) { return .success(try hasher.hash(password)) } catch { return .failure(error) }
        }
        return try result.get()
    }
}
