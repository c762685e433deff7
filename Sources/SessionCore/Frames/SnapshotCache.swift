internal import Synchronization

/// Pictures rendered lately for readers without a stream, so that many readers of one session cost one rendering.
///
/// A frame serves for a second, since templates may show the time; longer only when the session renders no more: then
/// the last good one stays.
final class SnapshotCache: Sendable {
    /// Milliseconds for which a frame is taken as it is.
    static let freshness: Int64 = 1_000
    /// Bytes of all pictures together; beyond them the cache begins anew.
    static let maximumBytes = 64 << 20

    private struct State: Sendable {
        var frames: [SessionAddress: (frame: Frame, at: Int64)] = [:]
        var bytes = 0
    }

    private let clock: Clock
    private let state = Mutex(State())

    init(clock: Clock) { self.clock = clock }

    func frame(
        of session: StoredSession, render: (StoredSession) throws(CoreError) -> Frame
    ) throws(CoreError) -> Frame {
        let key = session.address
        let known = state.withLock { $0.frames[key] }
        let now = clock.now()
        if let known, known.frame.shows(session), SnapshotCache.isFresh(known.at, at: now) { return known.frame }
        do {
            let frame = try render(session)
            keep(frame, key, at: now)
            return frame
        } catch {
            guard let known, known.frame.shows(session) else { throw error }
            keep(known.frame, key, at: now)
            return known.frame
        }
    }

    /// Whether a frame of whatever source is young enough to be taken as it is.
    func isFresh(_ frame: Frame) -> Bool { SnapshotCache.isFresh(frame.renderedAt, at: clock.now()) }

    /// What comes from the future is not: the clock has been set back.
    private static func isFresh(_ time: Int64, at now: Int64) -> Bool { (0..<freshness).contains(now - time) }

    private func keep(_ frame: Frame, _ key: SessionAddress, at now: Int64) {
        state.withLock { state in
            state.bytes += frame.svg.count - (state.frames[key]?.frame.svg.count ?? 0)
            if state.bytes > SnapshotCache.maximumBytes || state.frames.count >= 10_000 {
                state = State(bytes: frame.svg.count)
            }
            state.frames[key] = (frame, now)
        }
    }
}
