internal import EventLoop
package import Metrics
internal import Redis
internal import Synchronization

/// The open pictures of this process: one channel per session, however many look at it.
///
/// A channel subscribes first and reads then, so that no change between the two is lost; after a reconnect it reads
/// again. Each change is rendered once and shared by all viewers.
package final class FrameHub: Sendable {
    private let records: SessionRecords
    private let subscriber: RedisSubscriber
    private let loop: EventLoop
    private let channels = Mutex<[SessionAddress: FrameChannel]>([:])
    private let snapshots: SnapshotCache
    private let places: StreamPlaces
    /// Frames rendered for viewers and for readers of pictures, beyond what checking a change has rendered already.
    package let rendered = Counter()
    /// Viewers turned away, by the limit that they met.
    package let refusals = CounterTable<ViewerLimit>()

    init(records: SessionRecords, subscriber: RedisSubscriber, loop: EventLoop) {
        self.records = records
        self.subscriber = subscriber
        self.loop = loop
        snapshots = SnapshotCache(clock: records.clock)
        places = StreamPlaces(most: records.configuration.streamsPerAddress)
    }

    /// A viewer of a session, its first frame at hand.
    ///
    /// - Parameter address: of the client, as the engine tells it; nil for one that is not counted.
    /// - Throws: `.tooManyStreams`, `.tooManyViewers`, `.sessionNotFound`, `.unavailable`, `.corrupt`.
    package func open(_ session: SessionAddress, from address: String? = nil) async throws(CoreError) -> Viewer {
        let place: StreamPlaces.Place?
        switch places.take(for: address) {
        case .taken(let taken): place = taken
        case .uncounted: place = nil
        case .full:
            refusals[.address].add()
            throw .tooManyStreams(limit: records.configuration.streamsPerAddress)
        }
        guard let channel = channel(session) else {
            refusals[.session].add()
            throw .tooManyViewers(limit: records.configuration.viewersPerSession)
        }
        do {
            try await channel.ready()
        } catch {
            channel.leave()
            throw error
        }
        return Viewer(channel, place)
    }

    /// The channel of a session, joined; nil when it has as many viewers as it may.
    private func channel(_ session: SessionAddress) -> FrameChannel? {
        channels.withLock { channels in
            switch channels[session]?.join() {
            case .joined?: return channels[session]
            case .full?: return nil
            case .ended?, nil: break
            }
            let made = FrameChannel(session, records: records, subscriber: subscriber, loop: loop, rendered: rendered) {
                [weak self] channel in
                self?.forget(session, channel)
            }
            _ = made.join()
            channels[session] = made
            return made
        }
    }

    /// Sessions that are looked at now.
    package var openChannels: Int { channels.withLock { $0.count } }

    /// The current picture of a session, without a stream.
    package func snapshot(_ session: SessionAddress) async throws(CoreError) -> Frame {
        let stored = try await records.get(session)
        let live = channels.withLock { $0[session] }
        if let frame = live?.current, frame.shows(stored), snapshots.isFresh(frame) { return frame }
        return try snapshots.frame(of: stored) { session throws(CoreError) in
            rendered.add()
            return try records.renderer.storedFrame(session)
        }
    }

    private func forget(_ session: SessionAddress, _ channel: FrameChannel) {
        channels.withLock { channels in
            if channels[session] === channel { channels[session] = nil }
        }
    }
}

/// How many may look on.
package enum ViewerLimit: String, CaseIterable, Sendable {
    /// Viewers of one session.
    case session
    /// Streams of one address.
    case address
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
    private let place: Mutex<StreamPlaces.Place?>
    private let hasLeft = Atomic<Bool>(false)

    init(_ channel: FrameChannel, _ place: StreamPlaces.Place?) {
        self.channel = channel
        self.place = Mutex(place)
    }

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
        place.withLock { $0 = nil }
    }
}
