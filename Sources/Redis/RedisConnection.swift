internal import EventLoop
internal import Synchronization

/// Commands and their replies over one link, in order, each with a deadline.
///
/// - Note: `@unchecked Sendable`: `up` is atomic, `link` and the queues are touched on the loop's thread only.
final class RedisConnection: RedisLinkOwner, @unchecked Sendable {
    typealias Outcome = Result<RedisValue, RedisError>

    /// A command that is sent, or one that waits for a connection. Times on the monotonic clock, in nanoseconds.
    private struct Pending {
        let caller: CheckedContinuation<Outcome, Never>
        let deadline: UInt64
    }

    private struct Held {
        let bytes: [UInt8]
        let pending: Pending
        let until: UInt64
    }

    private let loop: EventLoop
    private let link: RedisLink
    private let limits: RedisLimits
    private let deadline: UInt64
    private let endpoint: RedisEndpoint
    private let up = Atomic<Bool>(false)
    private let serverTime = ServerTime()
    private var inFlight = Queue<Pending>()
    private var held = Queue<Held>()
    private var timer: (id: TimerID, due: UInt64)?

    init(
        _ endpoint: RedisEndpoint, loop: EventLoop, deadline: UInt64, limits: RedisLimits,
        onEvent: (@Sendable (RedisEvent) -> Void)?
    ) {
        self.loop = loop
        self.limits = limits
        self.deadline = deadline
        self.endpoint = endpoint
        link = RedisLink(endpoint, loop: loop, limits: limits, onEvent: onEvent)
        link.setOwner(self)
    }

    var isOnLoop: Bool { loop.isCurrent }
    var isConnected: Bool { up.load(ordering: .acquiring) }

    // MARK: From any thread

    /// Until when a script that is sent now may begin, milliseconds since 1970 on the server's clock: as long as its
    /// caller waits.
    var scriptDeadline: Int64 { serverTime.after(deadline) }

    func connect() async throws(RedisError) {
        let failure: RedisError? = await withCheckedContinuation { caller in
            onLoop { self.link.connect { caller.resume(returning: $0) } }
        }
        if let failure { throw failure }
    }

    /// Sends a formatted command and waits for its reply.
    func send(_ bytes: [UInt8]) async throws(RedisError) -> RedisValue {
        let outcome: Outcome = await withCheckedContinuation { caller in
            if loop.isCurrent {
                submit(bytes, caller)
            } else {
                loop.submit { self.submit(bytes, caller) }
            }
        }
        return try outcome.get()
    }

    func close() async {
        await withCheckedContinuation { caller in
            onLoop {
                self.link.close()
                self.failHeld(.unavailable("the connection to \(self.endpoint) was closed by its user"))
                caller.resume()
            }
        }
    }

    private func onLoop(_ work: @escaping @Sendable () -> Void) {
        if loop.isCurrent { work() } else { loop.submit(work) }
    }

    // MARK: On the loop

    private func submit(_ bytes: [UInt8], _ caller: CheckedContinuation<Outcome, Never>) {
        let now = EventLoop.monotonicNow()
        let pending = Pending(caller: caller, deadline: now &+ deadline)
        guard inFlight.count + held.count < limits.commandsInFlight else {
            let count = limits.commandsInFlight
            return fail(pending, "\(count) commands to \(endpoint) are in flight; this one was not sent")
        }
        if link.isUp {
            guard link.queuedBytes + bytes.count <= limits.queuedBytes else {
                return fail(pending, "\(endpoint) does not take commands fast enough; this one was not sent")
            }
            inFlight.append(pending)
            link.send(bytes)
            armTimer()
        } else if link.mayBeUp(within: limits.reconnectWait) {
            held.append(Held(bytes: bytes, pending: pending, until: now &+ min(limits.reconnectWait, deadline)))
            armTimer()
        } else {
            fail(pending, "not connected to \(endpoint); the command was not sent")
        }
    }

    private func fail(_ pending: Pending, _ reason: String) {
        pending.caller.resume(returning: .failure(.unavailable(reason)))
    }

    private func failHeld(_ reason: RedisError) {
        while let next = held.popFirst() { next.pending.caller.resume(returning: .failure(reason)) }
    }

    func linkUp() {
        if let time = link.serverTime { serverTime.note(time) }
        up.store(true, ordering: .releasing)
        while let next = held.popFirst() {
            inFlight.append(next.pending)
            link.send(next.bytes)
        }
        armTimer()
    }

    func linkReceived(_ value: RedisValue) {
        guard let pending = inFlight.popFirst() else {
            link.drop(.protocolViolation("\(endpoint) sent a reply that no command asked for"))
            return
        }
        if case .error(let text) = value {
            if text.hasPrefix(RedisScript.late) {
                // Either the server was held up, or its clock was set: a new connection asks it for the time.
                let reason = RedisError.unavailable("\(endpoint) got a script too late; it did nothing")
                pending.caller.resume(returning: .failure(reason))
                return link.drop(reason)
            }
            pending.caller.resume(returning: .failure(RedisError(reply: text)))
        } else {
            pending.caller.resume(returning: .success(value))
        }
    }

    /// Nobody knows whether the commands in flight were carried out: all fail, none is repeated.
    func linkDown(_ reason: RedisError) {
        up.store(false, ordering: .releasing)
        while let next = inFlight.popFirst() { next.caller.resume(returning: .failure(reason)) }
    }

    // MARK: The one timer

    private var nextDue: UInt64? {
        switch (inFlight.first?.deadline, held.first?.until) {
        case (let sent?, let waiting?): min(sent, waiting)
        case (let sent, let waiting): sent ?? waiting
        }
    }

    /// The timer stands for the oldest command. It is left standing when that is answered, and looks again when it
    /// fires: so a busy connection sets two timers a second rather than one per command.
    private func armTimer() {
        guard let due = nextDue else { return }
        if let timer {
            if timer.due <= due { return }
            loop.cancel(timer.id)
        }
        let now = EventLoop.monotonicNow()
        let id = loop.schedule(after: due > now ? due - now : 0) { [weak self] in self?.timerFired() }
        timer = (id, due)
    }

    private func timerFired() {
        timer = nil
        let now = EventLoop.monotonicNow()
        while let oldest = held.first, oldest.until <= now {
            _ = held.popFirst()
            fail(oldest.pending, "not connected to \(endpoint) in time; the command was not sent")
        }
        if let oldest = inFlight.first, oldest.deadline <= now {
            // Its reply may still come and would meet another command: only a new connection is safe.
            let milliseconds = deadline / 1_000_000
            link.drop(.unavailable("\(endpoint) did not answer a command within \(milliseconds) ms"))
        }
        armTimer()
    }
}
