package import EventLoop
package import Metrics
package import Redis

/// The service without its wire: accounts, tokens, sessions and live frames over one Redis.
package final class SessionCore: Sendable {
    package let configuration: CoreConfiguration
    package let rates: Rates
    package let log: Log
    package let clock: Clock
    package let keys: LiveKeys
    package let accounts: Accounts
    package let signIns: SignIns
    package let verifier: TokenVerifier
    package let introspection: Introspection
    package let limiter: RateLimiter
    package let audit: AuditTrail
    package let addresses: KnownAddresses
    /// Requests of users for what belongs to others.
    package let denials = Counter()
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
        let audit = AuditTrail(
            redis: redis, loop: loop, log: log, clock: clock, capacity: configuration.auditEntries)
        self.audit = audit
        subscriber = RedisSubscriber(redis.endpoint, loop: loop)
        let keyStore = KeyStore(
            redis: redis, pool: WorkPool(threads: 1, limit: configuration.poolQueue),
            seal: configuration.keySecret.map { KeySeal(secret: $0) })
        keys = try await LiveKeys(keyStore, configuration, loop: loop, clock: clock, log: log) { kid in
            audit.note(.keyRotated, user: nil, action: kid, from: .service)
        }
        revocations = Revocations(
            redis: redis, loop: loop, clock: clock, log: log, refreshTokenSeconds: configuration.refreshTokenSeconds)
        try await revocations.start(hasOthers: try await keyStore.askForLostKeys() > 0)
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
        addresses = KnownAddresses(redis: redis, clock: clock)
        limiter = RateLimiter(redis: redis, clock: clock)
        keys.watch { [cache = verifier.cache] _, hasGone in
            if hasGone { cache.forgetAll() }
        }
        try await keys.start(subscriber)
        let records = SessionRecords(
            redis: redis,
            renderer: FrameRenderer(
                clock: clock,
                templates: TemplateCache(
                    count: configuration.cachedTemplates, bytes: configuration.cachedTemplateBytes)),
            checkedPictures: CheckedPictures(),
            configuration: configuration, clock: clock)
        sessions = UserSessions(records: records)
        publicSessions = PublicSessions(records: records)
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
        return [("redis", store), ("revocations", revocations.problem), ("keys", keys.problem)]
    }

    /// Why no token may be believed now; nil where they may. Only in strict mode, while ends of sign-ins made on other
    /// instances may be missed.
    package var tokenProblem: String? {
        configuration.revocationMode == .strict ? revocations.problem ?? keys.problem : nil
    }

    /// Counts a request of a user for what belongs to another.
    package func countDenial() { denials.add() }

    /// Ends the subscriptions. Streams must have ended before.
    package func stop() async {
        keys.close()
        await audit.drain()
        await revocations.close()
        await subscriber.close()
    }
}
