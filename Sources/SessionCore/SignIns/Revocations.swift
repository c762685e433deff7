internal import EventLoop
internal import JOSE
internal import Redis
internal import Synchronization

/// Ended sign-ins and minimum token versions, in memory, for as long as tokens may live that they concern.
///
/// Loaded from Redis before the service answers, then kept by following `{revocations}:log` from a cursor, so that each
/// instance learns of a logout made elsewhere. Entries are only ever added until they expire.
package final class Revocations: Sendable {
    struct Table {
        /// Sign-in → Unix second from which on no token of it can be valid by its own time.
        var signIns: [String: Int64] = [:]
        /// User → the least version accepted, and until when that must be known.
        var versions: [String: (least: Int64, expiresAt: Int64)] = [:]
        /// Prune when the table has this many entries.
        var pruneAt = 1_024

        mutating func add(signIn: String, expiresAt: Int64, now: Int64) {
            signIns[signIn] = max(signIns[signIn] ?? 0, expiresAt)
            prune(now)
        }

        mutating func add(user: String, least: Int64, expiresAt: Int64, now: Int64) {
            let known = versions[user]
            versions[user] = (max(known?.least ?? 0, least), max(known?.expiresAt ?? 0, expiresAt))
            prune(now)
        }

        /// Doubling keeps the cost of pruning constant per entry added.
        private mutating func prune(_ now: Int64) {
            guard signIns.count + versions.count >= pruneAt else { return }
            signIns = signIns.filter { $0.value > now }
            versions = versions.filter { $0.value.expiresAt > now }
            pruneAt = max(1_024, 2 * (signIns.count + versions.count))
        }
    }

    private let store: Store
    private let follower: RedisStreamFollower
    private let loop: EventLoop
    private let configuration: CoreConfiguration
    private let clock: WallClock
    private let log: Log
    private let table = Mutex(Table())
    private let isStopped = Mutex(false)

    /// Nanoseconds between two attempts to load again after a reconnect.
    private static let retryPause: UInt64 = 100_000_000

    init(store: Store, loop: EventLoop, configuration: CoreConfiguration, clock: WallClock, log: Log) {
        self.store = store
        self.loop = loop
        self.configuration = configuration
        self.clock = clock
        self.log = log
        follower = RedisStreamFollower(store.redis.endpoint, loop: loop, key: Keys.revocationLog)
    }

    /// Loads the snapshot, then follows the log from where it was before that: nothing is missed between the two.
    func start() async throws(CoreError) {
        let newest = try await store.command("XREVRANGE", Keys.revocationLog, "+", "-", "COUNT", "1")
        let cursor = newest.elements?.first?.elements?.first?.text ?? "0-0"
        try await load()
        follower.follow(
            from: cursor, onEntries: { [weak self] entries in self?.apply(entries) },
            onReconnected: { [weak self] in self?.reload() })
    }

    func stop() async {
        isStopped.withLock { $0 = true }
        await follower.close()
    }

    /// Whether a token with these claims was ended before its time. Memory only.
    func isRevoked(signIn: String, user: String, version: Int64) -> Bool {
        table.withLock { table in
            if table.signIns[signIn] != nil { return true }
            guard let known = table.versions[user] else { return false }
            return version < known.least
        }
    }

    // MARK: Revoking

    /// Ends a sign-in on every instance; on this one before it returns. May be repeated.
    ///
    /// - Parameter expiresAt: Unix seconds; the latest time at which a token of it may still be valid.
    func revoke(signIn: String, expiresAt: Int64) async throws(CoreError) {
        let now = clock.seconds
        _ = try await store.outcome(
            RevocationScripts.revokeSignIn, keys: [Keys.revokedSignIns, Keys.revocationLog],
            [signIn, String(expiresAt), String(now), String(configuration.revocationLogEntries)])
        table.withLock { $0.add(signIn: signIn, expiresAt: expiresAt, now: now) }
    }

    /// Ends all tokens of a user of an earlier version on every instance; on this one before it returns.
    func raiseVersion(of user: UserID, to least: Int64) async throws(CoreError) {
        let now = clock.seconds
        let lifetime = max(configuration.accessLifetime, configuration.issuedLifetimes.upperBound)
        let expiresAt = now + lifetime + 2 * configuration.leeway
        _ = try await store.outcome(
            RevocationScripts.raiseVersion, keys: [Keys.minimumVersions, Keys.revocationLog],
            [
                user.text, String(least), String(expiresAt), String(now), String(configuration.revocationLogEntries),
            ])
        table.withLock { $0.add(user: user.text, least: least, expiresAt: expiresAt, now: now) }
    }

    // MARK: Learning

    private func load() async throws(CoreError) {
        let now = clock.seconds
        for (signIn, expiresAt) in try await scored(Keys.revokedSignIns) {
            table.withLock { $0.add(signIn: signIn, expiresAt: expiresAt, now: now) }
        }
        for (member, expiresAt) in try await scored(Keys.minimumVersions) {
            let words = member.split(separator: " ")
            guard words.count == 2, let least = Int64(words[1]) else {
                throw CoreError.corrupt("\(Keys.minimumVersions) holds a member that is not ours")
            }
            table.withLock { $0.add(user: String(words[0]), least: least, expiresAt: expiresAt, now: now) }
        }
    }

    private func scored(_ key: String) async throws(CoreError) -> [(String, Int64)] {
        let words = try await store.command("ZRANGE", key, "0", "-1", "WITHSCORES").elements ?? []
        return stride(from: 0, to: words.count - 1, by: 2).compactMap { index in
            guard let member = words[index].text, let score = words[index + 1].integerValue else { return nil }
            return (member, score)
        }
    }

    private func apply(_ entries: [RedisStreamFollower.Entry]) {
        let now = clock.seconds
        for entry in entries {
            let fields = entry.fields
            guard let expiresAt = fields["exp"].flatMap({ Int64($0) }) else { continue }
            if let signIn = fields["sid"] {
                table.withLock { $0.add(signIn: signIn, expiresAt: expiresAt, now: now) }
            } else if let user = fields["user"], let least = fields["ver"].flatMap({ Int64($0) }) {
                table.withLock { $0.add(user: user, least: least, expiresAt: expiresAt, now: now) }
            }
        }
    }

    /// The log may have been trimmed past our cursor while we were away: the snapshot has what it lost.
    private func reload() {
        Task(executorPreference: loop) {
            while !isStopped.withLock({ $0 }) {
                do {
                    return try await load()
                } catch {
                    log.write(.warning, "revocations_not_reloaded", ["detail": error.detail])
                    await loop.sleep(nanoseconds: Revocations.retryPause)
                }
            }
        }
    }
}

enum RevocationScripts {
    /// KEYS set, log · ARGV sign-in, expiry (s), now (s), entries to keep.
    static let revokeSignIn = RedisScript(
        """
        redis.call('ZADD', KEYS[1], 'GT', ARGV[2], ARGV[1])
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[3])
        redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[4], '*', 'sid', ARGV[1], 'exp', ARGV[2])
        return {'done'}
        """)

    /// KEYS versions, log · ARGV user, least version, expiry (s), now (s), entries to keep.
    static let raiseVersion = RedisScript(
        """
        redis.call('ZADD', KEYS[1], 'GT', ARGV[3], ARGV[1] .. ' ' .. ARGV[2])
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[4])
        redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[5], '*', 'user', ARGV[1], 'ver', ARGV[2], 'exp', ARGV[3])
        return {'done'}
        """)
}
