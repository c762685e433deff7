import Synchronization

/// The only HTTP client of the tests. Every exchange is judged by the contracts at once and counted.
///
/// It speaks HTTP/1.1 over raw sockets, shares no code with the server, and blocks no cooperative thread.
package final class RecordingClient: Sendable {
    package let port: UInt16
    package let coverage: Coverage
    /// How long a whole exchange may take.
    package let timeout: Duration
    let judge: ResponseJudge
    let requests: RequestJudge
    private let idle = Mutex<[ClientSocket]>([])

    /// How long the server may take to close after `Connection: close`.
    static let closeGrace = Duration.seconds(2)

    /// - Parameters:
    ///   - coverage: counts for all clients of a run; its contracts judge.
    ///   - timeout: of a whole exchange.
    package init(port: UInt16, coverage: Coverage, timeout: Duration = .seconds(10)) {
        self.port = port
        self.coverage = coverage
        self.timeout = timeout
        judge = ResponseJudge(contracts: coverage.contracts)
        requests = RequestJudge(contracts: coverage.contracts)
    }

    /// Sends a request and reads the whole answer. Host, Content-Length and `Connection: close` are added unless
    /// `headers` says otherwise.
    /// - Parameters:
    ///   - judge: false takes an answer that breaks the contract, and counts nothing.
    ///   - expectValidRequest: refuses to send what the contract does not allow.
    ///   - isInvalidOnPurpose: without it, a request that is not valid and is answered by anything but the refusal of
    ///     just that is told by `Coverage.suspicions`: the test may be green for a reason that it does not know.
    ///   - keepAlive: uses and leaves an open connection.
    /// - Throws: ContractBreach, WireError, OracleError.
    package func send(
        _ method: String, _ target: String, headers: [(String, String)] = [], body: [UInt8]? = nil,
        judge: Bool = true, expectValidRequest: Bool = false, isInvalidOnPurpose: Bool = false,
        keepAlive: Bool = false
    ) async throws -> Exchange {
        let request = request(method, target, headers: headers, body: body, keepAlive: keepAlive)
        if expectValidRequest { try refuseInvalid(request) }
        let deadline = ContinuousClock.now + timeout
        let response =
            keepAlive
            ? try await exchangeOnIdle(request, until: deadline)
            : try await exchange(Self.bytes(request), method, on: connect(deadline), until: deadline, mustClose: true)
        return try settle(Exchange(request, response), judge: judge, isInvalidOnPurpose: isInvalidOnPurpose)
    }

    /// Sends a JSON text with its Content-Type.
    package func send(
        _ method: String, _ target: String, headers: [(String, String)] = [], json: String,
        judge: Bool = true, expectValidRequest: Bool = false, isInvalidOnPurpose: Bool = false,
        keepAlive: Bool = false
    ) async throws -> Exchange {
        try await send(
            method, target, headers: headers + [("Content-Type", "application/json")], body: Array(json.utf8),
            judge: judge, expectValidRequest: expectValidRequest, isInvalidOnPurpose: isInvalidOnPurpose,
            keepAlive: keepAlive)
    }

    /// Sends bytes as they are, in the given pieces, and reads one answer, which is judged as one to `method`
    /// `target`. For requests that `send` cannot form.
    package func send(
        raw pieces: [[UInt8]], as method: String, _ target: String, judge: Bool = true, pause: Duration = .zero
    ) async throws -> Exchange {
        try Self.requireSame(pieces.joined(), method, target)
        let deadline = ContinuousClock.now + timeout
        let socket = try await connect(deadline)
        for piece in pieces.dropLast() {
            _ = try await socket.send(piece, until: deadline)
            if pause > .zero { try await Task.sleep(for: pause) }
        }
        let response = try await exchange(pieces.last ?? [], method, on: socket, until: deadline, mustClose: false)
        return try settle(Exchange(SentRequest(method, target), response), judge: judge, isRaw: true)
    }

    /// Sends bytes and returns all that comes until the server closes or the time is over. Judges nothing.
    /// - Parameter thenClose: ends the sending direction after the bytes.
    package func sendRaw(
        _ bytes: [UInt8], thenClose: Bool = false, timeout: Duration? = nil
    ) async throws -> [UInt8] {
        let deadline = ContinuousClock.now + (timeout ?? self.timeout)
        let socket = try await connect(deadline)
        var received = try await socket.send(bytes, until: deadline)
        if thenClose { socket.shutDownSending() }
        while let more = try? await socket.receive(until: deadline), !more.isEmpty { received += more }
        return received
    }

    /// Opens a stream of frames. The head is judged before this returns, each part as it comes.
    /// - Parameter expecting: the part framing; nil asks the request's own user agent, as the server does.
    /// - Throws: StreamRefused with the judged exchange when the answer is no stream; ContractBreach, WireError.
    package func openStream(
        _ target: String, headers: [(String, String)] = [], expecting: PartFraming? = nil, judge: Bool = true
    ) async throws -> StreamReader {
        let open = try await open(target, headers, judge) { $0.isReplaceStream }
        let framing = expecting ?? ResponseJudge.framing(for: open.request)
        return StreamReader(socket: open.socket, parser: open.parser, head: open.head, framing: framing)
    }

    /// Opens a stream of events, as `EventSource` does. The head is judged before this returns, each event as it comes.
    /// - Parameter accept: of the request.
    /// - Throws: as openStream.
    package func openEvents(
        _ target: String, headers: [(String, String)] = [], accept: String = "text/event-stream", judge: Bool = true
    ) async throws -> EventReader {
        let open = try await open(target, headers + [("Accept", accept)], judge) { $0.isEventStream }
        return EventReader(socket: open.socket, parser: open.parser, head: open.head)
    }

    private struct Opened {
        let request: SentRequest
        let socket: ClientSocket
        let parser: ResponseParser
        let head: ReceivedResponse
    }

    private func open(
        _ target: String, _ headers: [(String, String)], _ judge: Bool, wanting isWanted: (MediaType) -> Bool
    ) async throws -> Opened {
        let request = request("GET", target, headers: headers, body: nil, keepAlive: true)
        let deadline = ContinuousClock.now + timeout
        let socket = try await connect(deadline)
        var parser = ResponseParser(answering: "GET")
        try parser.receive(try await socket.send(Self.bytes(request), until: deadline))
        while parser.response == nil { try await Self.read(socket, into: &parser, until: deadline) }
        guard let head = parser.response, head.status == 200, head.mediaType.map(isWanted) == true else {
            while !parser.isComplete { try await Self.read(socket, into: &parser, until: deadline) }
            let exchange = Exchange(request, try Self.response(parser))
            throw StreamRefused(exchange: try settle(exchange, judge: judge))
        }
        _ = try settle(Exchange(request, head), judge: judge, isStreamHead: true)
        return Opened(request: request, socket: socket, parser: parser, head: head)
    }

    private func connect(_ deadline: ContinuousClock.Instant) async throws(WireError) -> ClientSocket {
        try await ClientSocket(port: port, until: deadline)
    }

    private func request(
        _ method: String, _ target: String, headers: [(String, String)], body: [UInt8]?, keepAlive: Bool
    ) -> SentRequest {
        var fields = headers.map { Field($0.0, $0.1) }
        if fields.value("Host") == nil { fields.insert(Field("Host", "127.0.0.1:\(port)"), at: 0) }
        let isFramed = fields.value("Content-Length") != nil || fields.value("Transfer-Encoding") != nil
        if !isFramed && (body != nil || ["POST", "PUT", "PATCH"].contains(method)) {
            fields.append(Field("Content-Length", "\(body?.count ?? 0)"))
        }
        if !keepAlive && fields.value("Connection") == nil { fields.append(Field("Connection", "close")) }
        return SentRequest(method, target, fields: fields, body: body ?? [])
    }

    private static func bytes(_ request: SentRequest) -> [UInt8] {
        let lines = request.fields.map { "\($0.name): \($0.value)\r\n" }.joined()
        return Array("\(request.method) \(request.target) HTTP/1.1\r\n\(lines)\r\n".utf8) + request.body
    }
}

