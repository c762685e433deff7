internal import EventLoop
internal import Glibc
internal import HTTPCore

/// Answers, and the sending of them.
extension Worker {
    /// Renders an answer to the request in flight behind the answers collected before.
    func respond(_ index: Int, _ response: HTTPResponse) {
        guard 200..<600 ~= response.status else { return refuse(index, .internalError) }
        table[index].body?.resolve(.failure(.disconnected))
        let flags = table[index].flags
        let hasContent = response.status != 204 && response.status != 304
        var keeps = flags.contains(.keepsAlive) && !isStopping && canDropBody(index)
        var framing = ResponseHead.Framing.none
        if hasContent {
            switch response.body {
            case .none: framing = .length(0)
            case .bytes(let bytes): framing = .length(bytes.count)
            case .stream where flags.contains(.isHTTP10): (framing, keeps) = (.close, false)
            case .stream: framing = .chunked
            }
        }
        if !keeps {
            // It does not know yet, and may be sending its next request.
            if flags.contains(.keepsAlive) { table[index].flags.insert(.lingers) }
            table[index].flags.remove(.keepsAlive)
        }
        dateLine.refresh(now: loop.now)
        let spoken: ResponseHead.Persistence = keeps ? (flags.contains(.isHTTP10) ? .keepAlive : .implied) : .close
        let head = ResponseHead(
            framing: framing, persistence: spoken, requestID: table[index].requestID, dateLine: dateLine.bytes)
        head.render(response.status, response.fields, into: &output)
        if hasContent && !flags.contains(.isHead) {
            switch response.body {
            case .none: break
            case .bytes(let bytes): output.append(contentsOf: bytes)
            case .stream(let source): return openStream(index, source, isChunked: !flags.contains(.isHTTP10))
            }
        }
        endExchange(index)
    }

    /// Answers for the engine itself, and gives the connection up.
    func refuse(_ index: Int, _ refused: HTTPRefusal) {
        counters.refused()
        var response = refusal(refused.status, refused.code, refused.message)
        if !(200..<600 ~= response.status) { response.status = refused.status }
        if refused.status == 503 { response.fields["Retry-After"] = "1" }
        if case .stream = response.body { response.body = .none }
        table[index].flags.remove(.keepsAlive)
        table[index].flags.insert(.lingers)
        respond(index, response)
    }

    /// The answer is complete: the next request, the rest of this one's body, or the end.
    func endExchange(_ index: Int) {
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
        table[index].body = nil
        table[index].requestID = ""
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
            table[index].spill.append(contentsOf: output)
            return
        }
        let sent = unsafe output.withUnsafeBytes { bytes in
            unsafe send(Int32(index), bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
        }
        guard sent >= 0 || errno == EAGAIN || errno == EINTR else { return close(index) }
        guard sent < output.count else { return }
        table[index].spill = Array(output[max(0, sent)...])
        table[index].spillSent = 0
        table[index].writeDeadline = loop.now &+ configuration.writeTimeout
    }

    private func emptyOutput() {
        // A single long answer must not keep the shared buffer long.
        if output.capacity > 4 * configuration.writeBufferBytes {
            output = []
        } else {
            output.removeAll(keepingCapacity: true)
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
            } else {
                table[index].writeDeadline = loop.now &+ configuration.writeTimeout
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
