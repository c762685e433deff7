internal import EventLoop

/// Who hears of a link. Called on its loop.
protocol RedisLinkOwner: AnyObject {
    func linkUp()
    func linkReceived(_ value: RedisValue)
    func linkDown(_ reason: RedisError)
}

/// Keeps one connection to a server: makes it, and makes it anew when it ends, with growing pauses. Touched on its
/// loop's thread only.
final class RedisLink: RedisSocketOwner {
    private enum State {
        case idle
        case connecting(RedisSocket)
        case up(RedisSocket)
        case pausing(until: UInt64)
        case closed
    }

    private let endpoint: RedisEndpoint
    private let loop: EventLoop
    private let limits: RedisLimits
    private let onEvent: (@Sendable (RedisEvent) -> Void)?
    private weak var owner: (any RedisLinkOwner)?

    private var state = State.idle
    private var backoff: Backoff
    private var random = SystemRandomNumberGenerator()
    /// Those who wait for the first connection; while there are any, a refusal ends the attempts.
    private var waiting: [(RedisError?) -> Void] = []
    private var patienceEnds: UInt64 = 0

    init(
        _ endpoint: RedisEndpoint, loop: EventLoop, limits: RedisLimits, onEvent: (@Sendable (RedisEvent) -> Void)?
    ) {
        self.endpoint = endpoint
        self.loop = loop
        self.limits = limits
        self.onEvent = onEvent
        backoff = Backoff(shortest: limits.shortestPause, longest: limits.longestPause)
    }

    func setOwner(_ owner: any RedisLinkOwner) { self.owner = owner }

    /// Connects for the first time; nil is told when the server answered, an error when the attempt failed.
    func connect(_ done: @escaping (RedisError?) -> Void) {
        switch state {
        case .up: done(nil)
        case .closed: done(.unavailable("this connection to \(endpoint) was closed by its user"))
        case .connecting, .pausing: waiting.append(done)
        case .idle:
            waiting.append(done)
            patienceEnds = EventLoop.monotonicNow() &+ limits.loadingPatience
            attempt()
        }
    }

    /// Connects, however long it takes.
    func keepConnected() {
        if case .idle = state { attempt() }
    }

    var isUp: Bool {
        if case .up = state { return true }
        return false
    }

    var isClosed: Bool {
        if case .closed = state { return true }
        return false
    }

    /// Whether a connection may be there within a time in nanoseconds.
    func mayBeUp(within nanoseconds: UInt64) -> Bool {
        switch state {
        case .idle, .closed: false
        case .connecting, .up: true
        case .pausing(let until): until <= EventLoop.monotonicNow() &+ nanoseconds
        }
    }

    /// What the server's clock said when the connection was made, milliseconds; nil while there is none.
    var serverTime: Int64? {
        if case .up(let socket) = state { return socket.serverTime }
        return nil
    }

    var queuedBytes: Int {
        if case .up(let socket) = state { return socket.queuedBytes }
        return 0
    }

    func send(_ bytes: [UInt8]) {
        if case .up(let socket) = state { socket.send(bytes) }
    }

    /// Gives up the present connection, for a reason, and makes another.
    func drop(_ reason: RedisError) {
        if case .up(let socket) = state { socket.close(reason) }
    }

    func close() {
        let previous = state
        state = .closed
        let reason = RedisError.unavailable("the connection to \(endpoint) was closed by its user")
        switch previous {
        case .connecting(let socket): socket.close(reason)
        case .up(let socket):
            socket.close(reason)
            owner?.linkDown(reason)
        case .idle, .pausing, .closed: break
        }
        finishWaiting(reason)
    }

    // MARK: Attempts

    private func attempt() {
        let socket = RedisSocket(endpoint, loop: loop, limits: limits, owner: self)
        state = .connecting(socket)
        socket.open()
    }

    func socketOpened(_ socket: RedisSocket) {
        guard case .connecting(let current) = state, current === socket else { return }
        state = .up(socket)
        backoff.reset()
        onEvent?(.connected)
        owner?.linkUp()
        finishWaiting(nil)
    }

    func socket(_ socket: RedisSocket, received value: RedisValue) {
        guard case .up(let current) = state, current === socket else { return }
        owner?.linkReceived(value)
    }

    func socketClosed(_ socket: RedisSocket, _ reason: RedisError) {
        switch state {
        case .up(let current) where current === socket:
            pause()
            onEvent?(.disconnected(reason))
            owner?.linkDown(reason)
        case .connecting(let current) where current === socket:
            if !waiting.isEmpty && !mayPass(reason) {
                state = .idle
                finishWaiting(reason)
            } else {
                pause()
            }
        default: break
        }
    }

    /// A server that reads its data from disk is worth waiting for.
    private func mayPass(_ reason: RedisError) -> Bool {
        guard case .unavailable(let text) = reason, text.contains(": LOADING") else { return false }
        return EventLoop.monotonicNow() < patienceEnds
    }

    private func pause() {
        let pause = backoff.next(using: &random)
        state = .pausing(until: EventLoop.monotonicNow() &+ pause)
        loop.schedule(after: pause) { [weak self] in
            if let self, case .pausing = self.state { self.attempt() }
        }
    }

    private func finishWaiting(_ error: RedisError?) {
        let done = waiting
        waiting = []
        for inform in done { inform(error) }
    }
}