extension RecordingClient {
    /// One exchange on an idle connection, or on a new one when the server has closed it meanwhile.
    private func exchangeOnIdle(
        _ request: SentRequest, until deadline: ContinuousClock.Instant
    ) async throws -> ReceivedResponse {
        let bytes = Self.bytes(request)
        while let socket = idle.withLock({ $0.popLast() }) {
            // Nothing is repeated: a request that was sent may have been carried out.
            guard let early = socket.receiveNow() else {
                return try await exchange(bytes, request.method, on: socket, until: deadline, mustClose: false)
            }
            if !early.isEmpty { throw WireError(.malformed, "\(early.count) bytes came without a request") }
        }
        return try await exchange(bytes, request.method, on: connect(deadline), until: deadline, mustClose: false)
    }

    private func exchange(
        _ bytes: [UInt8], _ method: String, on socket: ClientSocket, until deadline: ContinuousClock.Instant,
        mustClose: Bool
    ) async throws(WireError) -> ReceivedResponse {
        var parser = ResponseParser(answering: method)
        try parser.receive(try await socket.send(bytes, until: deadline))
        while !parser.isComplete { try await Self.read(socket, into: &parser, until: deadline) }
        var staysOpen = false
        let closes = parser.response?["Connection"]?.lowercased().contains("close") == true
        if mustClose || closes {
            do throws(WireError) {
                let grace = ContinuousClock.now + Self.closeGrace
                while true {
                    let more = try await socket.receive(until: grace)
                    if more.isEmpty { break }
                    try parser.receive(more)
                }
            } catch { staysOpen = true }
        } else if let more = socket.receiveNow(), !more.isEmpty {
            try parser.receive(more)
        }
        var response = try Self.response(parser)
        response.staysOpen = staysOpen
        let isReusable = !mustClose && !closes && response.trailing.isEmpty && response.framing != .untilClose
        if isReusable { idle.withLock { $0.append(socket) } }
        return response
    }

    static func read(
        _ socket: ClientSocket, into parser: inout ResponseParser, until deadline: ContinuousClock.Instant
    ) async throws(WireError) {
        let bytes = try await socket.receive(until: deadline)
        if bytes.isEmpty { try parser.finish() } else { try parser.receive(bytes) }
    }

    private static func response(_ parser: ResponseParser) throws(WireError) -> ReceivedResponse {
        guard var response = parser.response else { throw WireError(.closed, "there is no response") }
        response.trailing = parser.trailing
        return response
    }
}

/// What was to be a stream answered otherwise.
package struct StreamRefused: Error {
    package let exchange: Exchange
}
