internal import EventLoop
internal import HTTPCore
internal import SessionCore
internal import Synchronization

/// What a reader of a stream asked for. Times are milliseconds.
struct StreamPreferences: Sendable {
    let framing: MultipartFraming
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
        var sent: Frame?
        /// The second copy of a doubled frame, or a repetition that is due.
        var owesCopy = false
        var timer: TimerID?
        var isClosed = false
    }

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
        state.withLock { $0.sink = sink }
        onOpen()
        viewer.watch { sink.wake() }
        if preferences.delayedStart > 0 {
            schedule(after: preferences.delayedStart) { state in state.isDelayed = false }
        }
    }

    func next() -> HTTPStreamStep {
        switch viewer.current {
        case .ended: return .end(finish())
        case .frame(let frame): return step(frame)
        }
    }

    func finish() -> [UInt8] {
        let hasBegun = state.withLock { state in
            defer { state.hasBegun = true }
            return state.hasBegun
        }
        return (hasBegun ? [] : preferences.framing.opening) + preferences.framing.closing
    }

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

    private func step(_ frame: Frame) -> HTTPStreamStep {
        let (isDue, isFirst) = state.withLock { state -> (Bool, Bool) in
            guard !state.isDelayed else { return (false, false) }
            if state.sent != frame {
                state.sent = frame
                state.owesCopy = preferences.isDoubled
            } else if state.owesCopy {
                state.owesCopy = false
            } else {
                return (false, false)
            }
            defer { state.hasBegun = true }
            return (true, !state.hasBegun)
        }
        guard isDue else { return .wait }
        schedule(after: preferences.keepAlive) { state in state.owesCopy = true }
        let framing = preferences.framing
        let bytes = frame.forms.bytes(framing.way(isFirst: isFirst)) {
            isFirst ? framing.firstPart(frame.svg) : framing.part(frame.svg)
        }
        return .write(bytes)
    }

    /// Replaces the timer: when it fires, `change` is made and the engine asked to look again.
    private func schedule(after milliseconds: Int, _ change: @escaping @Sendable (inout sending State) -> Void) {
        loop.submit { [weak self, loop] in
            guard let self else { return }
            let timer = loop.schedule(after: UInt64(milliseconds) * 1_000_000) { [weak self] in
                let sink = self?.state.withLock { state in
                    change(&state)
                    return state.sink
                }
                sink?.wake()
            }
            let old = self.state.withLock { state in
                let old = state.timer
                state.timer = state.isClosed ? nil : timer
                return state.isClosed ? timer : old
            }
            if let old { loop.cancel(old) }
        }
    }
}
