internal import EventLoop
internal import HTTPCore
internal import SessionCore
internal import Synchronization

/// What a reader of a stream asked for. Times are milliseconds.
struct StreamPreferences: Sendable {
    let form: StreamForm
    /// Each frame is sent twice, for clients that show a frame only when the next has come.
    let isDoubled: Bool
    /// How long until the current frame is repeated.
    let keepAlive: Int
    /// How long until the first frame.
    let delayedStart: Int
}

/// One open stream: it hands the engine the newest frame whenever the connection can take one.
///
/// A viewer remembers only what it has sent, so a slow reader skips frames, holds nothing up and queues nothing.
final class LiveStream: HTTPStreamSource {
    private struct State: Sendable {
        var sink: (any HTTPStreamSink)?
        var hasBegun = false
        var isDelayed: Bool
        /// The ID of the last frame that was sent. Not the frame, of which the connection holds what it still has to
        /// send: a reader that stops would keep all forms of it.
        var sent: String?
        /// The second copy of a doubled frame is due.
        var owesCopy = false
        /// The frame that was sent last is due again.
        var owesRepetition = false
        /// When it will be, by the loop's clock.
        var repeatAt = UInt64.max
        var timer: TimerID?
        /// Set before `timer`, which a loop may be a moment behind with.
        var hasTimer = false
        var isClosed = false
    }

    private enum Due { case opening, first, frame, repetition }

    private let viewer: Viewer
    private let preferences: StreamPreferences
    private let loop: EventLoop
    private let onOpen: @Sendable () -> Void
    private let onClose: @Sendable () -> Void
    private let state: Mutex<State>

    /// - Parameter loop: for the timers of repetitions.
    init(
        viewer: Viewer, preferences: StreamPreferences, loop: EventLoop, onOpen: @escaping @Sendable () -> Void,
        onClose: @escaping @Sendable () -> Void
    ) {
        self.viewer = viewer
        self.preferences = preferences
        self.loop = loop
        self.onOpen = onOpen
        self.onClose = onClose
        state = Mutex(State(isDelayed: preferences.delayedStart > 0))
    }

    func opened(by sink: any HTTPStreamSink) {
        state.withLock { state in
            state.sink = sink
            state.hasTimer = state.isDelayed
        }
        onOpen()
        viewer.watch { sink.wake() }
        if preferences.delayedStart > 0 {
            schedule(after: UInt64(preferences.delayedStart) * 1_000_000)
        }
    }

    func next() -> HTTPStreamStep {
        switch viewer.current {
        case .ended: return .end(last(hasEnded: true))
        case .frame(let frame): return step(frame)
        }
    }

    func finish() -> [UInt8] { last(hasEnded: false) }

    func closed() {
        let timer = state.withLock { state in
            state.isClosed = true
            state.sink = nil
            defer { state.timer = nil }
            return state.timer
        }
        if let timer { loop.submit { [loop] in loop.cancel(timer) } }
        viewer.detach()
        onClose()
    }

    private func last(hasEnded: Bool) -> [UInt8] {
        let hasBegun = state.withLock { state in
            defer { state.hasBegun = true }
            return state.hasBegun
        }
        return (hasBegun ? [] : preferences.form.opening) + preferences.form.closing(hasEnded: hasEnded)
    }

    private func step(_ frame: Frame) -> HTTPStreamStep {
        let pause = UInt64(preferences.keepAlive) * 1_000_000
        let (due, needsTimer) = state.withLock { state -> (Due?, Bool) in
            guard let due = whatIsDue(frame, &state) else { return (nil, false) }
            state.hasBegun = true
            state.sent = frame.eventID
            state.owesRepetition = false
            state.repeatAt = EventLoop.monotonicNow() &+ pause
            // One that runs finds out by itself that it is early: a timer for each frame of each viewer would be dear.
            defer { state.hasTimer = true }
            return (due, !state.hasTimer)
        }
        if needsTimer { schedule(after: pause) }
        switch due {
        case nil: return .wait
        case .opening: return .write(preferences.form.opening)
        case .first: return .write(preferences.form.bytes(frame, isFirst: true))
        case .frame: return .write(preferences.form.bytes(frame, isFirst: false))
        case .repetition: return .write(preferences.form.repetition(frame))
        }
    }

    /// What is to be sent now.
    private func whatIsDue(_ frame: Frame, _ state: inout State) -> Due? {
        guard !state.isDelayed else { return nil }
        if !state.hasBegun {
            if preferences.form.isKnown(frame) { return .opening }
            state.owesCopy = preferences.isDoubled
            return .first
        }
        if state.sent != frame.eventID {
            state.owesCopy = preferences.isDoubled
            return .frame
        }
        if state.owesCopy {
            state.owesCopy = false
            return .frame
        }
        return state.owesRepetition ? .repetition : nil
    }

    /// Sets the timer, of which there is one at most.
    private func schedule(after nanoseconds: UInt64) {
        loop.submit { [weak self, loop] in
            guard let self else { return }
            let timer = loop.schedule(after: nanoseconds) { [weak self] in self?.timerFired() }
            let isLate = self.state.withLock { state in
                if !state.isClosed { state.timer = timer }
                return state.isClosed
            }
            if isLate { loop.cancel(timer) }
        }
    }

    /// The delay is over, or a repetition is due unless something was sent meanwhile.
    private func timerFired() {
        let now = EventLoop.monotonicNow()
        let (sink, rest) = state.withLock { state -> ((any HTTPStreamSink)?, UInt64?) in
            state.timer = nil
            guard !state.isClosed else { return (nil, nil) }
            if state.hasBegun, now < state.repeatAt { return (nil, state.repeatAt - now) }
            state.hasTimer = false
            state.isDelayed = false
            state.owesRepetition = state.hasBegun
            return (state.sink, nil)
        }
        if let rest { schedule(after: rest) }
        sink?.wake()
    }
}
