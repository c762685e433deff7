internal import HTTPCore

/// Names a request on a connection: completions and wake-ups of earlier owners of a descriptor fall on deaf ears.
struct ConnectionName: Sendable, Equatable {
    let descriptor: Int32
    let generation: UInt32
    let serial: UInt32
}

/// The state of one connection: plain data in a table indexed by descriptor. While it is idle, nothing of it is on the
/// heap but a long X-Request-Id that its last request gave.
///
/// The table has an entry for each descriptor up to the highest that was ever a connection of this loop, so it is bounded
/// by the limit of open files.
struct Connection {
    enum Phase: UInt8 {
        /// No connection here.
        case free
        /// Between requests.
        case idle
        /// Part of a head has come.
        case head
        /// A handler is at work; its request's body may be on its way.
        case handling
        /// Answered; what is left of the body is read and dropped.
        case dropping
        case streaming
        /// The last answer is on its way out.
        case closing
        /// Half-closed by us; what the client still sends is dropped.
        case lingering
    }

    struct Flags: OptionSet {
        let rawValue: UInt16
        /// The socket may have bytes, or an end, that were not read.
        static let canRead = Flags(rawValue: 1)
        /// The client has sent its last byte, so only a read of 0 bytes means that all is read.
        static let readClosed = Flags(rawValue: 2)
        static let keepsAlive = Flags(rawValue: 4)
        static let isHead = Flags(rawValue: 8)
        static let isHTTP10 = Flags(rawValue: 16)
        /// Beyond the maximum of connections: the next request gets 503.
        static let overloaded = Flags(rawValue: 32)
        /// Bytes of the client may come after the last answer: read them before closing.
        static let lingers = Flags(rawValue: 64)
        /// A request has come on this connection.
        static let used = Flags(rawValue: 128)
        /// Waits in the loop's ready list.
        static let deferred = Flags(rawValue: 256)
        /// Beyond the maximum of its client: the next request gets 503.
        static let crowded = Flags(rawValue: 512)
        /// Counts against the maximum of its client.
        static let counted = Flags(rawValue: 1024)
        /// A peer whose word about a client's address is taken.
        static let trustedProxy = Flags(rawValue: 2048)

        /// What a request's head decides.
        static let ofRequest: Flags = [.isHead, .isHTTP10, .keepsAlive]
        /// Beyond one maximum or another: `Worker.overload` tells which.
        static let unwelcome: Flags = [.overloaded, .crowded]
    }

    var generation: UInt32 = 0
    /// Counts the requests; names the one in flight.
    var serial: UInt32 = 0
    var phase = Phase.free
    var flags: Flags = []
    /// When the phase has lasted too long, by the loop's clock.
    var deadline = UInt64.max
    /// When to look whether the client still takes what waits for it.
    var writeDeadline = UInt64.max
    /// How many bytes waited for the client at the last look, the kernel's included.
    var writeMark = 0
    var address = ClientAddress.unix
    var requestID = RequestID.made(0)
    /// Bytes that came and were not used yet: at most a head, which the parser bounds, and one read. While a handler is
    /// at work or an answer waits, nothing more is read.
    var input: [UInt8] = []
    /// The parser of a head that came in parts; its slots are bounded by `fieldCount`.
    var parser: PartialHead?
    /// Answers that the socket did not take; the first `spillSent` bytes have gone. No request is parsed meanwhile, so
    /// it holds `writeBufferBytes` and one answer at most, however many requests were pipelined.
    var spill: [UInt8] = []
    var spillSent = 0
    var body: IncomingBody?
    /// What is to be logged of the request in flight; nil when nothing is.
    var note: RequestNote?
    var stream: OpenStream?

    func name(_ index: Int) -> ConnectionName {
        ConnectionName(descriptor: Int32(index), generation: generation, serial: serial)
    }
}

/// A box, so that the table need not hold a parser for every connection.
final class PartialHead {
    var parser: HTTPParser
    init(_ parser: HTTPParser) { self.parser = parser }
}

/// 64 KiB that all reads of a loop share.
@safe final class ReadBuffer {
    static let capacity = 64 * 1024
    /// The most that is read at once between bodies: room for a head as long as the default limits allow. What was read
    /// too much stays with the connection as long as its request is in flight, so it must be little.
    static let headCapacity = 32 * 1024
    let base = UnsafeMutablePointer<UInt8>.allocate(capacity: ReadBuffer.capacity)
    deinit { unsafe base.deallocate() }
}
