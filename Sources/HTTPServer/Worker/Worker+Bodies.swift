internal import EventLoop
internal import HTTPCore

/// Request bodies.
extension Worker {
    /// The body of a request: at hand when all of it has come with the head, else as it arrives.
    ///
    /// - Returns: nil when its framing is broken.
    func body(
        _ index: Int, _ rest: UnsafeBufferPointer<UInt8>, _ used: inout Int
    ) -> HTTPBody? {
        let incoming: IncomingBody
        var announced: Int?
        switch parser.head.framing {
        case .none: return .bytes([])
        case .length(let length):
            if length <= rest.count, length <= configuration.bodyBytes {
                used += length
                return .bytes(unsafe Array(rest[..<length]))
            }
            announced = length
            incoming = IncomingBody(BodyDecoder(length: length), counters)
        case .chunked:
            incoming = IncomingBody(BodyDecoder(chunked: configuration), counters)
            var offset = 0
            let step = unsafe collect(incoming, rest, &offset, limit: .max)
            used += offset
            if step == .malformed { return nil }
            if step == .whole, incoming.collected.count <= configuration.bodyBytes { return .bytes(incoming.collected) }
        }
        // Who has begun to send waits for nothing.
        incoming.awaitsContinue = parser.head.expectation == .proceed && rest.isEmpty
        table[index].body = incoming
        let name = table[index].name(index)
        return .incoming(length: announced) { (demand) async throws(HTTPBodyError) in
            try await self.readBody(name, demand)
        }
    }

    /// Moves body bytes to `collected` until they end, the body ends, or there are more than `limit`.
    private func collect(
        _ body: IncomingBody, _ bytes: UnsafeBufferPointer<UInt8>, _ offset: inout Int, limit: Int
    ) -> BodyStep {
        while body.collected.count <= limit {
            let step = unsafe body.decoder.next(bytes, &offset)
            guard case .data(let range) = step else { return step }
            body.clock.took(range.count, loop.now)
            unsafe body.collected.append(contentsOf: bytes[range])
        }
        return .data(0..<0)
    }

    /// Waits for the whole body, or for what comes next. From any task, one call at a time.
    private func readBody(_ name: ConnectionName, _ demand: HTTPBodyDemand) async throws(HTTPBodyError) -> [UInt8] {
        let outcome = await withCheckedContinuation { (reader: IncomingBody.Reader) in
            if loop.isCurrent {
                ask(name, reader, demand)
            } else {
                loop.submit { self.ask(name, reader, demand) }
            }
        }
        return try outcome.get()
    }

    private func ask(_ name: ConnectionName, _ reader: IncomingBody.Reader, _ demand: HTTPBodyDemand) {
        let index = Int(name.descriptor)
        guard active < 0 || active == index else {
            loop.submit { self.ask(name, reader, demand) }
            return
        }
        guard isCurrent(name), table[index].phase == .handling, let body = table[index].body else {
            return reader.resume(returning: .failure(.disconnected))
        }
        switch (body.state, demand) {
        // Some of it was dropped: what is left is not the body.
        case (.unread, _) where body.isCutShort: return reader.resume(returning: .failure(.tooLarge))
        case (.unread, .whole(let limit)):
            let limit = min(limit, configuration.bodyBytes)
            if body.collected.count > limit || body.decoder.remaining ?? 0 > limit {
                return reader.resume(returning: .failure(.tooLarge))
            }
            body.state = .reading(reader, .whole(limit: limit))
        case (.unread, .next):
            body.isInPieces = true
            body.state = .reading(reader, .next)
        case (.whole, .next): return reader.resume(returning: .success([]))
        // Whether the last piece had brought the end is chance: what is left after it is nothing, and no error.
        case (.whole, .whole) where body.isInPieces: return reader.resume(returning: .success([]))
        case (.whole, .whole), (.reading, _), (.broken, _): return reader.resume(returning: .failure(.malformed))
        }
        body.clock.beginWait(EventLoop.monotonicNow())
        table[index].deadline = patience(with: body)
        if body.awaitsContinue {
            body.awaitsContinue = false
            output.append("HTTP/1.1 100 Continue\r\n\r\n")
        }
        advance(index)
        // The end of the input was seen before anyone asked: no event will tell of it again.
        if body.isCutOff { body.resolve(.failure(.disconnected)) }
    }

    /// Until when more of a body is waited for.
    func patience(with body: IncomingBody) -> UInt64 {
        body.clock.deadline(patience: configuration.bodyTimeout, rate: configuration.minimumRate)
    }

    /// Gives bytes to the handler that waits for them.
    ///
    /// - Returns: false when it needs more.
    func feed(_ body: IncomingBody, _ bytes: UnsafeBufferPointer<UInt8>, _ used: inout Int) -> Bool {
        guard case .reading(_, let demand) = body.state else { return true }
        let limit: Int
        switch demand {
        case .whole(let most): limit = most
        // One read's worth: what a slow handler has not asked for stays in the socket.
        case .next: limit = ReadBuffer.capacity
        }
        let step = unsafe collect(body, bytes, &used, limit: limit)
        switch step {
        case .needMore where demand == .next && !body.collected.isEmpty: hand(body, hasMore: true)
        case .needMore: return !mayHold(body)
        case .whole: hand(body, hasMore: false)
        case .malformed: body.resolve(.failure(.malformed))
        case .data where demand == .next: hand(body, hasMore: true)
        case .data:
            forget(body)
            body.resolve(.failure(.tooLarge))
        }
        return true
    }

    /// Whether a body may go on to collect: a small one always, so that those who send much do not shut out the rest.
    private func mayHold(_ body: IncomingBody) -> Bool {
        body.holds(body.collected.count)
        guard counters.bodyBytes > configuration.bodyMemoryBytes, body.collected.count > Worker.smallBody else {
            return true
        }
        forget(body)
        body.resolve(.failure(.exhausted))
        return false
    }

    private static let smallBody = 16 * 1024

    private func forget(_ body: IncomingBody) {
        body.collected = []
        body.holds(0)
        body.isCutShort = true
    }

    private func hand(_ body: IncomingBody, hasMore: Bool) {
        var bytes: [UInt8] = []
        swap(&bytes, &body.collected)
        body.resolve(.success(bytes), hasMore: hasMore)
    }

    /// Reads and drops what is left of a body after its answer.
    ///
    /// - Returns: false when there is more to come.
    func drop(
        _ index: Int, _ body: IncomingBody, _ bytes: UnsafeBufferPointer<UInt8>, _ used: inout Int
    ) -> Bool {
        while body.dropped <= configuration.unreadBodyBytes {
            let before = used
            let step = unsafe body.decoder.next(bytes, &used)
            body.dropped += used - before
            switch step {
            case .data: continue
            case .needMore: return false
            case .whole:
                becomeIdle(index)
                return true
            case .malformed: body.dropped = .max
            }
        }
        table[index].flags.insert(.lingers)
        table[index].phase = .closing
        return true
    }

    /// Whether what is left of the current request's body can be passed over, so that the connection goes on.
    func canDropBody(_ index: Int) -> Bool {
        guard let body = table[index].body else { return true }
        switch body.state {
        case .whole: return true
        case .broken: return false
        case .reading, .unread:
            // Who waits for 100 Continue may or may not send its body after another answer: nothing is certain then.
            return !body.awaitsContinue && body.decoder.remaining ?? 0 <= configuration.unreadBodyBytes
        }
    }
}
