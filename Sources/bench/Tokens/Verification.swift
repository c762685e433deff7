internal import EventLoop
internal import Metrics
internal import Redis
internal import SessionCore

/// What verifying a token costs in the core of the server, and that it asks nobody.
struct Verification {
    private static let uncachedBound = 1.3
    /// Microseconds.
    private static let cachedBound = 2.0
    /// More than the cache ever holds: walked around, each is new to it again.
    private static let tokens = TokenVerifier.cachedTokens + 1_000
    /// Verified in a round.
    private static let uncached = 8_000
    private static let known = 1_000
    /// How often each known token is verified in a round.
    private static let turns = 100
    /// How long verifying, and doing nothing, is watched for commands to Redis, seconds.
    private static let watch: UInt64 = 3
    /// How many more times a command may come than in an idle time as long, in which keys and revocations are looked
    /// after twice a second: the two times begin at different points of that rhythm.
    private static let tolerance = 4

    private let rig: TokensRig

    init(_ rig: TokensRig) { self.rig = rig }

    func run(_ report: inout Report) async throws {
        // Its timers run on a loop of its own, not between what is timed.
        let loop = try EventLoop()
        loop.start(name: "core")
        let redis = Redis(.unix(path: rig.redis), loops: [loop])
        try await redis.connect()
        var configuration = CoreConfiguration()
        configuration.openTokens = true
        configuration.bcryptCost = 4
        let core = try await SessionCore(configuration, redis: redis, loop: loop, threads: 1, log: Log(level: .error))
        var walk = Walk(core.verifier, try await tokens(core))
        try compare(&walk, &report)
        try await count(&walk, redis, &report)
        await core.stop()
        await redis.close()
    }

    /// Tokens as `issueToken` makes them, each of another user.
    private func tokens(_ core: SessionCore) async throws -> [String] {
        EngineBench.say("making \(Verification.tokens) tokens")
        var tokens: [String] = []
        for number in 0..<Verification.tokens {
            guard let user = UserID(validating: "user-\(number)") else { throw BenchFailure("user-\(number)") }
            tokens.append(try await core.signIns.issueToken(user, account: nil, seconds: 86_400))
        }
        return tokens
    }

    // MARK: Time

    private func compare(_ walk: inout Walk, _ report: inout Report) throws {
        var (ratios, cached): ([Double], [Double]) = ([], [])
        for round in 1...rig.options.rounds {
            let key = try OpenSSLSpeed.rsa()
            let digest = try OpenSSLSpeed.digest()
            let new = try walk.uncached(Verification.uncached)
            let known = try walk.cached(Verification.known, turns: Verification.turns)
            ratios.append(new / (key.verify + digest))
            cached.append(known)
            EngineBench.say(
                "round \(round)  openssl \(Report.decimal(key.verify)) and \(Report.decimal(digest)) µs, "
                    + "uncached \(Report.decimal(new)), cached \(Report.decimal(known)) µs")
        }
        let ratio = RequestRows.median(ratios)
        report.require(
            "verify, uncached: at most 1.30 of openssl's RSA-2048 check and SHA-256",
            isMet: ratio <= Verification.uncachedBound, Report.decimal(ratio))
        let time = RequestRows.median(cached)
        report.require(
            "verify, cached: at most 2 µs", isMet: time <= Verification.cachedBound, "\(Report.decimal(time)) µs")
    }

    // MARK: Commands

    private func count(_ walk: inout Walk, _ redis: Redis, _ report: inout Report) async throws {
        let end = EventLoop.monotonicNow() + Verification.watch * 1_000_000_000
        let before = try await RedisCommands.counts(redis)
        var verified = 0
        while EventLoop.monotonicNow() < end {
            _ = try walk.uncached(Verification.known)
            _ = try walk.cached(Verification.known, turns: 2)
            verified += 4 * Verification.known
        }
        let between = try await RedisCommands.counts(redis)
        await rig.loop.sleep(nanoseconds: Verification.watch * 1_000_000_000)
        let after = try await RedisCommands.counts(redis)
        let (busy, idle) = (between.since(before), after.since(between))
        let more = busy.exceeding(idle, by: Verification.tolerance)
        report.require(
            "verify: no command to Redis beyond those of an idle time as long", isMet: more.isEmpty,
            "\(verified) verified: \(more.isEmpty ? "\(busy.total) commands, idle \(idle.total)" : "\(more)")")
    }

    /// Goes round and round through tokens, so that each is as old as it can be.
    private struct Walk {
        private let verifier: TokenVerifier
        private let tokens: [String]
        private var next = 0

        init(_ verifier: TokenVerifier, _ tokens: [String]) {
            self.verifier = verifier
            self.tokens = tokens
        }

        /// Microseconds of processor time for each of so many tokens that the cache does not know.
        mutating func uncached(_ count: Int) throws -> Double {
            let misses = verifier.cacheOutcomes[.miss].value
            let begin = ThreadTime.now
            for _ in 0..<count {
                _ = try verifier.verify(tokens[next])
                next = next + 1 == tokens.count ? 0 : next + 1
            }
            let time = ThreadTime.now - begin
            guard verifier.cacheOutcomes[.miss].value - misses == count else {
                throw BenchFailure("the cache knew tokens that it should have forgotten")
            }
            return Double(time) / 1e3 / Double(count)
        }

        /// Microseconds of processor time for each of so many tokens that it knows.
        func cached(_ count: Int, turns: Int) throws -> Double {
            // The newest: they stay as new as they are.
            let known = (1...count).map { tokens[(next + tokens.count - $0) % tokens.count] }
            for token in known { _ = try verifier.verify(token) }
            let hits = verifier.cacheOutcomes[.hit].value
            let begin = ThreadTime.now
            for _ in 0..<turns { for token in known { _ = try verifier.verify(token) } }
            let time = ThreadTime.now - begin
            guard verifier.cacheOutcomes[.hit].value - hits == count * turns else {
                throw BenchFailure("the cache has forgotten tokens that it should know")
            }
            return Double(time) / 1e3 / Double(count * turns)
        }
    }
}
