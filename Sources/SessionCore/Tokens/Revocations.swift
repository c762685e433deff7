internal import EventLoop
internal import Redis
internal import Synchronization

/// What verification must know of ended sign-ins, in the memory of every instance.
///
/// An end is written to Redis as a member of a set, for those who start later, and as an entry of a log that every
/// instance follows. Entries are only ever added; they leave when the tokens they refuse have expired.
package final class Revocations: Sendable {
    private struct State: Sendable {
        /// Sign-in → Unix seconds until which it must be remembered.
        var signIns: [String: Int64] = [:]
        /// User → the lowest token version that is still good, and until when that must be remembered.
        var versions: [String: (version: Int64, until: Int64)] = [:]
    }

    let redis: Redis
    let clock: Clock
    private let log: Log
    private let state = Mutex(State())
    private let follower: RedisStreamFollower
    private let loop: EventLoop
    private let pageSize: Int
    private let isClosed = Atomic<Bool>(false)
    /// After a lost connection, until all is loaded again.
    private let isReloading = Atomic<Bool>(false)
    private let startedAt = EventLoop.monotonicNow()

    /// No token lives longer, seconds; also added to what clocks may differ.
    static let longestToken: Int64 = 86_400 + 60
    /// Entries kept in the log.
    static let logLength = "100000"

    /// - Parameter pageSize: members read at once.
    init(redis: Redis, loop: EventLoop, clock: Clock, log: Log, pageSize: Int = 10_000) {
        self.pageSize = pageSize
        self.redis = redis
        self.clock = clock
        self.log = log
        self.loop = loop
        follower = RedisStreamFollower(redis.endpoint, loop: loop, key: Keys.revocationLog)
    }

    /// Nanoseconds without a word of the log after which a logout made elsewhere may be missed.
    private static let patience: UInt64 = 5_000_000_000

    /// Why a logout made on another instance may not be known here; nil while all is well.
    var problem: String? {
        if isReloading.load(ordering: .relaxed) { return "the revocations are being loaded again" }
        let silence = EventLoop.monotonicNow() &- max(follower.lastHeard, startedAt)
        return silence > Revocations.patience
            ? "the log of revocations has not answered for \(silence / 1_000_000_000) s" : nil
    }

    /// Loads what is known, and follows the log from there.
    func start() async throws(CoreError) {
        follower.follow(
            from: try await load(),
            onEntries: { [weak self] entries in
                for entry in entries { self?.apply(entry.fields) }
            },
            onReconnected: { [weak self] in
                // The log may have been trimmed past our cursor meanwhile, or be another server's, whose IDs are lower:
                // take the whole again, and go on from there.
                Task { await self?.reload() }
            })
    }

    func close() async {
        isClosed.store(true, ordering: .relaxed)
        await follower.close()
    }

    func isRevoked(_ signIn: String, user: UserID, version: Int64) -> Bool {
        state.withLock { state in
            if state.signIns[signIn] != nil { return true }
            guard let minimum = state.versions[user.text], version < minimum.version else { return false }
            // Ended with all others, unless it is the one that was kept (see Revocations+Many.swift).
            let kept = state.versions[Revocations.exemption(of: signIn, user: user)]
            return kept.map { $0.version < minimum.version } ?? true
        }
    }

    /// Ends a sign-in everywhere; it is refused here before this returns.
    func revoke(_ signIn: String, until: Int64) async throws(CoreError) {
        let until = until + 60
        _ = try await redis.call(
            Revocations.addSignIn, keys: [Keys.revokedSignIns, Keys.revocationLog],
            [signIn, String(until), String(clock.seconds), Revocations.logLength])
        remember(signIn: signIn, until: until)
    }

    /// Ends all tokens of a user below a version.
    func raiseVersion(of user: UserID, to version: Int64) async throws(CoreError) {
        let until = clock.seconds + Revocations.longestToken
        _ = try await redis.call(
            Revocations.addVersion, keys: [Keys.minimumVersions, Keys.revocationLog],
            [user.text, String(version), String(until), String(clock.seconds), Revocations.logLength])
        remember(user: user.text, version: version, until: until)
    }

    /// Loads until it succeeds: what is missed here would be accepted.
    private func reload() async {
        isReloading.store(true, ordering: .relaxed)
        defer { isReloading.store(false, ordering: .relaxed) }
        while !isClosed.load(ordering: .relaxed) {
            do {
                let cursor = try await load()
                return loop.submit { [follower] in follower.moveCursor(to: cursor) }
            } catch {
                log(.warning, "revocations_not_loaded", ["detail": "\(error)"])
                await loop.sleep(nanoseconds: 500_000_000)
            }
        }
    }

    /// Reads all that has not expired.
    ///
    /// - Returns: where the log stood before: what comes after it may be missing from what was read.
    private func load() async throws(CoreError) -> String {
        let newest = try await redis.send("XREVRANGE", Keys.revocationLog, "+", "-", "COUNT", "1")
        let now = clock.seconds
        let ended = try await page(Keys.revokedSignIns, from: now) { signIn, until in
            remember(signIn: signIn, until: until)
        }
        let versions = try await page(Keys.minimumVersions, from: now) { member, until in
            guard let colon = member.lastIndex(of: ":"), let version = Int64(member[member.index(after: colon)...])
            else { return }
            remember(user: String(member[..<colon]), version: version, until: until)
        }
        log(.debug, "revocations_loaded", ["sign_ins": String(ended), "versions": String(versions)])
        return newest.elements?.first?.elements?.first?.text ?? "0-0"
    }

    /// Reads what has not expired in a sorted set, a part at a time.
    ///
    /// Others take expired members away meanwhile, so that places in the whole set mean nothing: each part begins at
    /// the score where the one before ended, after the members of that score that were seen.
    /// - Returns: how many there were.
    private func page(
        _ key: String, from now: Int64, _ body: (String, Int64) -> Void
    ) async throws(CoreError) -> Int {
        var (count, start, seen) = (0, "(\(now)", 0)
        while true {
            let rows =
                try await redis.send(
                    "ZRANGE", key, start, "+inf", "BYSCORE", "LIMIT", String(seen), String(pageSize), "WITHSCORES"
                ).elements ?? []
            for index in stride(from: 0, to: rows.count - 1, by: 2) {
                guard let member = rows[index].text, let until = rows[index + 1].text.flatMap(Score.integer) else {
                    continue
                }
                body(member, until)
                if start != String(until) { (start, seen) = (String(until), 0) }
                seen += 1
            }
            count += rows.count / 2
            if rows.count / 2 < pageSize { return count }
        }
    }

    private func apply(_ fields: [String: String]) {
        guard let until = fields["until"].flatMap({ Int64($0) }) else { return }
        if let signIn = fields["sid"] { remember(signIn: signIn, until: until) }
        if let user = fields["user"], let version = fields["version"].flatMap({ Int64($0) }) {
            remember(user: user, version: version, until: until)
        }
    }

    func remember(signIn: String, until: Int64) {
        let now = clock.seconds
        state.withLock { state in
            state.signIns[signIn] = max(until, state.signIns[signIn] ?? 0)
            if state.signIns.count % 1024 == 0 { state.signIns = state.signIns.filter { $0.value > now } }
        }
    }

    func remember(user: String, version: Int64, until: Int64) {
        let now = clock.seconds
        state.withLock { state in
            let known = state.versions[user] ?? (0, 0)
            state.versions[user] = (max(version, known.version), max(until, known.until))
            if state.versions.count % 1024 == 0 { state.versions = state.versions.filter { $0.value.until > now } }
        }
    }

    private static let addSignIn = RedisScript(
        """
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[3])
        redis.call('ZADD', KEYS[1], 'GT', ARGV[2], ARGV[1])
        return redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[4], '*', 'sid', ARGV[1], 'until', ARGV[2])
        """)

    private static let addVersion = RedisScript(
        """
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[4])
        redis.call('ZADD', KEYS[1], 'GT', ARGV[3], ARGV[1] .. ':' .. ARGV[2])
        return redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[5], '*', 'user', ARGV[1], 'version', ARGV[2],
            'until', ARGV[3])
        """)
}
