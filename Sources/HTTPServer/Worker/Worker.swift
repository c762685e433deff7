internal import EventLoop
internal import Glibc
internal import HTTPCore
internal import Synchronization

/// The HTTP side of one loop: its connections, their requests and answers.
///
/// `advance` reads, parses and answers one connection until its socket is dry, a handler is at work, or its share of
/// the turn is used up. Whoever stops early is on the ready list, since an edge-triggered descriptor gives no second
/// notice.
///
/// - Note: `@unchecked Sendable`: all mutable state is touched on `loop` only; `wakes` is synchronised.
final class Worker: EventSource, @unchecked Sendable {
    let loop: EventLoop
    private(set) var configuration: HTTPServerConfiguration
    let counters: ServerCounters
    let addresses: AddressCounts
    let answer: @Sendable (HTTPRequest) -> HTTPAnswer
    let refusal: @Sendable (Int, String, String) -> HTTPResponse

    let table = ConnectionTable()
    var openCount = 0
    /// The connection whose bytes are being worked on; its answers collect in `output`, which is sent from
    /// `writeBufferBytes` on, so that it holds these and one answer at most. -1 for none.
    var active = -1
    var output = OutputBuffer()
    let readBuffer = ReadBuffer()
    var parser: HTTPParser
    let knownHeads = KnownHeads()
    var dateLine = DateLine()
    var addressText = AddressText()
    let accessLog: AccessLog
    var requestIDs = RequestIDs(seed: UInt64.random(in: .min ... .max))
    /// Connections that go on in the next turn, each once.
    var readyList: [ConnectionName] = []
    var sweeps = false
    var acceptors: [Acceptor] = []
    var isStopping = false
    var whenStopped: [@Sendable () -> Void] = []

    let wakes = Mutex(WakeList())
    /// Streams woken and not served yet.
    var woken = ServeQueue<ConnectionName>()
    /// The turn in which streams were served last, by its clock.
    var wokenTurn: UInt64 = 0
    /// The size line of the chunk being sent.
    var chunkHead: [UInt8] = []

    init(
        loop: EventLoop, configuration: HTTPServerConfiguration, counters: ServerCounters,
        addresses: AddressCounts, logWriter: AccessLogWriter, responder: some HTTPResponder
    ) {
        self.loop = loop
        self.configuration = configuration
        self.counters = counters
        self.addresses = addresses
        answer = { responder.answer($0) }
        refusal = { responder.refusal(status: $0, code: $1, message: $2) }
        parser = HTTPParser(configuration)
        accessLog = AccessLog(configuration.accessLog, logWriter)
    }

    /// Other limits, for heads, bodies and waits that begin from now on.
    func reload(_ configuration: HTTPServerConfiguration) {
        self.configuration = configuration
        for index in table.indices where table[index].phase != .free {
            table[index].flags.remove(.trustedProxy)
            if isTrustedProxy(table[index].address) { table[index].flags.insert(.trustedProxy) }
        }
        // Between two heads it holds nothing: a head that came in parts has taken its parser along.
        parser = HTTPParser(configuration)
        if configuration.accessLog != accessLog.line.format { accessLog.change(to: configuration.accessLog) }
        knownHeads.forget()
    }

    // MARK: Connections

    /// Ends a connection at once, whatever it was doing.
    func close(_ index: Int) {
        guard table[index].phase != .free else { return }
        var connection = Connection()
        swap(&connection, &table[index])
        if active == index { output.removeAll() }
        loop.deregister(Int32(index))
        Glibc.close(Int32(index))
        openCount -= 1
        counters.closed()
        leave(connection)
        logEnd(of: connection)
        connection.body?.resolve(.failure(.disconnected))
        if let stream = connection.stream {
            counters.streamClosed()
            stream.source.closed()
        }
        if isStopping { finishStopWhenEmpty() }
    }

    func isCurrent(_ name: ConnectionName) -> Bool {
        let index = Int(name.descriptor)
        return table[index].generation == name.generation && table[index].serial == name.serial
            && table[index].phase != .free
    }

    func isOpen(_ index: Int, _ generation: UInt32) -> Bool {
        table[index].generation == generation && table[index].phase != .free
    }

    // MARK: Events

    func ready(_ descriptor: Int32, generation: UInt32, events: Readiness) {
        let index = Int(descriptor)
        guard index < table.count, isOpen(index, generation) else { return }
        if events.contains(.failed) || events.contains(.hangUp) {
            close(index)
            return
        }
        if events.contains(.readClosed) {
            // A half-close is no abort and still gets its answers; but nobody watches a stream from a closed window.
            if table[index].phase == .streaming {
                close(index)
                return
            }
            table[index].flags.insert(.readClosed)
        }
        if events.contains(.readable) || events.contains(.readClosed) { table[index].flags.insert(.canRead) }
        if events.contains(.writable) {
            sendSpill(index)
            table[index].stream?.isBlocked = false
        }
        guard isOpen(index, generation) else { return }
        if table[index].phase == .streaming { pump(index) }
        advance(index)
    }

    // MARK: The ready list

    /// Goes on with a connection in the next turn, after the other descriptors had theirs.
    func continueNextTurn(_ index: Int) {
        guard !table[index].flags.contains(.deferred) else { return }
        table[index].flags.insert(.deferred)
        readyList.append(table[index].name(index))
        guard readyList.count == 1 else { return }
        loop.schedule(after: 0) { self.serveReadyList() }
    }

    private func serveReadyList() {
        var list: [ConnectionName] = []
        swap(&list, &readyList)
        for name in list where isOpen(Int(name.descriptor), name.generation) {
            let index = Int(name.descriptor)
            table[index].flags.remove(.deferred)
            if table[index].phase == .streaming { pump(index) }
            advance(index)
        }
    }
}
