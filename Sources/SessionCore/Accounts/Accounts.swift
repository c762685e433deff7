internal import JOSE

/// Users, their e-mail addresses and passwords.
///
/// `user:{alice}` holds the account; `email:{sha256}` holds `alice 1763710211123`, the holder of the address and when
/// it was claimed. The two keys lie on different slots, so the address is claimed first and released when the account
/// fails. A claim left by a crash between the two is taken over after `claimPatience`.
package struct Accounts: Sendable {
    let store: Store
    let hasher: PasswordHasher
    let revocations: Revocations
    let clock: WallClock
    let log: Log

    /// Milliseconds after which a claim without an account is taken for left behind. Between claim and account lie two
    /// commands, each with a deadline far below this.
    private static let claimPatience: Int64 = 10_000

    private struct Claim {
        let holder: String
        let claimedAt: Int64
        let text: String

        init(holder: UserID, now: Int64) {
            self.holder = holder.text
            claimedAt = now
            text = "\(holder) \(now)"
        }

        init(_ text: String, key: String) throws(CoreError) {
            let words = text.split(separator: " ")
            guard words.count == 2, let claimedAt = Int64(words[1]) else {
                throw CoreError.corrupt("\(key) holds no claim of ours")
            }
            holder = String(words[0])
            self.claimedAt = claimedAt
            self.text = text
        }
    }

    // MARK: Registration

    /// Creates an account. Open tokens of the ID end.
    ///
    /// - Throws: `.invalid` with every rule that the password breaks, `.userExists`, `.emailExists`, `.busy`,
    ///   `.unavailable`. After `.unavailable` the account may be there: a login tells.
    package func register(
        _ userID: UserID, email: Email, password: String, origin: Origin
    ) async throws(CoreError) -> Account {
        let violations = PasswordRules.violations(password, userID: userID, email: email)
        guard violations.isEmpty else {
            throw CoreError.invalid(violations.map { CoreError.Violation(pointer: "/password", message: $0) })
        }
        // Before the costly hash; the scripts below decide.
        if try await exists(userID) { throw userExists(userID) }
        let hash = try await hasher.hash(password)
        let key = emailKey(email)
        let claim = try await claimEmail(key, for: userID, email: email)
        let now = String(clock.now())
        let outcome = try await store.outcome(
            AccountScripts.create, keys: [Keys.user(userID)],
            [String(Record.format), email.text, hash, now, String(Account.firstVersion)])
        guard outcome.name == "created" else {
            _ = try await store.outcome(AccountScripts.release, keys: [key], [claim.text])
            throw userExists(userID)
        }
        try await endOpenTokens(of: userID)
        log.registered(userID, origin)
        return try await require(userID)
    }

    /// Takes the address, or says who has it. No account is made between a claim and its release without an answer of
    /// Redis: when that is lost, the claim stays and passes by age.
    private func claimEmail(_ key: String, for userID: UserID, email: Email) async throws(CoreError) -> Claim {
        let claim = Claim(holder: userID, now: clock.now())
        if try await store.command("SET", key, claim.text, "NX") != .null { return claim }
        guard let text = try await store.command("GET", key).text else { throw emailExists() }
        let other = try Claim(text, key: key)
        if other.holder == userID.text, try await exists(userID) { throw userExists(userID) }
        guard claim.claimedAt - other.claimedAt > Accounts.claimPatience, let holder = UserID(validating: other.holder)
        else { throw emailExists() }
        if let account = try await find(holder), account.email == email { throw emailExists() }
        let outcome = try await store.outcome(AccountScripts.takeOver, keys: [key], [claim.text, other.text])
        guard outcome.name == "claimed" else { throw emailExists() }
        return claim
    }

    /// Tokens issued to the ID while it had no account carry the version before the first.
    private func endOpenTokens(of userID: UserID) async throws(CoreError) {
        try await revocations.raiseVersion(of: userID, to: Account.firstVersion)
        _ = try await store.outcome(AccountScripts.activate, keys: [Keys.user(userID)], [])
    }

    // MARK: Look-up

    /// - Throws: `.corrupt` for a record that is not ours, `.unavailable`.
    package func find(_ userID: UserID) async throws(CoreError) -> Account? {
        guard let record = try await store.record(Keys.user(userID)) else { return nil }
        return try Account(record, userID: userID)
    }

    /// - Throws: `.accountNotFound` too: a token of an open ID has no account.
    package func require(_ userID: UserID) async throws(CoreError) -> Account {
        guard let account = try await find(userID) else {
            throw CoreError(.accountNotFound, "User \(userID) has no account")
        }
        return account
    }

    package func exists(_ userID: UserID) async throws(CoreError) -> Bool {
        try await store.command("EXISTS", Keys.user(userID)).integerValue == 1
    }

    /// Whom an identifier means, for counting attempts per account: the user ID also for an e-mail address.
    package func subject(of identifier: String) async throws(CoreError) -> String {
        if let userID = try await resolve(identifier) { return userID.text }
        return digest(identifier.lowercased())
    }

    /// The user ID itself or the holder of the e-mail address. An ID has no `@`, an address has one.
    private func resolve(_ identifier: String) async throws(CoreError) -> UserID? {
        if let userID = UserID(validating: identifier) { return userID }
        guard let email = Email(validating: identifier) else { return nil }
        let key = emailKey(email)
        guard let text = try await store.command("GET", key).text else { return nil }
        return UserID(validating: try Claim(text, key: key).holder)
    }

    // MARK: Authentication

    /// Checks a password. An unknown user and a wrong password cost the same work and give the same error.
    ///
    /// - Parameter identifier: user ID or e-mail address.
    /// - Throws: `.wrongCredentials`, `.busy`, `.corrupt`, `.unavailable`.
    package func authenticate(
        _ identifier: String, password: String, origin: Origin
    ) async throws(CoreError) -> Account {
        var account: Account?
        if let userID = try await resolve(identifier) {
            account = try await find(userID)
            // A claim whose account was made with another address proves nothing.
            if let found = account, let email = Email(validating: identifier), found.email != email { account = nil }
        } else {
            // As many commands for an unknown address as for a known one; this key can belong to nobody.
            _ = try await store.command("HGETALL", "user:{.}")
        }
        let isRight = try await hasher.verifies(password, hash: account?.passwordHash)
        guard isRight, let account else {
            log.signInFailed(identifier, origin)
            throw CoreError(.wrongCredentials, "The user or the password is wrong")
        }
        if !account.hasEndedOpenTokens { try await endOpenTokens(of: account.userID) }
        return account
    }

    // MARK: Keys and errors

    private func emailKey(_ email: Email) -> String { Keys.email(digest(email.normalised)) }

    private func digest(_ text: String) -> String {
        SHA256.digest(Array(text.utf8)).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }

    private func userExists(_ userID: UserID) -> CoreError {
        CoreError(
            .userExists, "User \(userID) exists",
            violations: [CoreError.Violation(pointer: "/user_id", message: "is in use")])
    }

    private func emailExists() -> CoreError {
        CoreError(
            .emailExists, "The e-mail address is in use",
            violations: [CoreError.Violation(pointer: "/email", message: "is in use")])
    }
}
