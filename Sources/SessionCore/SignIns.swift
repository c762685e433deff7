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

/// Sign-ins: what a user's tokens belong to, and what logout ends.
package struct SignIns: Sendable {
    let redis: Redis
    let tokens: TokenIssuer
    let accounts: Accounts
    let revocations: Revocations
    let configuration: CoreConfiguration
    let clock: Clock

    /// Begins a sign-in of an account.
    package func begin(_ account: Account, from origin: Origin) async throws(CoreError) -> TokenPair {
        let id = Base64URL.encode(try Randomness.bytes(16))
        let family = try Randomness.bytes(32)
        let now = String(clock.now())
        let key = Keys.signIn(account.userID, id)
        _ = try await redis.call(
            SignIns.create, keys: [key],
            [
                Base64URL.encode(family), now, String(origin.userAgent?.prefix(256) ?? ""), origin.address,
                String(configuration.refreshTokenSeconds),
            ])
        return try await pair(account.userID, id, use: 0, family: family, version: account.version)
    }

    /// Trades a refresh token for the next pair. The token is used up; the newest one used up may come again for 10 s.
    ///
    /// - Returns: the pair, and whether this was such a replay.
    /// - Throws: `.invalidRefreshToken`; a token that was used up before ends the whole sign-in.
    package func refresh(
        _ text: String, onReuse: (UserID) -> Void
    ) async throws(CoreError) -> TokenPair {
        guard let token = RefreshToken(text) else { throw .invalidRefreshToken }
        let key = Keys.signIn(token.user, token.signIn)
        let stored = try await redis.send("HMGET", key, "v", "family", "use")
        guard let values = stored.elements, values.first?.text == "1",
            let family = values[1].text.flatMap({ Base64URL.decode($0) }), token.isGenuine(family: family)
        else { throw .invalidRefreshToken }
        guard let account = try await accounts.account(token.user) else { throw .invalidRefreshToken }
        let outcome = try await redis.call(
            SignIns.rotate, keys: [key],
            [
                String(token.use), String(clock.now()), String(configuration.refreshReplayWindow),
                String(configuration.refreshTokenSeconds),
            ])
        switch outcome.text {
        case "rotated", "replay":
            return try await pair(
                token.user, token.signIn, use: token.use + 1, family: family, version: account.version)
        case "reused":
            onReuse(token.user)
            try await revocations.revoke(token.signIn, until: clock.seconds + configuration.accessTokenSeconds)
            throw .invalidRefreshToken
        default: throw .invalidRefreshToken
        }
    }

    /// Ends the caller's sign-in: no refresh any more, then no access, here before the answer and elsewhere at once.
    /// Both steps may be repeated.
    package func end(_ caller: Caller) async throws(CoreError) {
        _ = try await redis.call(SignIns.delete, keys: [Keys.signIn(caller.userID, caller.signInID)], [])
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
        let id = Base64URL.encode(try Randomness.bytes(16))
        return try await tokens.access(
            user, signIn: id, version: account?.version ?? 0, seconds: seconds, isOpen: account == nil)
    }

    /// Notes a sign-in by password in the account.
    package func noteLogin(_ account: Account) async throws(CoreError) {
        try await accounts.noteLogin(account.userID)
    }

    private func pair(
        _ user: UserID, _ id: String, use: Int64, family: [UInt8], version: Int64
    ) async throws(CoreError) -> TokenPair {
        let seconds = configuration.accessTokenSeconds
        let access = try await tokens.access(user, signIn: id, version: version, seconds: seconds, isOpen: false)
        let refresh = RefreshToken(user: user, signIn: id, use: use, family: family)
        return TokenPair(accessToken: access, refreshToken: refresh.text, expiresIn: seconds, userID: user)
    }

    private static let create = RedisScript(
        """
        redis.call('HSET', KEYS[1], 'v', '1', 'family', ARGV[1], 'use', '0', 'created', ARGV[2], 'used', ARGV[2],
            'rotated', '0', 'device', ARGV[3], 'address', ARGV[4])
        return redis.call('EXPIRE', KEYS[1], ARGV[5])
        """)

    /// Compare-and-set on the number of the use: of many that come at once, one rotates and the rest are replays.
    private static let rotate = RedisScript(
        """
        local r = redis.call('HMGET', KEYS[1], 'use', 'rotated')
        if not r[1] then return 'missing' end
        local use, presented = tonumber(r[1]), tonumber(ARGV[1])
        if presented == use then
            redis.call('HSET', KEYS[1], 'use', use + 1, 'rotated', ARGV[2], 'used', ARGV[2])
            redis.call('EXPIRE', KEYS[1], ARGV[4])
            return 'rotated'
        end
        if presented == use - 1 and tonumber(ARGV[2]) - tonumber(r[2]) <= tonumber(ARGV[3]) then return 'replay' end
        redis.call('DEL', KEYS[1])
        return 'reused'
        """)

    /// Reads first, so that a key of another type is an error and not a silent success.
    private static let delete = RedisScript("redis.call('HGET', KEYS[1], 'v') return redis.call('DEL', KEYS[1])")
}

/// Random bytes, the failure as ours.
enum Randomness {
    static func bytes(_ count: Int) throws(CoreError) -> [UInt8] {
        do { return try SecureRandom.bytes(count) } catch { throw .corrupt(detail: error.detail) }
    }
}
