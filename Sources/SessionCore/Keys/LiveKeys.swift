internal import EventLoop
package import JOSE
internal import Redis
internal import Synchronization

/// The key ring of this instance, as it changes: keys that others publish are taken over within a second, and those
/// that Redis lost are put back.
///
/// Verification reads memory only: while Redis is away the ring stays as it is, but that a key whose time has come
/// begins to sign.
package final class LiveKeys: Sendable {
    private struct State: Sendable {
        var ring: KeyRing
        var set: KeySet
        /// What lies in Redis, as far as is known; nil for nothing.
        var text: String?
        /// Ready keys by kid: making one checks all its numbers, which takes tens of milliseconds.
        var ready: [String: SigningKey]
    }

    private let store: KeyStore
    private let configuration: CoreConfiguration
    private let clock: Clock
    private let loop: EventLoop
    private let log: Log
    private let state: Mutex<State>
    private let watchers = Mutex<[@Sendable (KeyRing, Bool) -> Void]>([])
    private let isClosed = Atomic<Bool>(false)
    private let isSyncing = Atomic<Bool>(false)
    private let hasRotated = Atomic<Bool>(false)
    private let complaint = Mutex("")
    /// When the keys in Redis were last read and understood, on the monotonic clock.
    private let lastHeard = Atomic<UInt64>(EventLoop.monotonicNow())
    /// All our keys have been taken back, and the new ones cannot be read.
    private let isEmpty = Atomic<Bool>(false)
    /// Keys made by this instance, but the first of all.
    private let onRotation: @Sendable (_ kid: String) -> Void

    /// Seconds that verifiers may keep the published set.
    package static let publishedMaxAge = KeySet.publishedMaxAge
    /// Nanoseconds between two looks at the keys in Redis. A message tells of most changes at once; messages get lost.
    private static let interval: UInt64 = 500_000_000
    /// Nanoseconds without reading the keys after which a retirement may be missed.
    private static let patienceWithRedis: UInt64 = 5_000_000_000
    /// How long an instance that finds no keys waits for those that have some, looks at Redis.
    private static let patience = 40
    private static let patienceInterval: UInt64 = 50_000_000

    /// Loads the keys. Where there are none, living instances are asked for theirs first; only when none has any are new
    /// ones made, and of instances that start together one wins.
    init(
        _ store: KeyStore, _ configuration: CoreConfiguration, loop: EventLoop, clock: Clock, log: Log,
        onRotation: @escaping @Sendable (_ kid: String) -> Void
    ) async throws(CoreError) {
        self.store = store
        self.configuration = configuration
        self.clock = clock
        self.loop = loop
        self.log = log
        self.onRotation = onRotation
        let (text, isNew) = try await LiveKeys.find(store, configuration, loop: loop, clock: clock)
        let set = try await store.decode(text)
        let (ring, ready) = try await LiveKeys.ring(set, [:], store, at: clock.seconds)
        state = Mutex(State(ring: ring, set: set, text: text, ready: ready))
        log(isNew ? .notice : .info, isNew ? "key_created" : "key_loaded", ["kid": ring.signer.jwk.kid])
    }

    /// Why keys that were made or taken back elsewhere may not be known here; nil while all is well.
    package var problem: String? {
        let silence = EventLoop.monotonicNow() &- lastHeard.load(ordering: .relaxed)
        return silence > LiveKeys.patienceWithRedis
            ? "the keys in Redis could not be read for \(silence / 1_000_000_000) s" : nil
    }

    /// Whether no key is left to sign or to verify with.
    var isBlocked: Bool { isEmpty.load(ordering: .relaxed) }

    private func heard() { lastHeard.store(EventLoop.monotonicNow(), ordering: .relaxed) }

    /// The keys at this moment.
    package var ring: KeyRing { state.withLock { $0.ring } }

    /// Calls `watcher` with each ring that takes the place of another, and whether a key has gone.
    package func watch(_ watcher: @escaping @Sendable (KeyRing, Bool) -> Void) {
        watchers.withLock { $0.append(watcher) }
    }

    /// Begins to follow what others do.
    func start(_ subscriber: RedisSubscriber) async throws(CoreError) {
        do {
            _ = try await subscriber.subscribe(
                KeyStore.channel, onMessage: { [weak self] _ in self?.syncSoon() },
                onResubscribed: { [weak self] in self?.syncSoon() })
        } catch { throw CoreError(error) }
        if let text = state.withLock({ $0.text }), store.seal != nil, KeySet.isOpen(text) {
            // The secret is new: what lies in the open is sealed now.
            guard try await write(state.withLock { $0.set }, over: text) else { return syncSoon() }
            log(.notice, "keys_sealed")
        }
        Task(executorPreference: loop) { [weak self, loop] in
            while let self, !self.isClosed.load(ordering: .relaxed) {
                await self.sync()
                await loop.sleep(nanoseconds: LiveKeys.interval)
            }
        }
    }

    func close() { isClosed.store(true, ordering: .relaxed) }

    private func syncSoon() {
        Task(executorPreference: loop) { [weak self] in await self?.sync() }
    }

    // MARK: One look at Redis

    /// One at a time: whoever comes meanwhile is served by the next look, half a second later at most.
    func sync() async {
        guard !isSyncing.exchange(true, ordering: .acquiring), !isClosed.load(ordering: .relaxed) else { return }
        defer { isSyncing.store(false, ordering: .releasing) }
        do throws(CoreError) {
            try await follow()
            try await rotate()
            complaint.withLock { $0 = "" }
        } catch {
            complain(error)
        }
        do throws(CoreError) { try await refresh() } catch { complain(error) }
    }

    private func follow() async throws(CoreError) {
        let (ours, known) = state.withLock { ($0.set, $0.text) }
        let now = clock.seconds
        let text = try await store.read()
        guard text != known || ours.pruned(at: now) != ours else { return heard() }
        let theirs: KeySet
        do throws(CoreError) {
            theirs = if let text { try await store.decode(text) } else { KeySet() }
        } catch {
            // Sealed under another secret, say. What was taken back is read all the same.
            if let text { adopt(ours.merging(KeySet(retirementsOf: text)), known) }
            throw error
        }
        heard()
        // What is about to run out is not put back: others, by their clocks, may just have taken it away.
        let merged = ours.pruned(at: now + KeySet.clockDifference).merging(theirs).pruned(at: now)
        let isToBeSealed = store.seal != nil && text.map(KeySet.isOpen) == true
        guard merged != theirs || isToBeSealed else { return adopt(merged, text) }
        let lost = merged.keys.filter { key in !theirs.keys.contains { $0.kid == key.kid } }.map(\.kid)
        if try await write(merged, over: text), !lost.isEmpty {
            log(.warning, "keys_restored", ["kid": lost.joined(separator: ",")])
        }
    }

    private func rotate() async throws(CoreError) {
        let (set, text) = state.withLock { ($0.set, $0.text) }
        let now = clock.seconds
        // For its algorithm a key is replaced at the start, or when it is a day old: instances that are told of different
        // algorithms must not correct each other all the time.
        let isStart = !hasRotated.exchange(true, ordering: .relaxed)
        let isSettled = set.keys.last.map { now - $0.created >= 86_400 } ?? false
        let isDue = set.isRotationDue(
            at: now, maximumAge: configuration.keyRotationSeconds,
            algorithm: isStart || isSettled ? configuration.keyAlgorithm : nil)
        guard isDue else { return }
        let key = try await store.make(
            configuration.keyAlgorithm, created: now, signsFrom: now + KeySet.prepublication)
        var next = set
        next.add(key)
        // Of instances that find the key too old at once, one wins, and the others take its key.
        if try await write(next, over: text) { noteRotation(key) }
    }

    private func noteRotation(_ key: KeyRecord) {
        log(.notice, "key_created", ["kid": key.kid, "signs_from": Timestamp.text(key.signsFrom * 1000)])
        onRotation(key.kid)
    }

    /// - Returns: whether nobody was faster.
    private func write(_ set: KeySet, over text: String?) async throws(CoreError) -> Bool {
        guard let written = try await store.write(set, over: text) else { return false }
        adopt(set, written)
        return true
    }

    private func adopt(_ set: KeySet, _ text: String?) {
        state.withLock { state in
            state.set = set
            state.text = text
        }
    }

    /// Makes the ring that belongs to the set and the time, and tells of it.
    private func refresh() async throws(CoreError) {
        let (set, ready, old) = state.withLock { ($0.set, $0.ready, $0.ring) }
        let now = clock.seconds
        let kids = set.keys.map(\.kid)
        if kids.isEmpty != isEmpty.exchange(kids.isEmpty, ordering: .relaxed), kids.isEmpty {
            log(.error, "keys_gone", ["advice": "all keys were taken back, and the new ones cannot be read"])
            for watcher in watchers.withLock({ $0 }) { watcher(old, true) }
        }
        guard let signer = set.signer(at: now),
            signer.kid != old.signer.jwk.kid || Set(kids) != Set(old.verifiers.map(\.jwk.kid))
        else { return }
        let (ring, nowReady) = try await LiveKeys.ring(set, ready, store, at: now)
        state.withLock { state in
            state.ring = ring
            state.ready = nowReady
        }
        let gone = Set(old.verifiers.map(\.jwk.kid)).subtracting(kids)
        log(
            .notice, "keys_changed",
            [
                "signs": signer.kid, "verify": String(kids.count),
                "gone": gone.isEmpty ? nil : gone.sorted().joined(separator: ","),
            ])
        for watcher in watchers.withLock({ $0 }) { watcher(ring, !gone.isEmpty) }
    }

    /// Once for each kind of trouble: it is looked at twice a second.
    private func complain(_ error: CoreError) {
        let detail = "\(error)"
        let isNew = complaint.withLock { complaint in
            defer { complaint = detail }
            return complaint != detail
        }
        guard isNew else { return }
        switch error {
        case .unavailable(let detail): log(.debug, "keys_not_followed", ["detail": detail])
        case .corrupt(let detail): log(.error, "keys_not_followed", ["detail": detail])
        default: log(.warning, "keys_not_followed", ["detail": detail])
        }
    }

    // MARK: Steps

    private static func ring(
        _ set: KeySet, _ ready: [String: SigningKey], _ store: KeyStore, at now: Int64
    ) async throws(CoreError) -> (KeyRing, [String: SigningKey]) {
        guard let signer = set.signer(at: now) else { throw .corrupt(detail: "there is no key") }
        let made = try await JOSEWork.run(store.pool) { () throws(JOSEError) in
            var made: [String: SigningKey] = [:]
            for record in set.keys {
                made[record.kid] = if let known = ready[record.kid] { known } else { try SigningKey(record.jwk) }
            }
            return made
        }
        guard let signing = made[signer.kid] else { throw .corrupt(detail: "the key that signs is missing") }
        return (KeyRing(signer: signing, verifiers: set.keys.compactMap { made[$0.kid]?.verificationKey }), made)
    }

    /// The stored text, made when there is none; and whether we made it.
    private static func find(
        _ store: KeyStore, _ configuration: CoreConfiguration, loop: EventLoop, clock: Clock
    ) async throws(CoreError) -> (String, Bool) {
        if let text = try await store.read() { return (text, false) }
        // Those that have keys put them back when they are asked. After a restart of Redis they need a moment to connect.
        let isYoung = configuration.isRedisPrivate ? false : try await store.isYoung()
        if try await store.askForLostKeys() > 0 || isYoung {
            for _ in 0..<patience {
                await loop.sleep(nanoseconds: patienceInterval)
                if let text = try await store.read() { return (text, false) }
                _ = try await store.askForLostKeys()
            }
        }
        let now = clock.seconds
        var set = KeySet()
        set.add(try await store.make(configuration.keyAlgorithm, created: now, signsFrom: now))
        if let text = try await store.write(set, over: nil) { return (text, true) }
        guard let text = try await store.read() else {
            throw .corrupt(detail: "\(Keys.privateKeys) vanished as soon as it was written")
        }
        return (text, false)
    }
}
