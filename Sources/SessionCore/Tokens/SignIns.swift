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
    /// Where it is to be stored: record and index.
    let keys: [String]
    /// As `SignInScripts.write` takes them.
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

    /// Bytes of a client's name that are kept.
    package static let deviceLength = 512

    /// Begins a sign-in by password, and notes it in the account. When the user has too many, the one that would expire
    /// first ends: its tokens are refused before this returns.
    package func begin(_ account: Account, from origin: Origin) async throws(CoreError) -> TokenPair {
        let user = account.userID
        return try await whileCurrent(account) { account throws(CoreError) in
            let prepared = try await prepare(account, from: origin)
            let reply = try await redis.call(
                SignInScripts.create,
                keys: [prepared.keys[0], Keys.account(user), prepared.keys[1], Keys.endedSignIns(user)],
                prepared.arguments + bound(user))
            return (reply, prepared.tokens)
        }
    }

    /// Makes the tokens of a sign-in that is still to be stored: until it is, the refresh token is good for nothing.
    package func prepare(_ account: Account, from origin: Origin) async throws(CoreError) -> PreparedSignIn {
        let id = Base64URL.encode(try Randomness.bytes(RefreshToken.signInBytes))
        let key = try Randomness.bytes(RefreshToken.keyBytes)
        let secret = try RefreshToken.Secret.first(key: key)
        let refresh = RefreshToken(user: account.userID, signIn: id, secret: secret)
        return PreparedSignIn(
            tokens: try await pair(refresh, version: account.version),
            keys: [Keys.signIn(account.userID, id), Keys.signIns(account.userID)],
            arguments: [
                Base64URL.encode(key), secret.hash, String(clock.now()), device(origin), origin.address,
                String(configuration.refreshTokenSeconds), id, String(account.version),
            ])
    }

    /// Trades a refresh token for the next pair. The token is used up; the newest one used up may come again for 10 s.
    ///
    /// - Parameter onReuse: told of the user when a token that was used up before comes again.
    /// - Throws: `.invalidRefreshToken`; reuse ends the whole sign-in first.
    package func refresh(_ text: String, onReuse: (UserID) -> Void) async throws(CoreError) -> TokenPair {
        guard let token = RefreshToken(text) else { throw .invalidRefreshToken }
        let record = Keys.signIn(token.user, token.signIn)
        let stored = try await redis.send("HMGET", record, "v", "key", "version")
        // A record without a key is that of a token of issueToken, which no refresh token belongs to.
        guard let values = stored.elements, let format = values.first?.text,
            ["1", SignInScripts.format].contains(format),
            let key = values[1].text.flatMap({ Base64URL.decode($0) }), key.count == RefreshToken.keyBytes,
            token.secret.isGenuine(key: key)
        else { throw .invalidRefreshToken }
        // Redis may have lost that it ended, by a restored backup, say.
        let version = values[2].text.flatMap { Int64($0) } ?? 1
        guard !revocations.isRevoked(token.signIn, user: token.user, version: version) else {
            throw .invalidRefreshToken
        }
        guard let account = try await accounts.account(token.user), account.state == .active else {
            throw .invalidRefreshToken
        }
        let next = token.secret.successor(key: key)
        // Signed first: a token that is used up for nothing would be lost to its owner.
        let renewed = try await pair(
            RefreshToken(user: token.user, signIn: token.signIn, secret: next), version: account.version)
        let outcome = try await redis.call(
            SignInScripts.rotate, keys: [record, Keys.account(token.user), Keys.signIns(token.user)],
            [
                String(token.secret.counter), token.secret.hash, next.hash, String(clock.now()),
                String(configuration.refreshReplayWindow), String(configuration.refreshTokenSeconds), token.signIn,
            ])
        switch outcome.text {
        case "rotated", "replay": return renewed
        case "reused":
            onReuse(token.user)
            // The record stays, marked, until its access tokens are refused everywhere: a failure here is made good by
            // the next use.
            try await revocations.revoke([token.signIn])
            try await delete(token.signIn, of: token.user)
            throw .invalidRefreshToken
        default: throw .invalidRefreshToken
        }
    }

    /// Ends the caller's sign-in: no refresh any more, then no access, here before the answer and elsewhere at once.
    /// Both steps may be repeated.
    package func end(_ caller: Caller) async throws(CoreError) {
        try await delete(caller.signInID, of: caller.userID)
        try await revocations.revoke([caller.signInID])
    }

    /// A token of its own sign-in, without refresh. It is listed and ended as others are; one of a user ID without an
    /// account is not stored.
    ///
    /// - Parameters:
    ///   - account: nil for a user ID without one, where open tokens are allowed.
    ///   - origin: nil when nobody asked over the wire.
    package func issueToken(
        _ user: UserID, account: Account?, seconds: Int64, from origin: Origin? = nil
    ) async throws(CoreError) -> String {
        let id = try Randomness.name()
        guard let account else {
            // Such a token is its own sign-in.
            return try await tokens.access(
                user, signIn: id, tokenID: id, version: 0, seconds: seconds, isOpen: true)
        }
        return try await whileCurrent(account) { account throws(CoreError) in
            let now = clock.now()
            let token = try await tokens.access(
                user, signIn: id, version: account.version, seconds: seconds, isOpen: false)
            let reply = try await redis.call(
                SignInScripts.createToken,
                keys: [Keys.signIn(user, id), Keys.account(user), Keys.signIns(user), Keys.endedSignIns(user)],
                [
                    String(account.version), String(now + seconds * 1000), String(now),
                    origin.map { device($0) } ?? "", origin?.address ?? "", id,
                ] + bound(user))
            return (reply, token)
        }
    }

    // MARK: Steps

    /// Stores a sign-in of an account as it is now. Between the check of the password and this the account's tokens may
    /// all have been ended: then it begins anew, unless the password is another too.
    private func whileCurrent<Made>(
        _ account: Account, _ store: (Account) async throws(CoreError) -> (RedisValue, Made)
    ) async throws(CoreError) -> Made {
        var current = try await accounts.caughtUp(account)
        for _ in 0..<3 {
            let (reply, made) = try await store(current)
            guard let words = reply.elements?.map(\.text), let outcome = words.first else {
                throw .corrupt(detail: "the script that stores a sign-in answered \(reply)")
            }
            if outcome == "ok" {
                try await tell(ended: words.dropFirst().compactMap { $0 }, of: account.userID)
                return made
            }
            guard let now = try await accounts.account(account.userID), now.hash == account.hash, now.state == .active
            else {
                throw .invalidCredentials(known: account.userID)
            }
            current = try await accounts.caughtUp(now)
        }
        throw .busy
    }

    /// The arguments with which a script makes room for one more.
    private func bound(_ user: UserID) -> [String] {
        [String(configuration.signInsPerUser), Keys.signIn(user, ""), String(endOfTokens)]
    }

    /// When no token that exists now is good any more, whatever its life, milliseconds since 1970.
    var endOfTokens: Int64 { clock.now() + Revocations.longestToken * 1000 }

    private func device(_ origin: Origin) -> String {
        String(String.UnicodeScalarView((origin.userAgent ?? "").unicodeScalars.prefix(SignIns.deviceLength)))
    }

    private func delete(_ signIn: String, of user: UserID) async throws(CoreError) {
        _ = try await redis.call(
            SignInScripts.delete, keys: [Keys.signIn(user, signIn), Keys.signIns(user)], [signIn])
    }

    /// Has the access tokens of sign-ins that ended on the user's slot refused everywhere. What fails here is kept in
    /// Redis, and told with the next one.
    func tell(ended: [String], of user: UserID) async throws(CoreError) {
        guard !ended.isEmpty else { return }
        try await revocations.revoke(ended)
        // Told twice does no harm.
        _ = try? await redis.command(["ZREM", Keys.endedSignIns(user)] + ended)
    }

    private func pair(_ refresh: RefreshToken, version: Int64) async throws(CoreError) -> TokenPair {
        let seconds = configuration.accessTokenSeconds
        let access = try await tokens.access(
            refresh.user, signIn: refresh.signIn, version: version, seconds: seconds, isOpen: false)
        return TokenPair(
            accessToken: access, refreshToken: refresh.text, expiresIn: seconds, userID: refresh.user)
    }
}
