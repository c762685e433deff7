internal import HTTPCore
internal import Synchronization

/// A streaming response in progress. Belongs to a loop.
final class OpenStream {
    let source: any HTTPStreamSource
    let sink: StreamSink
    let status: Int
    /// Of chunks that have left whole; framing does not count.
    private(set) var sentBytes = 0
    /// Chunked, or to HTTP/1.0 bare.
    let isChunked: Bool
    /// The bytes in flight: shared with all streams that send the same, never copied.
    private(set) var chunk: [UInt8] = []
    /// How much of the chunk and its framing has left.
    var sent = 0
    private(set) var isSending = false
    /// The chunk in flight is the last one.
    private(set) var isLast = false
    /// The socket takes nothing; it will say when it does.
    var isBlocked = false
    /// The source's closing bytes, which wait for the chunk in flight.
    private var closingBytes: [UInt8]?

    init(_ source: any HTTPStreamSource, _ sink: StreamSink, _ status: Int, isChunked: Bool) {
        self.status = status
        self.source = source
        self.sink = sink
        self.isChunked = isChunked
    }

    func begin(_ bytes: [UInt8], isLast: Bool) {
        // An empty chunk would end the body (RFC 9112 §7.1).
        guard isLast || !bytes.isEmpty else { return }
        chunk = bytes
        sent = 0
        isSending = true
        self.isLast = isLast
    }

    /// The chunk in flight has left.
    func sentAll() {
        sentBytes += chunk.count
        chunk = []
        isSending = false
        guard let bytes = closingBytes, !isLast else { return }
        closingBytes = nil
        begin(bytes, isLast: true)
    }

    /// The server stops: asks the source for its closing bytes.
    func finish() {
        guard !isLast, closingBytes == nil else { return }
        let bytes = source.finish()
        if isSending { closingBytes = bytes } else { begin(bytes, isLast: true) }
    }

    /// The size line of the chunk in flight.
    func renderHead(into head: inout [UInt8]) {
        head.removeAll(keepingCapacity: true)
        guard isChunked, !chunk.isEmpty else { return }
        head.append(contentsOf: String(chunk.count, radix: 16).utf8)
        head.append(contentsOf: "\r\n".utf8)
    }

    /// What follows the chunk in flight.
    var tail: StaticString {
        guard isChunked else { return "" }
        if chunk.isEmpty { return isLast ? "0\r\n\r\n" : "" }
        return isLast ? "\r\n0\r\n\r\n" : "\r\n"
    }
}

/// What a source holds of its stream.
final class StreamSink: HTTPStreamSink {
    private let worker: Worker
    private let name: ConnectionName
    private let isWoken = Atomic<Bool>(false)

    init(_ worker: Worker, _ name: ConnectionName) {
        self.worker = worker
        self.name = name
    }

    func wake() {
        guard !isWoken.exchange(true, ordering: .acquiringAndReleasing) else { return }
        worker.wake(name)
    }

    /// The source is asked now: later calls of `wake` count again.
    func served() { isWoken.store(false, ordering: .releasing) }
}

/// Streams that were woken, from any thread. A stream is in it once at most, however often it is woken.
struct WakeList {
    var names: [ConnectionName] = []
    /// Whether the loop has been told.
    var isAnnounced = false
}
