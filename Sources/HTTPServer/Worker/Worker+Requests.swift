internal import EventLoop
internal import HTTPCore

/// Requests from their heads to their handlers.
extension Worker {
    /// Answers a head that cannot be read, or does not come.
    func refuseHead(_ index: Int, _ refused: HTTPRefusal) {
        let head = table[index].parser?.parser.head ?? parser.head
        table[index].parser = nil
        table[index].flags.remove(Connection.Flags.ofRequest)
        if head.isHead { table[index].flags.insert(.isHead) }
        table[index].requestID = requestIDs.next()
        table[index].serial &+= 1
        if accessLog.isOn { table[index].note = note(index, method: nil, addressText.of(table[index].address)) }
        refuse(index, refused)
    }

    /// Begins a request whose head has been read: the first `length` of the bytes. `used` grows by those that its body
    /// takes.
    func begin(_ index: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ length: Int, _ used: inout Int) {
        counters.request()
        var flags = table[index].flags
        flags.remove(Connection.Flags.ofRequest)
        flags.insert(.used)
        if parser.head.isHead { flags.insert(.isHead) }
        if parser.head.minorVersion == 0 { flags.insert(.isHTTP10) }
        if parser.head.keepsAlive { flags.insert(.keepsAlive) }
        table[index].flags = flags
        table[index].serial &+= 1
        table[index].phase = .handling
        table[index].deadline = .max
        let given = unsafe parser.head.acceptedRequestID(bytes)
        let requestID = given ?? requestIDs.next()
        table[index].requestID = requestID
        let client = unsafe clientAddress(index, parser.head, bytes)
        var note: RequestNote?
        if accessLog.isOn {
            // Longer than any that there is: whoever sends more is not to fill the log with it.
            let method = unsafe String(
                decoding: UnsafeBufferPointer(rebasing: bytes[parser.head.method].prefix(32)), as: UTF8.self)
            note = self.note(index, method: method, client)
            table[index].note = note
        }
        if let overload = overload(flags) { return refuse(index, overload) }
        guard parser.head.expectation != .unknown else { return refuse(index, .expectation) }
        let rest = unsafe UnsafeBufferPointer(rebasing: bytes[length...])
        guard let body = unsafe body(index, rest, &used) else {
            return refuse(index, .badRequest("The chunked body is malformed"))
        }
        let head = unsafe UnsafeBufferPointer(rebasing: bytes[..<length])
        let message = unsafe parser.head.message(head)
        let request = HTTPRequest(message, body: body, clientAddress: client, id: requestID, note: note)
        switch answer(request) {
        case .now(let response): respond(index, response)
        case .constant(let constant, let again):
            if parser.head.framing == .none, parser.head.expectation == .none {
                let known = unsafe KnownHead(
                    head, flags.intersection(Connection.Flags.ofRequest), given, note, again)
                knownHeads.note(known)
            }
            respond(index, constant)
        case .later(let handler): start(handler, table[index].name(index))
        }
    }

    /// Answers a request whose head is known.
    ///
    /// - Returns: false when it must be read after all.
    func answerAgain(_ index: Int, _ known: KnownHead) -> Bool {
        let isLogged = accessLog.isOn
        // What a trusted proxy says of the client stands in the head, and is read from there.
        let isReadable = !isLogged || known.isLogged && !table[index].flags.contains(.trustedProxy)
        guard isReadable, table[index].flags.isDisjoint(with: .unwelcome), let constant = known.again() else {
            return false
        }
        counters.request()
        table[index].flags.remove(Connection.Flags.ofRequest)
        table[index].flags.insert([known.flags, .used])
        table[index].serial &+= 1
        table[index].phase = .handling
        table[index].requestID = known.requestID ?? requestIDs.next()
        if isLogged { log(index, known, constant) }
        respond(index, constant)
        return true
    }

    private func note(_ index: Int, method: String?, _ address: String) -> RequestNote {
        RequestNote(method: method, clientAddress: address, start: EventLoop.monotonicNow())
    }

    private func start(_ handler: @escaping @Sendable () async -> HTTPResponse, _ name: ConnectionName) {
        Task.immediate(executorPreference: loop) {
            let response = await handler()
            self.complete(name, response)
        }
    }

    private func complete(_ name: ConnectionName, _ response: HTTPResponse) {
        let index = Int(name.descriptor)
        guard loop.isCurrent, active < 0 || active == index else {
            loop.submit { self.complete(name, response) }
            return
        }
        guard isCurrent(name), table[index].phase == .handling else { return }
        respond(index, response)
        advance(index)
    }
}
