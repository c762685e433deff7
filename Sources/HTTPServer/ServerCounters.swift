internal import Synchronization

/// What the server has done and holds, all loops together.
package final class ServerCounters: Sendable {
    private let connections = Atomic<Int>(0)
    private let accepted = Atomic<Int>(0)
    private let requestCount = Atomic<Int>(0)
    private let turnedAway = Atomic<Int>(0)
    private let refusals = Atomic<Int>(0)
    private let bodyMemory = Atomic<Int>(0)
    private let droppedLines = Atomic<Int>(0)
    private let streams = Atomic<Int>(0)
    private let streamTotal = Atomic<Int>(0)
    private let streamRefusals = Atomic<Int>(0)

    package init() {}

    /// Connections open now.
    package var openConnections: Int { connections.load(ordering: .relaxed) }
    /// Connections accepted since the start.
    package var acceptedConnections: Int { accepted.load(ordering: .relaxed) }
    /// Connections closed as soon as they were accepted, since there were too many, since the start.
    package var connectionsTurnedAway: Int { turnedAway.load(ordering: .relaxed) }
    /// Requests whose head was read, since the start.
    package var requests: Int { requestCount.load(ordering: .relaxed) }
    /// Requests that the engine itself refused, since the start.
    package var refusedRequests: Int { refusals.load(ordering: .relaxed) }
    /// Bytes held of bodies that are on their way.
    package var bodyBytes: Int { bodyMemory.load(ordering: .relaxed) }
    /// Lines of the access log that nobody took, since the start.
    package var droppedLogLines: Int { droppedLines.load(ordering: .relaxed) }
    /// Streams opened since the start.
    package var openedStreams: Int { streamTotal.load(ordering: .relaxed) }
    /// Streams refused since there were too many, since the start.
    package var streamsTurnedAway: Int { streamRefusals.load(ordering: .relaxed) }
    /// Streams open now.
    package var openStreams: Int { streams.load(ordering: .relaxed) }

    /// - Returns: how many are open with it.
    func opened() -> Int {
        accepted.wrappingAdd(1, ordering: .relaxed)
        return connections.wrappingAdd(1, ordering: .relaxed).newValue
    }
    func closed() { connections.wrappingSubtract(1, ordering: .relaxed) }
    func turnedConnectionAway() { turnedAway.wrappingAdd(1, ordering: .relaxed) }
    func request() { requestCount.wrappingAdd(1, ordering: .relaxed) }
    func holdsBody(_ bytes: Int) { bodyMemory.wrappingAdd(bytes, ordering: .relaxed) }
    func droppedLogLines(_ count: Int) { droppedLines.wrappingAdd(count, ordering: .relaxed) }
    func refused() { refusals.wrappingAdd(1, ordering: .relaxed) }

    /// Takes one of the places for streams; `streamClosed` gives it back.
    ///
    /// - Returns: false when none is left.
    func takeStreamPlace(of most: Int) -> Bool {
        guard streams.wrappingAdd(1, ordering: .relaxed).newValue > most else { return true }
        streamClosed()
        streamRefusals.wrappingAdd(1, ordering: .relaxed)
        return false
    }
    func streamOpened() { streamTotal.wrappingAdd(1, ordering: .relaxed) }
    func streamClosed() { streams.wrappingSubtract(1, ordering: .relaxed) }
}
