internal import EventLoop
internal import Redis
internal import Synchronization

/// The open pictures of this process: one channel per session, however many look at it.
///
/// A channel subscribes first and reads then, so that no change between the two is lost; after a reconnect it reads
/// again. Each change is rendered once and shared by all viewers.
package final class FrameHub: Sendable {
    private let sessions: UserSessions
    private let subscriber: RedisSubscriber
    private let loop: EventLoop
    private let channels = Mutex<[String: FrameChannel]>([:])
    private let snapshots: SnapshotCache

    init(sessions: UserSessions, subscriber: RedisSubscriber, loop: EventLoop) {
        self.sessions = sessions
        self.subscriber = subscriber
        self.loop = loop
        snapshots = SnapshotCache(clock: sessions.clock)
    }

    /// A viewer of a session, its first frame at hand.
    ///
    /// - Throws: `.sessionNotFound`, `.unavailable`, `.corrupt`.
    package func open(_ user: UserID, _ session: SessionID) async throws(CoreError) -> Viewer {
        let key = Keys.session(user, session)
        let channel = channels.withLock { channels in
            if let known = channels[key], known.join() { return known }
            let made = FrameChannel(user, session, sessions: sessions, subscriber: subscriber, loop: loop) {
                [weak self] channel in
                self?.forget(key, channel)
            }
            _ = made.join()
            channels[key] = made
            return made
        }
        do {
            try await channel.ready()
        } catch {
            channel.leave()
            throw error
        }
        return Viewer(channel)
    }

    /// The current picture of a session, without a stream.
    package func snapshot(_ user: UserID, _ session: SessionID) async throws(CoreError) -> Frame {
        let stored = try await sessions.get(user, session)
        let live = channels.withLock { $0[Keys.session(user, session)] }
        if let frame = live?.current, frame.shows(stored) { return frame }
        return try snapshots.frame(of: stored, render: sessions.renderer.storedFrame)
    }

    private func forget(_ key: String, _ channel: FrameChannel) {
        channels.withLock { channels in
            if channels[key] === channel { channels[key] = nil }
        }
    }
}

/// One reader of a channel.
package final class Viewer: Sendable {
    package enum State: Sendable {
        case frame(Frame)
        /// The session expired or was deleted.
        case ended
    }

    private let channel: FrameChannel
    private let id = Mutex<UInt64?>(nil)
    private let hasLeft = Atomic<Bool>(false)

    init(_ channel: FrameChannel) { self.channel = channel }

    deinit { detach() }

    /// The newest frame.
    package var current: State { channel.current.map(State.frame) ?? .ended }

    /// Calls `onChange` whenever `current` changes from now on, from the hub's loop.
    package func watch(_ onChange: @escaping @Sendable () -> Void) {
        id.withLock { $0 = channel.add(onChange) }
    }

    /// Stops watching; the last one to leave ends the subscription.
    package func detach() {
        guard !hasLeft.exchange(true, ordering: .acquiringAndReleasing) else { return }
        channel.leave(id.withLock { $0 })
    }
}
