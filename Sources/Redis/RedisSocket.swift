internal import CLinux
internal import EventLoop
internal import Glibc

/// Who hears of a socket. Called on its loop.
protocol RedisSocketOwner: AnyObject {
    /// The server let us in and answered PING.
    func socketOpened(_ socket: RedisSocket)
    /// A reply or a message, in the server's order.
    func socket(_ socket: RedisSocket, received value: RedisValue)
    /// The end, once, whether or not it was ever open.
    func socketClosed(_ socket: RedisSocket, _ reason: RedisError)
}

/// One connection from dialling to its end; never used again. The greeting is its own affair.
///
/// - Note: `@unchecked Sendable`: touched on its loop's thread only.
final class RedisSocket: EventSource, @unchecked Sendable {
    private enum State: Equatable { case idle, connecting, greeting, open, closed }

    private let endpoint: RedisEndpoint
    private let loop: EventLoop
    private let limits: RedisLimits
    private weak var owner: (any RedisSocketOwner)?

    private var state = State.idle
    private var descriptor: Int32 = -1
    private var isRegistered = false
    private var addresses: ArraySlice<SocketAddress> = []
    private var lastRefusal: RedisError?
    private var greeting = Greeting()
    private var reader: RESPReader?
    private var incoming: [UInt8] = []
    private var outgoing: [UInt8] = []
    private var sent = 0
    private var willFlush = false
    private var deadline: TimerID?

    init(_ endpoint: RedisEndpoint, loop: EventLoop, limits: RedisLimits, owner: any RedisSocketOwner) {
        self.endpoint = endpoint
        self.loop = loop
        self.limits = limits
        self.owner = owner
    }

    /// Milliseconds since 1970 on the server's clock, when the socket opened.
    var serverTime: Int64 { greeting.serverTime }

    /// Bytes that the kernel has not taken yet.
    var queuedBytes: Int { outgoing.count - sent }

    func open() {
        state = .connecting
        deadline = loop.schedule(after: limits.connectDeadline) { [weak self] in self?.openTimedOut() }
        AddressLookup.find(endpoint.address, on: loop) { [self] result in
            guard state == .connecting else { return }
            switch result {
            case .failure(let error):
                close(.unavailable("cannot reach \(endpoint): \(error.detail); \(endpoint.advice)"))
            case .success(let found):
                addresses = found[...]
                dialNext()
            }
        }
    }

    /// Queues bytes; all bytes of one turn leave in one write.
    func send(_ bytes: [UInt8]) {
        guard state == .open else { return }
        outgoing.append(contentsOf: bytes)
        guard !willFlush else { return }
        willFlush = true
        loop.atEndOfTurn { [self] in
            willFlush = false
            flush()
        }
    }

    func close(_ reason: RedisError) {
        guard state != .closed else { return }
        state = .closed
        if let deadline { loop.cancel(deadline) }
        closeDescriptor()
        outgoing = []
        owner?.socketClosed(self, reason)
    }

    func ready(_ descriptor: Int32, generation: UInt32, events: Readiness) {
        guard owner != nil else { return close(.unavailable("nobody uses this connection to \(endpoint) any more")) }
        if state == .connecting {
            finishDialling(events)
            return
        }
        if events.contains(.writable) { flush() }
        if !events.isDisjoint(with: [.readable, .readClosed, .hangUp, .failed]) {
            receive(toTheEnd: !events.isDisjoint(with: [.readClosed, .hangUp, .failed]))
        }
    }

    // MARK: Dialling

    private func openTimedOut() {
        guard state == .connecting || state == .greeting else { return }
        let milliseconds = limits.connectDeadline / 1_000_000
        close(.unavailable("\(endpoint) did not answer within \(milliseconds) ms; \(endpoint.advice)"))
    }

