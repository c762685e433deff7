internal import JOSE

/// What a sign-in hands to its client.
package struct TokenPair: Sendable {
    package let accessToken: String
    package let refreshToken: String
    /// Seconds that the access token lives.
    package let expiresIn: Int64
}

/// Sign-ins: a family of refresh tokens and the access tokens made with them. A token of issueToken is a sign-in of its
/// own, without refresh tokens.
package struct SignIns: Sendable {
    let store: Store
    let accounts: Accounts
    let tokens: AccessTokens
    let revocations: Revocations
    let configuration: CoreConfiguration
    let clock: WallClock
    let log: Log

    private enum Kind: String {
        case login, token
    }

    // MARK: Beginning

    /// Begins a sign-in of an account whose password was checked, or which was just made.
    ///
    /// - Parameter isLogin: sets the account's last login; false after a registration.
    /// - Throws: `.wrongCredentials` when the account has gone or its tokens ended meanwhile, `.busy`, `.unavailable`.
    package func start(for account: Account, isLogin: Bool, origin: Origin) async throws(CoreError) -> TokenPair {
        let key = try randomBytes(SHA256.byteCount)
        let secret = try RefreshToken.Secret.first(key: key)
        let signInID = try await record(
            account, .login, key: Base64URL.encode(key), hash: secret.hash, lifetime: configuration.refreshLifetime,
            isLogin: isLogin, origin: origin)
        let access = try await tokens.issue(
            to: account.userID, signInID: signInID, version: account.version, lifetime: configuration.accessLifetime)
        if isLogin { log.signedIn(account.userID, origin) }
        log.tokenIssued(account.userID, isOpen: false, origin)
        let refresh = RefreshToken(userID: account.userID, signInID: signInID, secret: secret)
        return TokenPair(accessToken: access, refreshToken: refresh.text, expiresIn: configuration.accessLifetime)
    }

    /// A single access token for an account whose password was checked.
    ///
    /// - Parameter lifetime: seconds, within `issuedLifetimes`.
    package func issueToken(
        for account: Account, lifetime: Int64, origin: Origin
    ) async throws(CoreError) -> String {
        let lifetime = try checked(lifetime)
        let signInID = try await record(
            account, .token, key: "", hash: "", lifetime: lifetime, isLogin: false, origin: origin)
        let token = try await tokens.issue(
            to: account.userID, signInID: signInID, version: account.version, lifetime: lifetime)
        log.tokenIssued(account.userID, isOpen: false, origin)
        return token
    }

    /// A single access token for an ID without an account, when open tokens are on. It ends when the ID is registered.
    ///
    /// - Throws: `.wrongCredentials` when open tokens are off or the ID has an account.
    package func issueOpenToken(
        to userID: UserID, lifetime: Int64, origin: Origin
    ) async throws(CoreError) -> String {
        let lifetime = try checked(lifetime)
        guard configuration.openTokens, try await !accounts.exists(userID) else {
            log.signInFailed(userID.text, origin)
            throw CoreError(.wrongCredentials, "The user or the password is wrong")
        }
        let token = try await tokens.issue(
            to: userID, signInID: try newSignInID(), version: Account.firstVersion - 1, lifetime: lifetime, isOpen: true)
        log.tokenIssued(userID, isOpen: true, origin)
        return token
    }

    private func checked(_ lifetime: Int64) throws(CoreError) -> Int64 {
        let allowed = configuration.issuedLifetimes
        guard allowed.contains(lifetime) else {
            let message = "must be from \(allowed.lowerBound) to \(allowed.upperBound)"
            throw CoreError.invalid([CoreError.Violation(pointer: "/ttl_seconds", message: message)])
        }
        return lifetime
    }

    private func newSignInID() throws(CoreError) -> String {
        Base64URL.encode(try randomBytes(AccessTokens.identifierBytes))
    }

    private func record(
        _ account: Account, _ kind: Kind, key: String, hash: String, lifetime: Int64, isLogin: Bool, origin: Origin
    ) async throws(CoreError) -> String {
        let signInID = try newSignInID()
        let user = account.userID
        let now = clock.now()
        let outcome = try await store.outcome(
            SignInScripts.start, keys: [Keys.user(user), Keys.signIn(user, signInID), Keys.signIns(user)],
            [
                signInID, String(Record.format), kind.rawValue, key, hash, String(now), String(now + lifetime * 1_000),
                String(account.version), origin.address, String(origin.userAgent.prefix(256)), isLogin ? "1" : "0",
            ])
        guard outcome.name == "started" else {
            throw CoreError(.wrongCredentials, "The user or the password is wrong")
        }
        return signInID
    }

    // MARK: Going on

    /// Replaces a refresh token and gives a new access token. A replay of the newest parent within the grace gives the
    /// same successor; any older token of the family ends the sign-in.
    ///
    /// - Throws: `.invalidRefreshToken`, `.busy`, `.unavailable`, `.corrupt`.
    package func refresh(_ text: String, origin: Origin) async throws(CoreError) -> TokenPair {
        guard let token = RefreshToken(text) else { throw invalid() }
        let user = token.userID
        let recordKey = Keys.signIn(user, token.signInID)
        guard let record = try await store.record(recordKey), try record.text("kind") == Kind.login.rawValue else {
            throw invalid()
        }
        guard let key = Base64URL.decode(try record.text("key")), key.count == SHA256.byteCount else {
            throw CoreError.corrupt("\(recordKey) has a bad family key")
        }
        guard token.secret.isGenuine(key: key) else { throw invalid() }
        let successor = token.secret.successor(key: key)
        let now = clock.now()
        let outcome = try await store.outcome(
            SignInScripts.rotate, keys: [Keys.user(user), recordKey, Keys.signIns(user)],
            [
                token.signInID, String(token.secret.counter), token.secret.hash, successor.hash, String(now),
                String(configuration.refreshGrace * 1_000), String(now + configuration.refreshLifetime * 1_000),
            ])
        switch outcome.name {
        case "rotated", "replayed":
            guard let version = outcome.values.first?.integerValue else {
                throw CoreError.corrupt("\(recordKey) has a bad version")
            }
            let access = try await tokens.issue(
                to: user, signInID: token.signInID, version: version, lifetime: configuration.accessLifetime)
            log.tokenRefreshed(user, origin)
            let refresh = RefreshToken(userID: user, signInID: token.signInID, secret: successor)
            return TokenPair(accessToken: access, refreshToken: refresh.text, expiresIn: configuration.accessLifetime)
        case "reused":
            log.refreshReused(user, origin)
            // The record is marked, not deleted, until the revocation is known: a failure here is made good by the
            // next use of any token of the family.
            try await revocations.revoke(signIn: token.signInID, expiresAt: accessHorizon)
            try await end(token.signInID, of: user)
            throw invalid()
        default: throw invalid()
        }
    }

    // MARK: Ending

    /// Ends the sign-in of a token: no refresh any more, then its access tokens, here and everywhere. May be repeated
    /// after `.unavailable`.
    package func logout(_ caller: Caller, origin: Origin) async throws(CoreError) {
        try await end(caller.signInID, of: caller.userID)
        let horizon = max(caller.expiresAt + 2 * configuration.leeway, accessHorizon)
        try await revocations.revoke(signIn: caller.signInID, expiresAt: horizon)
        log.signedOut(caller.userID, origin)
    }

    private func end(_ signInID: String, of user: UserID) async throws(CoreError) {
        _ = try await store.outcome(
            SignInScripts.end, keys: [Keys.signIn(user, signInID), Keys.signIns(user)], [signInID])
    }

    /// Unix seconds: no access token of a sign-in made until now is valid after it.
    private var accessHorizon: Int64 { clock.seconds + configuration.accessLifetime + 2 * configuration.leeway }

    private func invalid() -> CoreError { CoreError(.invalidRefreshToken, "The refresh token is not valid") }
}
