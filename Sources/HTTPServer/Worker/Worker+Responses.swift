internal import EventLoop
internal import Glibc
internal import HTTPCore

/// Answers, and the sending of them.
extension Worker {
    /// Renders an answer to the request in flight behind the answers collected before.
    func respond(_ index: Int, _ response: HTTPResponse) {
        guard 200..<600 ~= response.status else { return refuse(index, .internalError) }
        guard admits(index, response) else { return respond(index, refusalResponse(.tooManyStreams)) }
        var framing = ResponseHead.Framing.none
        let isHTTP10 = table[index].flags.contains(.isHTTP10)
        if response.hasContent {
            switch response.body {
            case .none: framing = .length(0)
            case .bytes(let bytes): framing = .length(bytes.count)
            case .stream: framing = isHTTP10 ? .close : .chunked
            }
        }
        let persistence = persistence(index, endsBody: framing != .close)
        ResponseHead.start(response.status, dateLine, &output)
        response.fields.appendLines(to: &output)
        ResponseHead.frame(framing, &output)
        ResponseHead.end(persistence, table[index].requestID, &output)
        var count = 0
        if response.hasContent && !table[index].flags.contains(.isHead) {
            switch response.body {
            case .none: break
            case .bytes(let bytes):
                output.append(bytes)
                count = bytes.count
            case .stream(let source): return openStream(index, source, response.status, isChunked: !isHTTP10)
            }
        }
        log(index, status: response.status, bytes: count)
        endExchange(index)
    }

    func respond(_ index: Int, _ constant: HTTPConstant) {
        let persistence = persistence(index, endsBody: true)
        let isHead = table[index].flags.contains(.isHead)
        if constant.status == 200, persistence == .implied, case .made(let number) = table[index].requestID {
            ResponseHead.constant(constant, withBody: !isHead, dateLine, number, &output)
        } else {
            ResponseHead.start(constant.status, dateLine, &output)
            output.append(constant.fieldLines)
            ResponseHead.end(persistence, table[index].requestID, &output)
            if !isHead { output.append(constant.body) }
        }
        log(index, status: constant.status, bytes: isHead ? 0 : constant.body.count)
        endExchange(index)
    }

    /// Decides whether the connection goes on after an answer.
    ///
    /// - Parameter endsBody: whether the client can tell by the framing where the answer ends.
    private func persistence(_ index: Int, endsBody: Bool) -> ResponseHead.Persistence {
        dateLine.refresh(now: loop.now)
        let flags = table[index].flags
        if table[index].body == nil && endsBody && !isStopping && flags.contains(.keepsAlive) {
            return flags.contains(.isHTTP10) ? .keepAlive : .implied
        }
        table[index].body?.resolve(.failure(.disconnected))
        if flags.contains(.keepsAlive) && endsBody && !isStopping && canDropBody(index) {
            return flags.contains(.isHTTP10) ? .keepAlive : .implied
        }
        // A client that does not know yet may be sending its next request.
        if flags.contains(.keepsAlive) { table[index].flags.insert(.lingers) }
        table[index].flags.remove(.keepsAlive)
        return .close
    }

    /// Answers for the engine itself, and gives the connection up.
    func refuse(_ index: Int, _ refused: HTTPRefusal) {
        table[index].flags.remove(.keepsAlive)
        table[index].flags.insert(.lingers)
        respond(index, refusalResponse(refused))
    }

    /// The documented shape of an error of the engine.
    private func refusalResponse(_ refused: HTTPRefusal) -> HTTPResponse {
        counters.refused()
        var response = refusal(refused.status, refused.code, refused.message)
        if !(200..<600 ~= response.status) { response.status = refused.status }
        if refused.status == 503 { response.fields["Retry-After"] = "1" }
        if case .stream = response.body { response.body = .none }
        return response
    }

    /// The answer is complete: the next request, the rest of this one's body, or the end.
    func endExchange(_ index: Int) {
        if table[index].body == nil && table[index].flags.contains(.keepsAlive) { return becomeIdle(index) }
        guard table[index].flags.contains(.keepsAlive) else {
            if let body = table[index].body, !body.isWhole { table[index].flags.insert(.lingers) }
            table[index].body = nil
            table[index].phase = .closing
            table[index].deadline = .max
            return
        }
        if let body = table[index].body, !body.isWhole {
            table[index].phase = .dropping
            table[index].deadline = loop.now &+ configuration.bodyTimeout
        } else {
            becomeIdle(index)
        }
    }

    func becomeIdle(_ index: Int) {
        if table[index].body != nil { table[index].body = nil }
        table[index].deadline = loop.now &+ configuration.idleTimeout
        table[index].phase = isStopping ? .closing : .idle
        if isStopping { table[index].flags.insert(.lingers) }
    }

    // MARK: Sending

    /// Sends what was collected for a connection; what the socket does not take becomes its spill.
    func flush(_ index: Int) {
        guard !output.isEmpty else { return }
        defer { emptyOutput() }
        guard table[index].spill.isEmpty else {
            unsafe table[index].spill.append(contentsOf: output.bytes)
            table[index].writeMark += output.count
            return
        }
        let sent = unsafe send(Int32(index), output.bytes.baseAddress, output.count, Int32(MSG_NOSIGNAL))
        guard sent >= 0 || errno == EAGAIN || errno == EINTR else { return close(index) }
        guard sent < output.count else { return }
        table[index].spill = unsafe Array(output.bytes[max(0, sent)...])
        table[index].spillSent = 0
        watchReader(index)
    }

    private func emptyOutput() {
        // A single long answer must not keep the shared buffer long.
        if output.capacity > 4 * configuration.writeBufferBytes {
            output = OutputBuffer()
        } else {
            output.removeAll()
        }
    }

    /// Sends more of the spill; the socket has said that it takes bytes.
    func sendSpill(_ index: Int) {
        while !table[index].spill.isEmpty {
            let start = table[index].spillSent
            let sent = unsafe table[index].spill.withUnsafeBytes { bytes in
                let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[start...])
                return unsafe send(Int32(index), rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
            }
            if sent < 0 {
                if errno == EINTR { continue }
                if errno != EAGAIN { close(index) }
                return
            }
            table[index].spillSent = start + sent
            if start + sent == table[index].spill.count {
                table[index].spill = []
                table[index].spillSent = 0
                table[index].writeDeadline = .max
            }
        }
    }

    /// Ends a connection whose last answer has left. A client that may still be sending gets a half-close first, since
    /// a reset would destroy the answer on its way (RFC 9112 §9.6).
    ///
    /// - Returns: whether its remaining bytes are to be read now.
    func settle(_ index: Int) -> Bool {
        guard table[index].phase == .closing, table[index].spill.isEmpty else { return false }
        let flags = table[index].flags
        let mayComeMore = flags.contains(.lingers) || flags.contains(.canRead) || !table[index].input.isEmpty
        guard mayComeMore else {
            close(index)
            return false
        }
        table[index].input = []
        table[index].parser = nil
        table[index].phase = .lingering
        table[index].deadline = loop.now &+ configuration.lingerTimeout
        _ = shutdown(Int32(index), Int32(SHUT_WR))
        return true
    }
}
