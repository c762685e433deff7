package import EventLoop
package import JOSE
package import Redis

/// The service without its wire: accounts, tokens, sessions and live frames over one Redis.
package final class SessionCore: Sendable {
    package let configuration: CoreConfiguration
    package let rates: Rates
    package let log: Log
    package let clock: Clock
    package let keys: KeyRing
    package let accounts: Accounts
    package let signIns: SignIns
    package let verifier: TokenVerifier
    package let introspection: Introspection
    package let limiter: RateLimiter
    package let audit: AuditTrail
    /// For passwords and for signatures: apart, so that signatures do not wait behind hashes that take a thousand times
    /// as long.
    package let hashing: WorkPool
    package let signing: WorkPool
    package let sessions: UserSessions
    package let publicSessions: PublicSessions
    package let frames: FrameHub
    private let redis: Redis
    private let revocations: Revocations
    private let subscriber: RedisSubscriber

    /// Loads or makes the keys, loads what is revoked, and begins to follow.
    ///
    /// - Parameters:
    ///   - redis: connected.
    ///   - loop: for subscriptions and timers; must outlive the core.
    ///   - threads: of the pool for passwords and signatures.
    package init(
        _ configuration: CoreConfiguration, redis: Redis, loop: EventLoop, threads: Int, log: Log,
        clock: Clock = .system
    ) async throws(CoreError) {
        self.redis = redis
        self.configuration = configuration
        rates = Rates(configuration)
        self.log = log
        self.clock = clock
        let hashing = WorkPool(threads: threads, limit: configuration.poolQueue)
        let signing = WorkPool(threads: 1, limit: configuration.poolQueue * 16)
        self.hashing = hashing
        self.signing = signing
        // A hash takes a quarter of a second at the usual cost: it is made while the keys are.
        let cost = configuration.bcryptCost
        async let dummy = hashing.run { Result { () throws(CoreError) in try PasswordHasher(cost: cost) } }
        keys = try await SigningKeys(redis: redis, pool: signing, log: log).loadOrCreate()
        revocations = Revocations(redis: redis, loop: loop, clock: clock, log: log)
        try await revocations.start()
        let hasher: PasswordHasher
        do { hasher = try await dummy.get() } catch let error as CoreError { throw error } catch {
            throw .corrupt(detail: "\(error)")
        }
        accounts = Accounts(redis: redis, hasher: hasher, pool: hashing, clock: clock, revocations: revocations)
        signIns = SignIns(
            redis: redis,
            tokens: TokenIssuer(keys: keys, pool: signing, configuration: configuration, clock: clock),
            accounts: accounts, revocations: revocations, configuration: configuration, clock: clock)
        verifier = TokenVerifier(
            keys: keys, revocations: revocations, configuration: configuration, clock: clock, log: log)
        introspection = Introspection(verifier: verifier, signIns: signIns, configuration: configuration)
        limiter = RateLimiter(redis: redis, clock: clock)
        audit = AuditTrail(
            redis: redis, loop: loop, log: log, clock: clock, capacity: configuration.auditEntries)
        let records = SessionRecords(
            redis: redis, renderer: FrameRenderer(clock: clock), configuration: configuration, clock: clock)
        sessions = UserSessions(records: records)
        publicSessions = PublicSessions(records: records)
        subscriber = RedisSubscriber(redis.endpoint, loop: loop)
        frames = FrameHub(records: records, subscriber: subscriber, loop: loop)
    }

    /// Why requests cannot be answered well now, by what is concerned; nil where all is well.
    package func problems() async -> [(name: String, problem: String?)] {
        var store: String?
        do {
            _ = try await redis.command("PING")
        } catch {
            // Not the address, which may be no business of the one who asks.
            store = "Redis does not answer"
        }
        return [("redis", store), ("revocations", revocations.problem)]
    }

    /// Ends the subscriptions. Streams must have ended before.
    package func stop() async {
        await audit.drain()
        await revocations.close()
        await subscriber.close()
    }
}
