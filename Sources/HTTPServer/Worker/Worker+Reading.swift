internal import EventLoop
internal import Glibc
internal import HTTPCore

/// Reading and parsing.
extension Worker {
    /// Why the work on a connection pauses.
    private enum Pause {
        /// Its socket must bring more bytes.
        case bytes
        /// A handler, a stream or the socket's other side goes on.
        case other
        /// Its share of this turn is used up.
        case turn
    }

    /// Works on a connection until it pauses, and sends what was answered meanwhile.
    func advance(_ index: Int) {
        // From within a handler that was started right here, the loop below goes on by itself.
        guard active != index else { return }
        guard active < 0 else { return continueNextTurn(index) }
        let generation = table[index].generation
        var share = configuration.pipelinedPerTurn
        var reads = 8
        active = index
        defer { active = -1 }
        repeat {
            var pause = useInput(index, &share)
            while pause == .bytes, isOpen(index, generation), table[index].flags.contains(.canRead) {
                guard reads > 0 else {
                    pause = .turn
                    break
                }
                reads -= 1
                pause = read(index, &share)
            }
            guard isOpen(index, generation) else { return }
            if pause == .turn { continueNextTurn(index) }
            flush(index)
        } while settle(index) && isOpen(index, generation)
    }

    /// One read from the socket, and the use of what it brought.
    private func read(_ index: Int, _ share: inout Int) -> Pause {
        let generation = table[index].generation
        let isHead = table[index].phase == .idle || table[index].phase == .head
        let wanted = isHead ? ReadBuffer.headCapacity : ReadBuffer.capacity
        let count = unsafe recv(Int32(index), readBuffer.base, wanted, 0)
        if count < wanted && !table[index].flags.contains(.readClosed) {
            table[index].flags.remove(.canRead)
        }
        guard count > 0 else {
            let reason = count < 0 ? errno : 0
            table[index].flags.remove(.canRead)
            if reason == EINTR { table[index].flags.insert(.canRead) }
            if reason == EAGAIN || reason == EINTR { return .bytes }
            endOfInput(index, isReset: reason != 0)
            return .other
        }
        let received = unsafe UnsafeBufferPointer(start: readBuffer.base, count: count)
        if !table[index].input.isEmpty {
            unsafe table[index].input.append(contentsOf: received)
            return useInput(index, &share)
        }
        var used = 0
        let pause = unsafe use(index, received, &used, &share)
        guard isOpen(index, generation) else { return .other }
        if used < count { table[index].input = unsafe Array(received[used...]) }
        return pause
    }

    /// Uses what was left over, or asks the phase what it waits for.
    private func useInput(_ index: Int, _ share: inout Int) -> Pause {
        if table[index].phase == .idle && table[index].input.isEmpty && table[index].spill.isEmpty { return .bytes }
        let generation = table[index].generation
        var held: [UInt8] = []
        swap(&held, &table[index].input)
        var used = 0
        let pause = unsafe held.withUnsafeBufferPointer { unsafe use(index, $0, &used, &share) }
        guard isOpen(index, generation), used < held.count else { return pause }
        if used > 0 { held.removeFirst(used) }
        swap(&held, &table[index].input)
        return pause
    }

    /// Takes bytes of a connection as far as its phase allows.
    ///
    /// - Parameter used: how many were taken.
    private func use(
        _ index: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ used: inout Int, _ share: inout Int
    ) -> Pause {
        while true {
            switch table[index].phase {
            case .idle, .head:
                if output.count >= configuration.writeBufferBytes { flush(index) }
                guard table[index].phase != .free, table[index].spill.isEmpty else { return .other }
                guard used < bytes.count else { return .bytes }
                guard share > 0 else { return .turn }
                let rest = unsafe UnsafeBufferPointer(rebasing: bytes[used...])
                guard unsafe readHead(index, rest, &used) else { return .bytes }
                share -= 1
            case .handling:
                guard let body = table[index].body, body.isReading else { return .other }
                if unsafe !feed(body, bytes, &used) {
                    table[index].deadline = patience(with: body)
                    return .bytes
                }
            case .dropping:
                guard let body = table[index].body else { return .other }
                if unsafe !drop(index, body, bytes, &used) { return .bytes }
            case .lingering:
                used = bytes.count
                return .bytes
            case .free, .streaming, .closing: return .other
            }
        }
    }

    /// - Returns: false when the head is not complete.
    private func readHead(_ index: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ used: inout Int) -> Bool {
        if table[index].parser == nil, let known = unsafe knownHeads.find(bytes), answerAgain(index, known) {
            used += known.bytes.count
            return true
        }
        let outcome: HTTPParser.Outcome
        if let partial = table[index].parser {
            outcome = unsafe partial.parser.parse(bytes)
        } else {
            outcome = unsafe parser.parse(bytes)
        }
        switch outcome {
        case .needMore:
            if table[index].parser == nil {
                table[index].parser = PartialHead(parser)
                parser = HTTPParser(configuration)
                table[index].phase = .head
                table[index].deadline = loop.now &+ configuration.headTimeout
            }
            return false
        case .head(let consumed):
            used += consumed
            let partial = table[index].parser
            table[index].parser = nil
            if let partial { swap(&parser, &partial.parser) }
            unsafe begin(index, bytes, consumed, &used)
            // It may have other limits than those in force now.
            if let partial { swap(&parser, &partial.parser) }
        case .refused(let refused):
            refuseHead(index, refused)
        }
        parser.reset()
        return true
    }

    /// The client has sent its last byte, or is gone.
    private func endOfInput(_ index: Int, isReset: Bool) {
        if isReset { return close(index) }
        switch table[index].phase {
        case .handling:
            // It may have closed one side only: the answer still goes out.
            table[index].flags.remove(.keepsAlive)
            table[index].body?.isCutOff = true
            table[index].body?.resolve(.failure(.disconnected))
        case .idle, .head, .dropping: table[index].phase = .closing
        case .lingering: close(index)
        case .free, .streaming, .closing: break
        }
    }
}
