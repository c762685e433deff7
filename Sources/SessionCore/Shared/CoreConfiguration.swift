package import JOSE

/// Every limit and lifetime of the core.
package struct CoreConfiguration: Sendable {
    /// `iss` of our tokens.
    package var issuer = "realtime-svg"
    /// `aud` of our tokens, which is then asked for; nil for tokens without one.
    package var audience: String?
    /// Life of an access token, seconds.
    package var accessTokenSeconds: Int64 = 900
    /// Life of a refresh token since its last use, seconds.
    package var refreshTokenSeconds: Int64 = 604_800
    /// How long the newest parent of a refresh token may come again, milliseconds.
    package var refreshReplayWindow: Int64 = 10_000
    /// Clock difference that is tolerated in tokens, seconds.
    package var leeway: Int64 = 30
    /// What new keys sign with.
    package var keyAlgorithm = SignatureAlgorithm.rs256
    /// The age at which the newest key gets a successor, seconds; 0 is never.
    package var keyRotationSeconds: Int64 = 90 * 86_400
    /// Whether nobody else can have come to this Redis: no other instance is asked for keys that it has lost.
    package var isRedisPrivate = false
    /// Private keys are sealed under it in Redis; nil to keep them in the open.
    package var keySecret: String?
    /// What becomes of requests with a token while ends of sign-ins made elsewhere may be missed.
    package var revocationMode = RevocationMode.available
    /// What a service shows that may ask about any token; nil lets none ask.
    package var introspectionSecret: String?
    /// Issue tokens to user IDs without an account.
    package var openTokens = false
    /// The cost of a password hash: 2 to this power rounds.
    package var bcryptCost = 12
    /// Passwords and signatures that may wait for the pool; one more is refused.
    package var poolQueue = 64
    /// Attempts a minute at register, login, issueToken and changePassword, per address and per account, and wrong
    /// introspection secrets per address; 0 is off.
    package var authAttemptsPerMinute = 5
    /// Refreshes a minute per address; 0 is off.
    package var refreshesPerMinute = 60
    /// Writes to public sessions a minute per address; 0 is off.
    package var publicWritesPerMinute = 1200
    /// Entries that the audit stream keeps; 0 is off.
    package var auditEntries = 100_000
    /// Sign-ins that one user may have, tokens of issueToken among them; when one more begins, the one that would
    /// expire first ends.
    package var signInsPerUser = 100
    /// Sessions that one user may have.
    package var sessionsPerUser = 100
    /// Public sessions at a time.
    package var publicSessions = 10_000
    /// Bytes of a session's template.
    package var templateBytes = 64 << 10
    /// Bytes of a session's arguments as JSON.
    package var argumentsBytes = 64 << 10
    /// Objects and arrays inside one another in a session's arguments, themselves counted: a body may have one more,
    /// since a PUT has them inside of it.
    package var argumentsDepth = 31
    /// Templates that are kept as parsed; 0 is none.
    package var cachedTemplates = 1_024
    /// Bytes of source of all of them. Parsed they take up to about twenty times as much.
    package var cachedTemplateBytes = 2 << 20
    /// Viewers that one session may have at a time, in this process; one more is refused.
    package var viewersPerSession = 10_000
    /// Streams that one address (an IPv4 address, or a /64 of IPv6) may have open at a time, in this process; 0 is off.
    package var streamsPerAddress = 256
    /// Frames a second that one session may show; the last one always comes.
    package var framesPerSecond: UInt64 = 30

    package init() {}

    package enum RevocationMode: String, Sendable, CaseIterable {
        /// They are served, at the risk of a logout made elsewhere meanwhile.
        case available
        /// They get 503 until all is known again.
        case strict
    }
}
