internal import EventLoop
internal import HTTPCore

/// Request bodies.
extension Worker {
    /// The body of a request: at hand when all of it has come with the head, else as it arrives.
    ///
    /// - Returns: nil when its framing is broken.
    func body(
        _ index: Int, _ head: RequestHead, _ rest: UnsafeBufferPointer<UInt8>, _ used: inout Int
    ) -> HTTPBody? {
        let incoming: IncomingBody
        var announced: Int?
        switch head.framing {
        case .none: return .bytes([])
        case .length(let length):
            if length <= rest.count {
                used += length
                return .bytes(unsafe Array(rest[..<length]))
            }
            announced = length
            incoming = IncomingBody(BodyDecoder(length: length))
        case .chunked:
            incoming = IncomingBody(BodyDecoder(chunked: configuration))
            var offset = 0
            let step = unsafe collect(incoming, rest, &offset, limit: .max)
            used += offset
            if step == .malformed { return nil }
            if step == .whole { return .bytes(incoming.collected) }
        }
        incoming.awaitsContinue = head.expectation == .proceed
        table[index].body = incoming
        let name = table[index].name(index)
        return .incoming(length: announced) { (limit) async throws(HTTPBodyError) in
            try await self.readBody(name, limit: limit)
        }
    }

    /// Moves body bytes to `collected` until they end, the body ends, or there are more than `limit`.
    private func collect(
        _ body: IncomingBody, _ bytes: UnsafeBufferPointer<UInt8>, _ offset: inout Int, limit: Int
    ) -> BodyStep {
        while body.collected.count <= limit {
            let step = unsafe body.decoder.next(bytes, &offset)
            guard case .data(let range) = step else { return step }
            unsafe body.collected.append(contentsOf: bytes[range])
        }
        return .data(0..<0)
    }

    /// Waits for the whole body. From any task; once for each request.
    private func readBody(_ name: ConnectionName, limit: Int) async throws(HTTPBodyError) -> [UInt8] {
        let outcome = await withCheckedContinuation { (reader: IncomingBody.Reader) in
            if loop.isCurrent {
                ask(name, reader, limit: limit)
            } else {
                loop.submit { self.ask(name, reader, limit: limit) }
            }
        }
        return try outcome.get()
    }

    private func ask(_ name: ConnectionName, _ reader: IncomingBody.Reader, limit: Int) {
        let index = Int(name.descriptor)
        guard active < 0 || active == index else {
            loop.submit { self.ask(name, reader, limit: limit) }
            return
        }
        guard isCurrent(name), table[index].phase == .handling, let body = table[index].body else {
            return reader.resume(returning: .failure(.disconnected))
        }
        guard !body.isClaimed, case .unread = body.state else {
            return reader.resume(returning: .failure(.malformed))
        }
        body.isClaimed = true
        let limit = min(limit, configuration.bodyBytes)
        if body.collected.count > limit || body.decoder.remaining ?? 0 > limit {
            return reader.resume(returning: .failure(.tooLarge))
        }
        body.state = .reading(reader, limit: limit)
        table[index].deadline = EventLoop.monotonicNow() &+ configuration.bodyTimeout
        if body.awaitsContinue {
            body.awaitsContinue = false
            output.append(contentsOf: "HTTP/1.1 100 Continue\r\n\r\n".utf8)
        }
        advance(index)
    }

    /// Gives bytes to the handler that waits for them.
    ///
    /// - Returns: false when it needs more.
    func feed(_ body: IncomingBody, _ bytes: UnsafeBufferPointer<UInt8>, _ used: inout Int) -> Bool {
        guard case .reading(_, let limit) = body.state else { return true }
        switch unsafe collect(body, bytes, &used, limit: limit) {
        case .needMore: return false
        case .whole:
            var bytes: [UInt8] = []
            swap(&bytes, &body.collected)
            body.resolve(.success(bytes))
        case .malformed: body.resolve(.failure(.malformed))
        case .data:
            body.collected = []
            body.resolve(.failure(.tooLarge))
        }
        return true
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