    private func dialNext() {
        guard let address = addresses.popFirst() else {
            let reason = lastRefusal?.detail ?? "no address"
            close(.unavailable("cannot reach \(endpoint): \(reason); \(endpoint.advice)"))
            return
        }
        descriptor = socket(address.family, SocketFlags.streamNonBlocking, 0)
        guard descriptor >= 0 else { return refuse(SystemError(call: "socket")) }
        if address.family != AF_UNIX {
            setOption(Int32(IPPROTO_TCP), TCP_NODELAY)
            setOption(SOL_SOCKET, SO_KEEPALIVE)
        }
        let status = address.connect(descriptor)
        guard status == 0 || errno == EINPROGRESS else { return refuse(SystemError(call: "connect")) }
        do {
            // The first event comes by itself: a descriptor that is ready when added counts as an edge.
            _ = try loop.register(descriptor, self)
            isRegistered = true
        } catch { refuse(error) }
    }

    private func refuse(_ error: SystemError) {
        lastRefusal = .unavailable(error.description)
        closeDescriptor()
        dialNext()
    }

    private func finishDialling(_ events: Readiness) {
        var code: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        let status = unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
        guard status == 0, code == 0 else { return refuse(SystemError(call: "connect", code: code)) }
        guard events.contains(.writable) else { return }
        reader = RESPReader(limits: limits)
        incoming = [UInt8](repeating: 0, count: 64 << 10)
        state = .greeting
        do {
            outgoing = try greeting.begin(endpoint)
            flush()
        } catch { close(error) }
    }

    private func setOption(_ level: Int32, _ name: Int32) {
        var on: Int32 = 1
        _ = unsafe setsockopt(descriptor, level, name, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    private func closeDescriptor() {
        guard descriptor >= 0 else { return }
        if isRegistered { loop.deregister(descriptor) }
        isRegistered = false
        _ = Glibc.close(descriptor)
        descriptor = -1
    }

    // MARK: Bytes

    private func flush() {
        while state == .open || state == .greeting, sent < outgoing.count {
            let count = unsafe outgoing.withUnsafeBytes { bytes in
                unsafe Glibc.send(
                    descriptor, bytes.baseAddress.map { unsafe $0 + sent }, bytes.count - sent, SocketFlags.noSignal)
            }
            if count >= 0 {
                sent += count
            } else if errno == EAGAIN {
                break
            } else if errno != EINTR {
                return lost(SystemError(call: "send"))
            }
        }
        if sent == outgoing.count {
            // A burst may have made the buffer large: give it back.
            outgoing.removeAll(keepingCapacity: outgoing.count <= 1 << 20)
            sent = 0
        } else if sent > 1 << 20 {
            outgoing.removeFirst(sent)
            sent = 0
        }
    }

    /// Reads what there is, in bounded portions so that a flood of replies leaves the loop to others in between.
    private func receive(toTheEnd: Bool) {
        for _ in 0..<16 {
            guard state == .open || state == .greeting else { return }
            let count = unsafe incoming.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
            if count > 0 {
                deliver(count)
                if count < incoming.count && !toTheEnd { return }
            } else if count == 0 {
                return close(.unavailable("\(endpoint) closed the connection"))
            } else if errno == EAGAIN {
                return
            } else if errno != EINTR {
                return lost(SystemError(call: "recv"))
            }
        }
        loop.submit { self.receive(toTheEnd: toTheEnd) }
    }

    private func deliver(_ count: Int) {
        do throws(RedisError) {
            guard let reader else { return }
            try reader.feed(incoming, count: count)
            while state == .open || state == .greeting, let value = try reader.next() {
                if state == .open {
                    owner?.socket(self, received: value)
                } else if try greeting.answered(value, endpoint) {
                    opened()
                }
            }
        } catch {
            close(error)
        }
    }

    private func opened() {
        state = .open
        if let deadline { loop.cancel(deadline) }
        owner?.socketOpened(self)
    }

    private func lost(_ error: SystemError) { close(.unavailable("the connection to \(endpoint) was lost (\(error))")) }
}
