package import EventLoop
internal import Synchronization

/// Follows a Redis stream by XREAD BLOCK, over a connection of its own, from a cursor on and without gaps.
///
/// - Note: `@unchecked Sendable`: `heard` is atomic; everything else that changes is touched on the loop's thread only.
package final class RedisStreamFollower: RedisLinkOwner, @unchecked Sendable {
    package typealias Entry = (id: String, fields: [String: String])

    private let endpoint: RedisEndpoint
    private let loop: EventLoop
    private let link: RedisLink
    private let key: String
    private let deadline: UInt64
    /// The last entry that is known. On the loop.
    package private(set) var cursor = "0-0"
    private var onEntries: (@Sendable ([Entry]) -> Void)?
    private var onReconnected: (@Sendable () -> Void)?
    private var wasUp = false
    /// Counts reads, so that the timer of an answered one finds out that it is late.
    private var reads: UInt64 = 0
    private var timer: TimerID?
    private let heard = Atomic<UInt64>(0)

    /// When the server last answered a read, on the monotonic clock in nanoseconds; 0 before it did. In health this is
    /// never more than some two seconds ago.
    package var lastHeard: UInt64 { heard.load(ordering: .relaxed) }

    /// Entries of one reply.
    private static let batch = 256
    /// Milliseconds that the server holds a read without news: also how soon a stopped server is noticed.
    private static let block: UInt64 = 2_000

    /// - Parameter deadline: nanoseconds that an answer may take beyond the 2 s for which the server may hold a read.
    package init(
        _ endpoint: RedisEndpoint, loop: EventLoop, key: String, deadline: UInt64 = 500_000_000,
        limits: RedisLimits = RedisLimits(), onEvent: (@Sendable (RedisEvent) -> Void)? = nil
    ) {
        self.endpoint = endpoint
        self.loop = loop
        self.key = key
        self.deadline = deadline
        link = RedisLink(endpoint, loop: loop, limits: limits, onEvent: onEvent)
        link.setOwner(self)
    }

    /// Starts to follow, once; connects by itself, however long that takes.
    ///
    /// - Parameters:
    ///   - from: the ID of the last entry that is known, or `0-0` for all. Not `$`, which would lose entries between
    ///     two reads.
    ///   - onEntries: called on the loop with each batch, in order, never empty.
    ///   - onReconnected: called on the loop when a lost connection is there again, before the next entries. Reading
    ///     goes on from the cursor; the server may have trimmed past it, or be another one.
    package func follow(
        from: String, onEntries: @escaping @Sendable ([Entry]) -> Void, onReconnected: @escaping @Sendable () -> Void
    ) {
        onLoop {
            self.cursor = from
            self.onEntries = onEntries
            self.onReconnected = onReconnected
            self.link.keepConnected()
        }
    }

    /// Goes on from another entry, after a reload. On the loop; from `onReconnected` it holds for the next read.
    package func moveCursor(to id: String) { cursor = id }

    /// Closes the connection. Required: it lives until then.
    package func close() async {
        await withCheckedContinuation { caller in
            onLoop {
                self.link.close()
                self.onEntries = nil
                self.onReconnected = nil
                caller.resume()
            }
        }
    }

    private func onLoop(_ work: @escaping @Sendable () -> Void) {
        if loop.isCurrent { work() } else { loop.submit(work) }
    }

    // MARK: The link

    func linkUp() {
        if wasUp { onReconnected?() }
        wasUp = true
        read()
    }

    func linkDown(_ reason: RedisError) { reads += 1 }

    func linkReceived(_ value: RedisValue) {
        if let timer { loop.cancel(timer) }
        reads += 1
        if case .error = value { return retryLater() }
        heard.store(EventLoop.monotonicNow(), ordering: .relaxed)
        let entries = RedisStreamFollower.entries(value)
        if let last = entries.last {
            cursor = last.id
            onEntries?(entries)
        }
        read()
    }

    private func read() {
        let words = [
            "XREAD", "COUNT", String(RedisStreamFollower.batch), "BLOCK", String(RedisStreamFollower.block), "STREAMS",
            key, cursor,
        ]
        do {
            link.send(try RESPCommand.format(words, limit: 1 << 20))
        } catch { return link.drop(error) }
        let current = reads
        timer = loop.schedule(after: RedisStreamFollower.block * 1_000_000 + deadline) { [weak self] in
            guard let self, self.reads == current else { return }
            self.link.drop(.unavailable("\(self.endpoint) did not answer a read of \(self.key) in time"))
        }
    }

    /// After an error reply (a key of another type, say) the read is tried again, slowly.
    private func retryLater() {
        let current = reads
        loop.schedule(after: 1_000_000_000) { [weak self] in
            if let self, self.reads == current, self.link.isUp { self.read() }
        }
    }

    /// Reads `[[key, [[id, [field, value, …]], …]]]`.
    static func entries(_ value: RedisValue) -> [Entry] {
        guard let stream = value.elements?.first?.elements, stream.count == 2 else { return [] }
        return (stream[1].elements ?? []).compactMap { element in
            guard let pair = element.elements, pair.count == 2, let id = pair[0].text else { return nil }
            let words = pair[1].elements ?? []
            var fields: [String: String] = [:]
            for index in stride(from: 0, to: words.count - 1, by: 2) {
                if let name = words[index].text { fields[name] = words[index + 1].text }
            }
            return (id, fields)
        }
    }
}
