internal import CLinux
internal import EventLoop
internal import Glibc

/// Accepts connections of one listening socket for one worker.
final class Acceptor: EventSource {
    /// More wait for the next turn, or for another loop.
    private static let acceptsPerTurn = 16

    let descriptor: Int32
    private let worker: Worker

    init(_ descriptor: Int32, _ worker: Worker) {
        self.descriptor = descriptor
        self.worker = worker
    }

    func ready(_ descriptor: Int32, generation: UInt32, events: Readiness) {
        _ = accept(atMost: Acceptor.acceptsPerTurn)
    }

    /// - Returns: whether there may be more.
    func accept(atMost limit: Int) -> Bool {
        for _ in 0..<limit {
            var storage = sockaddr_storage()
            let accepted = ListeningSocket.accept(descriptor, &storage)
            guard accepted < 0 else {
                worker.open(accepted, address: ClientAddress(storage))
                continue
            }
            switch errno {
            case ECONNABORTED, EINTR: continue
            case EMFILE, ENFILE, ENOBUFS, ENOMEM:
                // A level-triggered listener would spin until a descriptor is free.
                worker.pause(self)
                return false
            default: return false
            }
        }
        return true
    }
}

/// The beginning and the end of accepting.
extension Worker {
    func listen(_ descriptor: Int32) {
        let acceptor = Acceptor(descriptor, self)
        acceptors.append(acceptor)
        watch(acceptor)
    }

    private func watch(_ acceptor: Acceptor) {
        do throws(SystemError) {
            try loop.registerListener(acceptor.descriptor, acceptor)
        } catch {
            retry(acceptor)
        }
    }

    func pause(_ acceptor: Acceptor) {
        loop.deregister(acceptor.descriptor)
        retry(acceptor)
    }

    private func retry(_ acceptor: Acceptor) {
        let descriptor = acceptor.descriptor
        loop.schedule(after: 100_000_000) {
            guard let acceptor = self.acceptors.first(where: { $0.descriptor == descriptor }) else { return }
            self.watch(acceptor)
        }
    }

    /// From now on each answer is the last of its connection; what waits for a request ends.
    func beginStop() {
        isStopping = true
        for index in table.indices where table[index].phase != .free { retire(index) }
    }

    /// Stops accepting, after taking what has already connected.
    func stopListening() {
        for acceptor in acceptors {
            while acceptor.accept(atMost: 64) {}
            loop.deregister(acceptor.descriptor)
        }
        acceptors = []
    }

    /// Calls `done` when no connection is left.
    ///
    /// - Parameter grace: nanoseconds until the rest is cut off.
    func stop(grace: UInt64, _ done: @escaping @Sendable () -> Void) {
        whenStopped.append(done)
        guard openCount > 0 else { return finishStopWhenEmpty() }
        // The regular look at the deadlines may come much later than the end of this grace.
        loop.schedule(after: configuration.firstRequestGrace &+ 1_000_000) { self.sweep() }
        loop.schedule(after: grace) {
            for index in self.table.indices { self.close(index) }
        }
    }

    private func retire(_ index: Int) {
        switch table[index].phase {
        case .idle:
            // A request may have come while this one was not looking: it is answered, and told to go.
            var byte: UInt8 = 0
            let flags = Int32(MSG_PEEK | MSG_DONTWAIT)
            if unsafe !table[index].input.isEmpty || recv(Int32(index), &byte, 1, flags) > 0 {
                table[index].flags.insert(.canRead)
                advance(index)
            } else if table[index].flags.contains(.used) {
                end(index)
            } else {
                table[index].deadline = loop.now &+ configuration.firstRequestGrace
            }
        case .streaming:
            table[index].stream?.finish()
            pump(index)
            advance(index)
        case .free, .head, .handling, .dropping, .closing, .lingering: break
        }
    }

    /// Ends a connection between two requests. The last answer may still be on its way: then it gets there first.
    private func end(_ index: Int) {
        guard !table[index].spill.isEmpty || vellum_unacknowledged(Int32(index)) > 0 else { return close(index) }
        table[index].flags.insert(.lingers)
        table[index].phase = .closing
        table[index].deadline = .max
        advance(index)
    }

    func finishStopWhenEmpty() {
        guard openCount == 0 else { return }
        accessLog.flush()
        var callbacks: [@Sendable () -> Void] = []
        swap(&callbacks, &whenStopped)
        for callback in callbacks { callback() }
    }
}
