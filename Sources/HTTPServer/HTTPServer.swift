package import EventLoop
internal import Glibc
package import HTTPCore
internal import Synchronization

/// An HTTP/1.1 server (RFC 9110, RFC 9112) on event loops.
///
/// Every loop accepts from the same listening sockets and keeps what it accepts. The loops must run as long as the
/// server, and outlive the handlers that it started.
package final class HTTPServer: Sendable {
    /// What each loop's tables hold for a descriptor, bytes.
    package static let tableBytesPerConnection = MemoryLayout<Connection>.stride + EventLoop.tableBytesPerDescriptor

    package let counters: ServerCounters
    private let workers: [Worker]
    private let listeners = Mutex<[Int32]>([])

    /// - Parameter loops: at least one; started by the caller, before or after.
    package init(
        configuration: HTTPServerConfiguration, loops: [EventLoop], counters: ServerCounters = ServerCounters(),
        responder: some HTTPResponder
    ) {
        precondition(!loops.isEmpty, "A server needs a loop")
        self.counters = counters
        let addresses = AddressCounts()
        workers = loops.map { loop in
            Worker(
                loop: loop, configuration: configuration, counters: counters, addresses: addresses,
                responder: responder)
        }
    }

    /// Listens on one more address.
    ///
    /// - Parameters:
    ///   - host: an IPv4 or IPv6 address, or `localhost` (127.0.0.1). `::` takes IPv4 too.
    ///   - port: 0 lets the kernel choose.
    /// - Returns: the port.
    @discardableResult
    package func listen(host: String, port: UInt16) throws(ListenError) -> UInt16 {
        let listener = try ListeningSocket.open(host: host, port: port)
        listeners.withLock { $0.append(listener.descriptor) }
        for worker in workers {
            worker.loop.submit { worker.listen(listener.descriptor) }
        }
        return listener.port
    }

    /// Stops: accepts no more, answers what is in flight, lets streams send their last bytes, closes idle connections.
    ///
    /// - Parameter grace: nanoseconds after which the rest is cut off. Default 10 s.
    package func stop(grace: UInt64 = 10_000_000_000) async {
        await onEachWorker { worker, done in
            worker.stopListening()
            done()
        }
        let descriptors = listeners.withLock { listeners in
            defer { listeners = [] }
            return listeners
        }
        for descriptor in descriptors { close(descriptor) }
        await onEachWorker { worker, done in worker.stop(grace: grace, done) }
    }

    /// Runs `body` on the loop of every worker at once, and waits until each has called what it was given.
    private func onEachWorker(_ body: @escaping @Sendable (Worker, @escaping @Sendable () -> Void) -> Void) async {
        let left = Countdown(workers.count)
        await withCheckedContinuation { continuation in
            for worker in workers {
                worker.loop.submit {
                    body(worker) { if left.reachesZero() { continuation.resume() } }
                }
            }
        }
    }
}

private final class Countdown: Sendable {
    private let left: Atomic<Int>

    init(_ count: Int) { left = Atomic(count) }

    func reachesZero() -> Bool { left.wrappingSubtract(1, ordering: .acquiringAndReleasing).newValue == 0 }
}
