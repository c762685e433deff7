internal import EventLoop
internal import Synchronization

/// The server's clock, as it was when the connection was made, carried on by ours.
///
/// Scripts are told until when they may run. A server that was stopped, or a connection that was slow, may otherwise
/// carry out a command long after its caller was told that it failed, over what others have written since.
final class ServerTime: Sendable {
    private struct Point: Sendable {
        /// Milliseconds since 1970 on the server's clock.
        let server: Int64
        /// Nanoseconds on our monotonic clock.
        let ours: UInt64
    }

    private let point = Mutex<Point?>(nil)

    /// Notes what the server said just now.
    func note(_ milliseconds: Int64) {
        point.withLock { $0 = Point(server: milliseconds, ours: EventLoop.monotonicNow()) }
    }

    /// Milliseconds on the server's clock, so many nanoseconds from now; 0 before anything is known.
    func after(_ nanoseconds: UInt64) -> Int64 {
        let now = EventLoop.monotonicNow()
        return point.withLock { point in
            point.map { $0.server + Int64((now &- $0.ours &+ nanoseconds) / 1_000_000) } ?? 0
        }
    }
}
