/// An open stream of events.
package actor EventReader {
    /// Status and fields of the answer; its body comes in events.
    package nonisolated let head: ReceivedResponse
    private let socket: ClientSocket
    private var response: ResponseParser
    private var events = EventParser()
    private var ready: [EventStreamItem] = []

    init(socket: ClientSocket, parser: ResponseParser, head: ReceivedResponse) {
        self.socket = socket
        self.head = head
        response = parser
    }

    /// After how many milliseconds the stream asks to come back, once it has said so.
    package var retry: Int? { events.retry }

    /// The next item, nil when the stream has ended.
    /// - Throws: WireError: timedOut (the stream can be read on), malformed, or closed within the stream.
    package func next(timeout: Duration = .seconds(5)) async throws -> EventStreamItem? {
        let deadline = ContinuousClock.now + timeout
        while true {
            ready += try events.receive(response.takeBody())
            if !ready.isEmpty { return ready.removeFirst() }
            if response.isComplete {
                try events.finish()
                return nil
            }
            let bytes = try await socket.receive(until: deadline)
            if bytes.isEmpty { try response.finish() } else { try response.receive(bytes) }
        }
    }

    /// Waits for a picture that has a text; what comes before it is dropped.
    /// - Returns: its ID.
    /// - Throws: WireError, as next; closed when the stream ends first.
    package func event(timeout: Duration = .seconds(5), with text: String) async throws -> String {
        let deadline = ContinuousClock.now + timeout
        while let item = try await next(timeout: deadline - ContinuousClock.now) {
            if case .event(let id, let data) = item, data.contains(text) { return id }
        }
        throw WireError(.closed, "the stream ended before the event came")
    }

    /// Leaves, as a browser does that closes its page.
    package func close() { socket.shutDown() }
}
