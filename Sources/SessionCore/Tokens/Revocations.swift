internal import EventLoop
internal import Redis
internal import Synchronization

/// What verification must know of ended sign-ins, in the memory of every instance.
///
/// An end is written to Redis, remembered here, and put back there when Redis has lost it. Others learn of it by a log,
/// which this instance follows too; after a lost connection, a trimmed log or a server that came back empty
/// it takes the whole again.
package final class Revocations: Sendable {
    private let store: RevocationStore
    private let clock: Clock
    private let log: Log
    private let list = Mutex(RevocationList())
    private let follower: RedisStreamFollower
    private let loop: EventLoop
    /// Seconds that an end is remembered: as long as anything that it refuses could live, refresh tokens too, which a Redis
    /// that lost the end would take for good.
    private let memory: Int64
    private let epoch = Mutex("")
    private let numbers = EntryNumbers()
    private let isClosed = Atomic<Bool>(false)
    /// Whether the whole is to be taken again, and until it is.
    private let isReloading = Atomic<Bool>(false)
    private let startedAt = EventLoop.monotonicNow()

    /// No token lives longer, seconds; also added to what clocks may differ.
    static let longestToken: Int64 = 86_400 + clockDifference
    /// Seconds that an end is remembered beyond its tokens.
    private static let clockDifference: Int64 = 60
    /// Nanoseconds without a word of the log after which a logout made elsewhere may be missed.
    private static let patience: UInt64 = 5_000_000_000
    /// How long others may take to put back what Redis has lost: looks, and nanoseconds between two.
    private static let othersPatience = 40
    private static let othersInterval: UInt64 = 50_000_000
    /// Nanoseconds between two looks at whether Redis has lost anything.
    private static let interval: UInt64 = 500_000_000

    /// - Parameters:
    ///   - refreshTokenSeconds: the life of a refresh token.
    ///   - pageSize: members read at once.
    init(
        redis: Redis, loop: EventLoop, clock: Clock, log: Log, refreshTokenSeconds: Int64, pageSize: Int = 10_000
    ) {
        memory = max(Revocations.longestToken, refreshTokenSeconds + Revocations.clockDifference)
        store = RevocationStore(redis: redis, clock: clock, pageSize: pageSize)
        self.clock = clock
        self.log = log
        self.loop = loop
        follower = RedisStreamFollower(redis.endpoint, loop: loop, key: Keys.revocationLog)
    }

    /// Why a logout made on another instance may not be known here; nil while all is well.
    package var problem: String? {
        if isReloading.load(ordering: .relaxed) { return "the revocations are being loaded again" }
        let silence = EventLoop.monotonicNow() &- max(follower.lastHeard, startedAt)
        return silence > Revocations.patience
            ? "the log of revocations has not answered for \(silence / 1_000_000_000) s" : nil
    }

    func isRevoked(_ signIn: String, user: UserID, version: Int64) -> Bool {
        list.withLock { $0.isRevoked(signIn, user: user, version: version) }
    }

    /// The lowest token version of a user that is still good; 0 when nothing is known of one.
    func minimumVersion(of user: UserID) -> Int64 {
        let now = clock.seconds
        return list.withLock { $0.versions[user.text].flatMap { $0.until > now ? $0.version : nil } ?? 0 }
    }

    // MARK: Ending

    /// Ends sign-ins everywhere; they are refused here before this returns. When it fails nothing has ended, so that the
    /// caller's token is good for another attempt; others may know of the end already.
    func revoke(_ signIns: [String]) async throws(CoreError) {
        guard !signIns.isEmpty else { return }
        let until = clock.seconds + memory
        try await store.add(signIns: signIns.map { ($0, until) })
        remember { list, _ in
            for signIn in signIns { list.add(signIn: signIn, until: until) }
        }
    }

    /// Ends all tokens of a user below a version, here before this returns; see `revoke` for when it fails.
    ///
    /// - Parameter kept: a sign-in that goes on (see `RevocationList.exemption`).
    func raiseVersion(of user: UserID, to version: Int64, keeping kept: String? = nil) async throws(CoreError) {
        let minimum = RevocationList.Minimum(version: version, until: clock.seconds + memory)
        // The exemption comes first, so that nobody who follows the log refuses the kept sign-in in between.
        let names = [kept.map { RevocationList.exemption(of: $0, user: user) }, user.text].compactMap { $0 }
        try await store.add(versions: names.map { ($0, minimum) })
        remember { list, now in
            for name in names { list.add(user: name, version: version, until: minimum.until, at: now) }
        }
    }

    private func remember(_ change: (inout RevocationList, _ now: Int64) -> Void) {
        let now = clock.seconds
        list.withLock { list in
            change(&list, now)
            list.prune(at: now)
        }
    }

    // MARK: Following

    /// Loads what is known, and follows the log from there.
    ///
    /// - Parameter hasOthers: instances live that put back what Redis has lost, if it has: they are waited for.
    func start(hasOthers: Bool = false) async throws(CoreError) {
        for _ in 0..<Revocations.othersPatience {
            guard hasOthers, try await store.epoch() == nil else { break }
            await loop.sleep(nanoseconds: Revocations.othersInterval)
        }
        let cursor = try await load()
        let name = try await store.beginEpoch()
        epoch.withLock { $0 = name }
        follower.follow(
            from: cursor,
            onEntries: { [weak self] entries in
                for entry in entries { self?.apply(entry.fields) }
            },
            onReconnected: { [weak self] in
                // The log may have been trimmed past our cursor meanwhile, or be another server's, whose IDs are lower:
                // take the whole again, and go on from there.
                self?.reloadSoon()
            })
        Task(executorPreference: loop) { [weak self, loop] in
            while let self, !self.isClosed.load(ordering: .relaxed) {
                await loop.sleep(nanoseconds: Revocations.interval)
                await self.lookForLosses()
            }
        }
    }

    func close() async {
        isClosed.store(true, ordering: .relaxed)
        await follower.close()
    }

    private func apply(_ fields: [String: String]) {
        if let number = fields["n"].flatMap({ Int64($0) }), numbers.skips(number) { reloadSoon() }
        guard let until = fields["until"].flatMap({ Int64($0) }) else { return }
        remember { list, now in
            if let signIn = fields["sid"] { list.add(signIn: signIn, until: until) }
            if let user = fields["user"], let version = fields["version"].flatMap({ Int64($0) }) {
                list.add(user: user, version: version, until: until, at: now)
            }
        }
    }

    /// Redis may come back empty without a connection lost, and the log may be trimmed past one who was slow.
    private func lookForLosses() async {
        guard !isReloading.load(ordering: .relaxed) else { return }
        do throws(CoreError) {
            let name = try await store.epoch()
            if name != epoch.withLock({ $0 }) { return reloadSoon() }
            let known = numbers.last
            if numbers.isLost(try await store.count(), knownBefore: known) { reloadSoon() }
        } catch {
            // The silence of the log tells it better.
            log(.debug, "revocations_not_followed", ["detail": "\(error)"])
        }
    }

    private func reloadSoon() {
        guard !isReloading.exchange(true, ordering: .relaxed) else { return }
        Task(executorPreference: loop) { await self.reload() }
    }

    /// Loads until it succeeds: what is missed here would be accepted.
    private func reload() async {
        defer { isReloading.store(false, ordering: .relaxed) }
        while !isClosed.load(ordering: .relaxed) {
            do throws(CoreError) {
                let before = try await store.epoch()
                var cursor = try await load()
                // Told of after all is put back: an instance that starts waits for it.
                let name = try await store.beginEpoch()
                // What was put back may be lost again already.
                if before == nil { cursor = try await load() }
                guard before == nil || before == name else { continue }
                epoch.withLock { $0 = name }
                return follower.moveCursor(to: cursor)
            } catch {
                log(.warning, "revocations_not_loaded", ["detail": "\(error)"])
                await loop.sleep(nanoseconds: Revocations.interval)
            }
        }
    }

    /// Takes over all that Redis knows, and puts back what it has lost.
    ///
    /// - Returns: where to go on in the log.
    private func load() async throws(CoreError) -> String {
        let (theirs, cursor, count) = try await store.load()
        numbers.begin(after: count)
        let now = clock.seconds
        let lost = list.withLock { list in
            list = list.live(at: now)
            let lost = list.missing(in: theirs)
            list.merge(theirs)
            return lost
        }
        if !lost.isEmpty {
            try await store.add(signIns: lost.signIns.map { ($0.key, $0.value) })
            // Those of sign-ins, which excuse them from those of users, come first.
            let (kept, users) = (
                lost.versions.filter { $0.key.contains("/") }, lost.versions.filter { !$0.key.contains("/") }
            )
            try await store.add(versions: (Array(kept) + Array(users)).map { ($0.key, $0.value) })
            log(
                .warning, "revocations_restored",
                ["sign_ins": String(lost.signIns.count), "versions": String(lost.versions.count)])
        }
        log(
            .debug, "revocations_loaded",
            ["sign_ins": String(theirs.signIns.count), "versions": String(theirs.versions.count)])
        return cursor
    }
}
