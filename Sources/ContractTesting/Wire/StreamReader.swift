/// An open stream of frames.
package actor StreamReader {
    /// Status and fields of the answer; its body comes in parts.
    package nonisolated let head: ReceivedResponse
    private let socket: ClientSocket
    private var response: ResponseParser
    private var parts: PartParser
    private var ready: [Part] = []

    init(socket: ClientSocket, parser: ResponseParser, head: ReceivedResponse, framing: PartFraming) {
        self.socket = socket
        self.head = head
        response = parser
        parts = PartParser(expected: framing)
    }

    /// The next frame, nil after the final boundary. In early framing a frame has come when the next part's header has.
    /// - Throws: WireError: timedOut (the stream can be read on), malformed, or closed without the final boundary.
    package func nextPart(timeout: Duration = .seconds(5)) async throws -> Part? {
        let deadline = ContinuousClock.now + timeout
        while true {
            ready += try parts.receive(response.takeBody())
            if !ready.isEmpty { return ready.removeFirst() }
            if response.isComplete {
                try parts.finish()
                return nil
            }
            let bytes = try await socket.receive(until: deadline)
            if bytes.isEmpty { try response.finish() } else { try response.receive(bytes) }
        }
    }

    /// Waits for the first frame that satisfies a condition; frames before it are dropped.
    /// - Throws: WireError, as nextPart; closed when the stream ends first.
    package func part(
        timeout: Duration = .seconds(5), where condition: @Sendable (Part) -> Bool
    ) async throws -> Part {
        let deadline = ContinuousClock.now + timeout
        while let part = try await nextPart(timeout: deadline - ContinuousClock.now) {
            if condition(part) { return part }
        }
        throw WireError(.closed, "the stream ended before the frame came")
    }

    /// Leaves, as a browser does that closes its page.
    package func close() { socket.shutDown() }
}
