internal import JOSE
internal import Redis

/// A pair of tokens, as a sign-in or a refresh gives them.
package struct TokenPair: Sendable {
    package let accessToken: String
    package let refreshToken: String
    /// Seconds until the access token expires.
    package let expiresIn: Int64
    package let userID: UserID
}

/// A sign-in with its tokens, before it is stored.
package struct PreparedSignIn: Sendable {
    let tokens: TokenPair
    /// Where it is to be stored, and what, as `SignInScripts` takes it.
    let key: String
    let arguments: [String]
}

/// Sign-ins: what a user's tokens belong to, and what logout ends.
package struct SignIns: Sendable {
    let redis: Redis
    let tokens: TokenIssuer
    let accounts: Accounts
    let revocations: Revocations
    let configuration: CoreConfiguration
    let clock: Clock

    /// Begins a sign-in by password, and notes it in the account.
    package func begin(_ account: Account, from origin: Origin) async throws(CoreError) -> TokenPair {
        let prepared = try await prepare(account, from: origin)
        let made = try await redis.call(
            SignInScripts.create, keys: [prepared.key, Keys.account(account.userID)], prepared.arguments)
        guard made.integerValue == 1 else { throw .invalidCredentials(known: account.userID) }
        return prepared.tokens
    }

    /// Makes the tokens of a sign-in that is still to be stored: until it is, the refresh token is good for nothing.
    package func prepare(_ account: Account, from origin: Origin) async throws(CoreError) -> PreparedSignIn {
        let id = Base64URL.encode(try Randomness.bytes(RefreshToken.signInBytes))
        let key = try Randomness.bytes(32)
        let secret = try RefreshToken.Secret.first(key: key)
        let refresh = RefreshToken(user: account.userID, signIn: id, secret: secret)
        return PreparedSignIn(
            tokens: try await pair(refresh, version: account.version), key: Keys.signIn(account.userID, id),
            arguments: [
                Base64URL.encode(key), secret.hash, String(clock.now()), origin.userAgent ?? "",
                origin.address, String(configuration.refreshTokenSeconds),
            ])
    }

    /// Trades a refresh token for the next pair. The token is used up; the newest one used up may come again for 10 s.
    ///
    /// - Parameter onReuse: told of the user when a token that was used up before comes again.
    /// - Throws: `.invalidRefreshToken`; reuse ends the whole sign-in first.
    package func refresh(_ text: String, onReuse: (UserID) -> Void) async throws(CoreError) -> TokenPair {
        guard let token = RefreshToken(text) else { throw .invalidRefreshToken }
        let record = Keys.signIn(token.user, token.signIn)
        let stored = try await redis.send("HMGET", record, "v", "key")
        guard let values = stored.elements, values.first?.text == "1",
            let key = values[1].text.flatMap({ Base64URL.decode($0) }), token.secret.isGenuine(key: key)
        else { throw .invalidRefreshToken }
        guard let account = try await accounts.account(token.user), account.state == .active else {
            throw .invalidRefreshToken
        }
        let next = token.secret.successor(key: key)
        // Signed first: a token that is used up for nothing would be lost to its owner.
        let renewed = try await pair(
            RefreshToken(user: token.user, signIn: token.signIn, secret: next), version: account.version)
        let outcome = try await redis.call(
            SignInScripts.rotate, keys: [record],
            [
                String(token.secret.counter), token.secret.hash, next.hash, String(clock.now()),
                String(configuration.refreshReplayWindow), String(configuration.refreshTokenSeconds),
            ])
        switch outcome.text {
        case "rotated", "replay": return renewed
        case "reused":
            onReuse(token.user)
            // The record stays, marked, until its access tokens are refused everywhere: a failure here is made good by
            // the next use.
            try await revocations.revoke(token.signIn, until: clock.seconds + configuration.accessTokenSeconds)
            _ = try await redis.call(SignInScripts.delete, keys: [record], [])
            throw .invalidRefreshToken
        default: throw .invalidRefreshToken
        }
    }

    /// Ends the caller's sign-in: no refresh any more, then no access, here before the answer and elsewhere at once.
    /// Both steps may be repeated.
    package func end(_ caller: Caller) async throws(CoreError) {
        _ = try await redis.call(SignInScripts.delete, keys: [Keys.signIn(caller.userID, caller.signInID)], [])
        // An access token made just before may live a full life from now.
        let longest = max(caller.expiresAt, clock.seconds + configuration.accessTokenSeconds)
        try await revocations.revoke(caller.signInID, until: longest)
    }

    /// A token of its own sign-in, without refresh.
    ///
    /// - Parameter account: nil for a user ID without one, where open tokens are allowed.
    package func issueToken(
        _ user: UserID, account: Account?, seconds: Int64
    ) async throws(CoreError) -> String {
        let id = Base64URL.encode(try Randomness.bytes(RefreshToken.signInBytes))
        return try await tokens.access(
            user, signIn: id, version: account?.version ?? 0, seconds: seconds, isOpen: account == nil)
    }

    private func pair(_ refresh: RefreshToken, version: Int64) async throws(CoreError) -> TokenPair {
        let seconds = configuration.accessTokenSeconds
        let access = try await tokens.access(
            refresh.user, signIn: refresh.signIn, version: version, seconds: seconds, isOpen: false)
        return TokenPair(
            accessToken: access, refreshToken: refresh.text, expiresIn: seconds, userID: refresh.user)
    }
}

/// Random bytes, the failure as ours.
enum Randomness {
    static func bytes(_ count: Int) throws(CoreError) -> [UInt8] {
        do { return try SecureRandom.bytes(count) } catch { throw .corrupt(detail: error.detail) }
    }
}
