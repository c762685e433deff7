internal import EventLoop
internal import Metrics
internal import Redis
internal import Synchronization

/// The live frame of one session.
final class FrameChannel: Sendable {
    private struct State: Sendable {
        var frame: Frame?
        /// Set once; a channel that ended is never joined again.
        var hasEnded = false
        var viewers: [UInt64: @Sendable () -> Void] = [:]
        var joined = 0
        var lastID: UInt64 = 0
        var start: Task<Void, any Error>?
        var subscription: SubscriptionID?
        var isRefreshing = false
        /// A change came while another was being read.
        var isStale = false
        var expiry: TimerID?
    }

    private let session: SessionAddress
    private let records: SessionRecords
    private let subscriber: RedisSubscriber
    private let loop: EventLoop
    private let rendered: Counter
    private let onEnd: @Sendable (FrameChannel) -> Void
    private let state = Mutex(State())

    init(
        _ session: SessionAddress, records: SessionRecords, subscriber: RedisSubscriber, loop: EventLoop,
        rendered: Counter,
        onEnd: @escaping @Sendable (FrameChannel) -> Void
    ) {
        self.session = session
        self.records = records
        self.subscriber = subscriber
        self.loop = loop
        self.rendered = rendered
        self.onEnd = onEnd
        records.checkedPictures.watch(session)
    }

    var current: Frame? { state.withLock { $0.hasEnded ? nil : $0.frame } }

    // MARK: Viewers

    enum Entry { case joined, full, ended }

    /// Counts one more viewer, where there is room for one.
    func join() -> Entry {
        state.withLock { state in
            guard !state.hasEnded else { return .ended }
            guard state.joined < records.configuration.viewersPerSession else { return .full }
            state.joined += 1
            return .joined
        }
    }

    func add(_ onChange: @escaping @Sendable () -> Void) -> UInt64 {
        state.withLock { state in
            state.lastID += 1
            state.viewers[state.lastID] = onChange
            return state.lastID
        }
    }

    func leave(_ id: UInt64? = nil) {
        let isLast = state.withLock { state in
            if let id { state.viewers[id] = nil }
            state.joined -= 1
            return state.joined == 0
        }
        if isLast { end(onlyIfEmpty: true) }
    }

    // MARK: Life

    /// Returns when the first frame is there; viewers that come together wait for the same one.
    func ready() async throws(CoreError) {
        let start = state.withLock { state in
            if let known = state.start { return known }
            let made = Task(executorPreference: loop) { try await self.begin() }
            state.start = made
            return made
        }
        do {
            try await start.value
        } catch let error as CoreError {
            throw error
        } catch {
            throw .corrupt(detail: "\(error)")
        }
    }

    private func begin() async throws {
        do {
            let id = try await subscriber.subscribe(
                session.key,
                onMessage: { [weak self] message in
                    if !message.elementsEqual(SessionScripts.updated.utf8) { self?.endIfGone() }
                    self?.refresh()
                },
                onResubscribed: { [weak self] in self?.refresh() })
            let isLate = state.withLock { state in
                state.subscription = id
                return state.hasEnded
            }
            if isLate { subscriber.unsubscribe(id) }
        } catch {
            end()
            throw CoreError(error)
        }
        do {
            try await load()
        } catch {
            end()
            throw error
        }
    }

    /// Reads the session as it is now, and renders it unless that was done to check it.
    private func load() async throws(CoreError) {
        let stored = try await records.get(session)
        let shown = state.withLock { $0.frame }
        // One that was deleted and made anew in between is another: its viewers are told of the end of theirs.
        guard shown == nil || shown?.origin == stored.origin else { throw .sessionNotFound }
        scheduleExpiry(at: stored.expiresAt)
        guard shown?.shows(stored) != true else { return }
        let frame: Frame
        if let picture = records.checkedPictures.take(session, stored.revision) {
            frame = Frame(picture, of: stored)
        } else {
            rendered.add()
            frame = try records.renderer.storedFrame(stored)
        }
        let viewers = state.withLock { state in
            state.frame = frame
            return Array(state.viewers.values)
        }
        for notify in viewers { notify() }
    }

    /// Reads again, soon: at most so many times a second as the configuration allows, and once more after the last
    /// change.
    private func refresh() {
        let mustStart = state.withLock { state in
            guard !state.hasEnded, state.start != nil else { return false }
            if state.isRefreshing {
                state.isStale = true
                return false
            }
            state.isRefreshing = true
            return true
        }
        guard mustStart else { return }
        let pause = 1_000_000_000 / max(1, records.configuration.framesPerSecond)
        Task(executorPreference: loop) {
            var goesOn = true
            while goesOn {
                await self.reload()
                await self.loop.sleep(nanoseconds: pause)
                goesOn = self.state.withLock { state in
                    let isStale = state.isStale && !state.hasEnded
                    state.isStale = false
                    state.isRefreshing = isStale
                    return isStale
                }
            }
        }
    }

    /// After a deletion or a creation, without the pause of `refresh`: a session that is made anew at once is not to meet the viewers
    /// of the old one.
    private func endIfGone() {
        Task(executorPreference: loop) {
            do throws(CoreError) {
                let stored = try await self.records.get(self.session)
                let shown = self.state.withLock { $0.frame }
                if let shown, shown.origin != stored.origin { self.end() }
            } catch {
                // Where Redis does not tell, the next reading does.
                if case .sessionNotFound = error { self.end() }
            }
        }
    }

    private func reload() async {
        do {
            try await load()
        } catch {
            switch error {
            case .sessionNotFound: end()
            case .unavailable:
                // Redis is away: the frame stays, and is read again after the reconnect or a moment later.
                state.withLock { $0.isStale = true }
                await loop.sleep(nanoseconds: 200_000_000)
            default: break  // A picture that does not render keeps the last good frame.
            }
        }
    }

    private func scheduleExpiry(at time: Int64) {
        let longest: Int64 = 31 * 86_400_000
        let delay = UInt64(min(max(0, time - records.clock.now()) + 1, longest)) * 1_000_000
        loop.submit { [weak self] in
            guard let self else { return }
            let timer = self.loop.schedule(after: delay) { [weak self] in self?.refresh() }
            let old = self.state.withLock { state in
                if state.hasEnded { return Optional(timer) }
                defer { state.expiry = timer }
                return state.expiry
            }
            if let old { self.loop.cancel(old) }
        }
    }

    /// - Parameter onlyIfEmpty: someone may have joined since the last one left.
    private func end(onlyIfEmpty: Bool = false) {
        let ended = state.withLock { state -> State? in
            guard !state.hasEnded, !onlyIfEmpty || state.joined == 0 else { return nil }
            state.hasEnded = true
            defer { state.frame = nil }
            return state
        }
        guard let ended else { return }
        records.checkedPictures.unwatch(session)
        if let subscription = ended.subscription { subscriber.unsubscribe(subscription) }
        if let expiry = ended.expiry { loop.submit { [loop] in loop.cancel(expiry) } }
        onEnd(self)
        for notify in ended.viewers.values { notify() }
    }
}
