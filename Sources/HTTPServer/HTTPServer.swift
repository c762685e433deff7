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
    private let listeners = Mutex<[Listener]>([])
    private let handshakeGrace: UInt64
    private let logWriter: AccessLogWriter
    private let stopTimeout: Atomic<UInt64>

    /// - Parameter loops: at least one; started by the caller, before or after.
    package init(
        configuration: HTTPServerConfiguration, loops: [EventLoop], counters: ServerCounters = ServerCounters(),
        responder: some HTTPResponder
    ) {
        precondition(!loops.isEmpty, "A server needs a loop")
        self.counters = counters
        let addresses = AddressCounts()
        let logWriter = AccessLogWriter(descriptor: configuration.accessLogDescriptor, counters)
        self.logWriter = logWriter
        handshakeGrace = configuration.handshakeGrace
        stopTimeout = Atomic(configuration.stopTimeout)
        workers = loops.map { loop in
            Worker(
                loop: loop, configuration: configuration, counters: counters, addresses: addresses,
                logWriter: logWriter, responder: responder)
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
        accept(from: listener)
        return listener.port ?? port
    }

    /// Listens on a Unix socket. Its file is replaced when its server is gone, has mode 0660, and is removed by `stop`.
    ///
    /// - Parameter socket: the path, of at most 107 bytes.
    package func listen(socket path: String) throws(ListenError) { accept(from: try SocketFile.open(path: path)) }

    private func accept(from listener: Listener) {
        listeners.withLock { $0.append(listener) }
        for worker in workers {
            worker.loop.submit { worker.listen(listener.descriptor) }
        }
    }

    /// Puts other limits and deadlines into force, for all that begins from now on. Connections, and requests and
    /// streams in flight, go on.
    package func reload(_ configuration: HTTPServerConfiguration) async {
        stopTimeout.store(configuration.stopTimeout, ordering: .relaxed)
        await onEachWorker { worker, done in
            worker.reload(configuration)
            done()
        }
    }

    /// Stops: accepts no more, answers what is in flight, lets streams send their last bytes, closes idle connections.
    ///
    /// - Parameter grace: nanoseconds after which the rest is cut off; the configuration's `stopTimeout` when left out.
    package func stop(grace: UInt64? = nil) async {
        let grace = grace ?? stopTimeout.load(ordering: .relaxed)
        let listeners = listeners.withLock { listeners in
            defer { listeners = [] }
            return listeners
        }
        for listener in listeners { listener.refuseNewConnections() }
        await onEachWorker { worker, done in
            worker.beginStop()
            done()
        }
        let wait = listeners.contains { $0.file == nil } ? min(handshakeGrace, grace) : 0
        if wait > 0 { await workers[0].loop.sleep(nanoseconds: wait) }
        await onEachWorker { worker, done in
            worker.stopListening()
            done()
        }
        for listener in listeners { close(listener.descriptor) }
        await onEachWorker { worker, done in worker.stop(grace: grace - wait, done) }
        await endLog()
    }

    /// Lets the last lines of the access log be written; whoever does not read them is not waited for long.
    private func endLog() async {
        logWriter.end()
        for _ in 0..<HTTPServer.logLooks where !logWriter.isIdle {
            await workers[0].loop.sleep(nanoseconds: HTTPServer.logPatience / HTTPServer.logLooks)
        }
        logWriter.giveUp()
    }

    /// How long a stop waits for the access log to be written, nanoseconds: 1 s.
    private static let logPatience: UInt64 = 1_000_000_000
    private static let logLooks: UInt64 = 200

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
