/// Every setting of the core with its unit and default.
package struct CoreConfiguration: Sendable {
    /// The `iss` of every token.
    package var issuer = "realtime-svg"
    /// Seconds that the access token of a sign-in lives.
    package var accessLifetime: Int64 = 900
    /// Seconds that a refresh token lives, and its sign-in with it.
    package var refreshLifetime: Int64 = 604_800
    /// Seconds that a token of issueToken may live.
    package var issuedLifetimes: ClosedRange<Int64> = 60...86_400
    /// Seconds within which the newest used refresh token may be sent again, after a lost answer.
    package var refreshGrace: Int64 = 10
    /// Seconds by which the clocks of two instances may differ when a token is verified.
    package var leeway: Int64 = 30
    /// Tokens for IDs without an account, for demonstrations and tests.
    package var openTokens = false

    /// bcrypt's cost, the logarithm of its rounds.
    package var bcryptCost = 12
    package static let bcryptCosts: ClosedRange<Int> = 4...16
    /// Threads that hash passwords, and as many that sign; 0 is one for each core.
    package var workThreads = 0
    /// Passwords that may wait for a thread; more are refused with 503.
    package var hashingQueue = 64
    /// Signatures that may wait for a thread; more are refused with 503.
    package var signingQueue = 1_024

    /// Attempts a minute on register, login and issueToken: per address and per account, each operation by itself. 0 is off.
    package var authAttemptsPerMinute = 5
    /// Refreshes a minute per address. 0 is off.
    package var refreshesPerMinute = 60

    /// Sessions of one user at a time.
    package var sessionsPerUser = 100
    /// Bytes of a template in UTF-8.
    package var templateBytes = 65_536
    /// Bytes of the arguments as JSON without white space.
    package var argumentBytes = 65_536
    /// Seconds that a session may live: 1 s to 30 days.
    package static let sessionLifetimes: ClosedRange<Int64> = 1...2_592_000
    /// Parsed templates kept in memory.
    package var cachedTemplates = 256
    /// Pictures a second that one live session is rendered at most; the last change is always shown.
    package var framesPerSecond = 30
    /// Entries of the revocation log kept in Redis, about.
    package var revocationLogEntries = 100_000

    package init() {}
}
