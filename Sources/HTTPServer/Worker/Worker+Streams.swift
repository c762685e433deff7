internal import CLinux
internal import EventLoop
internal import Glibc
internal import HTTPCore
internal import Synchronization

/// Streaming responses: bytes are pulled from the source while the socket takes them, so at most one chunk waits.
extension Worker {
    private enum Sending {
        case all
        case blocked
        case failed
    }

    /// Begins a stream that has a place among the open ones.
    func openStream(_ index: Int, _ source: any HTTPStreamSource, _ status: Int, isChunked: Bool) {
        let name = table[index].name(index)
        flush(index)
        guard isCurrent(name) else { return counters.streamClosed() }
        guard !table[index].flags.contains(.readClosed) else {
            counters.streamClosed()
            return close(index)
        }
        ListeningSocket.set(
            Int32(index), Int32(IPPROTO_TCP), TCP_NOTSENT_LOWAT, Int32(clamping: configuration.streamUnsentBytes))
        let stream = OpenStream(source, StreamSink(self, name), status, isChunked: isChunked)
        table[index].stream = stream
        table[index].phase = .streaming
        table[index].deadline = .max
        counters.streamOpened()
        source.opened(by: stream.sink)
        if isStopping { stream.finish() }
        pump(index)
    }

    func pump(_ index: Int) {
        var share = 4
        pump(index, &share)
    }

    /// Sends what the source has, until the socket is full, the source waits, or the share is used up.
    func pump(_ index: Int, _ share: inout Int) {
        guard let stream = table[index].stream, !stream.isBlocked, table[index].spill.isEmpty else { return }
        while true {
            if stream.isSending {
                switch sendChunk(index, stream) {
                case .all: break
                case .blocked:
                    stream.isBlocked = true
                    return
                case .failed: return close(index)
                }
                let isEnd = stream.isLast
                stream.sentAll()
                if isEnd { return endStream(index, stream) }
                if stream.isSending { continue }
            }
            guard share > 0 else { return continueNextTurn(index) }
            stream.sink.served()
            switch stream.source.next() {
            case .write(let bytes): stream.begin(bytes, isLast: false)
            case .end(let bytes): stream.begin(bytes, isLast: true)
            case .wait: return
            }
            share -= 1
        }
    }

    private func endStream(_ index: Int, _ stream: OpenStream) {
        log(index, status: stream.status, bytes: stream.sentBytes)
        table[index].stream = nil
        counters.streamClosed()
        if isStopping { table[index].flags.remove(.keepsAlive) }
        endExchange(index)
        stream.source.closed()
    }

    /// One gathering send of size line, bytes and line end.
    private func sendChunk(_ index: Int, _ stream: OpenStream) -> Sending {
        stream.renderHead(into: &chunkHead)
        let tail = stream.tail
        let total = chunkHead.count + stream.chunk.count + tail.utf8CodeUnitCount
        while stream.sent < total {
            let sent = unsafe chunkHead.withUnsafeBytes { head in
                unsafe stream.chunk.withUnsafeBytes { body in
                    let end = unsafe UnsafeRawBufferPointer(start: tail.utf8Start, count: tail.utf8CodeUnitCount)
                    return unsafe gather(Int32(index), stream.sent, head, body, end)
                }
            }
            if sent < 0 && errno == EINTR { continue }
            if sent < 0 && errno != EAGAIN { return .failed }
            stream.sent += max(0, sent)
            guard stream.sent < total else { break }
            if sent > 0 || table[index].writeDeadline == .max { watchReader(index) }
            return .blocked
        }
        table[index].writeDeadline = .max
        return .all
    }

    private func gather(
        _ descriptor: Int32, _ skipped: Int, _ head: UnsafeRawBufferPointer, _ body: UnsafeRawBufferPointer,
        _ tail: UnsafeRawBufferPointer
    ) -> Int {
        unsafe withUnsafeTemporaryAllocation(of: iovec.self, capacity: 3) { parts in
            var skip = skipped
            var count = 0
            for part in 0..<3 {
                let piece = unsafe part == 0 ? head : part == 1 ? body : tail
                let start = min(skip, piece.count)
                skip -= start
                guard start < piece.count else { continue }
                let rest = unsafe UnsafeRawBufferPointer(rebasing: piece[start...])
                let base = unsafe UnsafeMutableRawPointer(mutating: rest.baseAddress)
                unsafe parts.initializeElement(at: count, to: iovec(iov_base: base, iov_len: rest.count))
                count += 1
            }
            var message = unsafe msghdr()
            unsafe message.msg_iov = parts.baseAddress
            unsafe message.msg_iovlen = count
            return unsafe sendmsg(descriptor, &message, Int32(MSG_NOSIGNAL))
        }
    }

    // MARK: Waking

    /// Remembers that a stream has something to send, and tells the loop once for all of them. From any thread.
    func wake(_ name: ConnectionName) {
        let announces = wakes.withLock { list in
            list.names.append(name)
            defer { list.isAnnounced = true }
            return !list.isAnnounced
        }
        if announces { loop.submit { self.serveWoken() } }
    }

    /// Serves woken streams, a bounded number in each turn, so that small requests find a gap.
    private func serveWoken() {
        // Work submitted in a turn may still run in it.
        guard loop.now != wokenTurn else {
            loop.schedule(after: 0) { self.serveWoken() }
            return
        }
        wokenTurn = loop.now
        wakes.withLock { list in
            woken.append(contentsOf: list.names)
            list.names.removeAll(keepingCapacity: true)
        }
        var share = configuration.streamSendsPerTurn
        while share > 0, let name = woken.next() {
            guard isCurrent(name), table[Int(name.descriptor)].phase == .streaming else { continue }
            pump(Int(name.descriptor), &share)
            if isCurrent(name) { advance(Int(name.descriptor)) }
        }
        let goesOn = wakes.withLock { list in
            list.isAnnounced = !woken.isEmpty || !list.names.isEmpty
            return list.isAnnounced
        }
        if goesOn { loop.schedule(after: 0) { self.serveWoken() } }
    }
}
