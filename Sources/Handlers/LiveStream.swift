internal import HTTPCore
internal import SessionCore
internal import Synchronization

/// What a reader of a stream asked for.
struct StreamPreferences: Sendable {
    let framing: MultipartFraming
    /// Each frame is sent twice, for clients that show a frame only when the next has come.
    let isDoubled: Bool
    /// Milliseconds after which the current frame is repeated.
    let keepAlive: Int
    /// Milliseconds before the first frame.
    let delayedStart: Int
}

/// One open stream: it hands the engine the newest frame whenever the connection can take one.
///
/// The frame's bytes are shared by all viewers of a session; a viewer remembers only which version it has sent, so a
/// slow reader skips frames and holds nothing up.
final class LiveStream: HTTPStreamSource {
    private let viewer: Viewer
    private let preferences: StreamPreferences
    private let timers: StreamTimers
    private let onClose: @Sendable () -> Void
    private let state = Mutex(State())

    private struct State: Sendable {
        var sink: (any HTTPStreamSink)?
        var isOpening = true
        var isDelayed = false
        var mustRepeat = false
        /// A second copy that is still owed.
        var owed: Frame?
        var sent: Frame?
        var timer: StreamTimers.Token?
        var isClosed = false
    }

    init(
        viewer: Viewer, preferences: StreamPreferences, timers: StreamTimers, onClose: @escaping @Sendable () -> Void
    ) {
        self.viewer = viewer
        self.preferences = preferences
        self.timers = timers
        self.onClose = onClose
    }
}
