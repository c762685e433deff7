internal import EventLoop
internal import HTTPCore

/// What a body decoder found.
package enum BodyStep: Sendable, Equatable {
    /// Body bytes, at this range of the buffer.
    case data(Range<Int>)
    case needMore
    /// The body has ended; what follows belongs to the next request.
    case whole
    case malformed
}

/// Delimits the body of a request (RFC 9112 §6), whatever its framing.
struct BodyDecoder: Sendable {
    private enum Framing: Sendable {
        case length(remaining: Int)
        case chunked(ChunkedDecoder)
    }

    private var framing: Framing

    init(length: Int) { framing = .length(remaining: length) }
    init(chunked configuration: HTTPServerConfiguration) { framing = .chunked(ChunkedDecoder(configuration)) }

    /// How many body bytes are still to come; nil when only the end will tell.
    var remaining: Int? {
        if case .length(let remaining) = framing { return remaining }
        return nil
    }

    mutating func next(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: inout Int) -> BodyStep {
        switch framing {
        case .length(0): return .whole
        case .length(let remaining):
            let count = min(remaining, bytes.count - offset)
            guard count > 0 else { return .needMore }
            let start = offset
            offset += count
            framing = .length(remaining: remaining - count)
            return .data(start..<offset)
        case .chunked(var decoder):
            let step = unsafe decoder.next(bytes, &offset)
            framing = .chunked(decoder)
            return step
        }
    }
}

/// The body of a request in flight, as far as it has come. Belongs to a loop.
final class IncomingBody {
    typealias Outcome = Result<[UInt8], HTTPBodyError>
    typealias Reader = CheckedContinuation<Outcome, Never>

    enum State {
        case unread
        /// A handler waits for the whole of it, or for what comes next.
        case reading(Reader, HTTPBodyDemand)
        /// All of it has come.
        case whole
        /// It cannot be read to its end: the connection must close.
        case broken
    }

    var decoder: BodyDecoder
    var state = State.unread
    var clock = ArrivalClock()
    /// What has come and was not handed over: at most what its reader wants and one read more. Its memory grows with
    /// the bytes that come, not with the length that is announced.
    var collected: [UInt8] = []
    /// Whether the client waits for `100 Continue` before it sends.
    var awaitsContinue = false
    /// Whether the client has sent its last byte.
    var isCutOff = false
    /// Whether its reader has asked for pieces.
    var isInPieces = false
    /// Whether some of it was read and dropped, as it was larger than its reader wanted.
    var isCutShort = false
    /// How much was read and dropped after an early answer, bytes.
    var dropped = 0

    /// What of it is told to the counters as held, bytes.
    private var held = 0
    private let counters: ServerCounters

    init(_ decoder: BodyDecoder, _ counters: ServerCounters) {
        self.decoder = decoder
        self.counters = counters
    }

    deinit { counters.holdsBody(-held) }

    /// Tells the counters how much of it is in memory, until it is gone as a whole.
    func holds(_ bytes: Int) {
        counters.holdsBody(bytes - held)
        held = bytes
    }

    var isReading: Bool {
        if case .reading = state { return true }
        return false
    }

    var isWhole: Bool {
        if case .whole = state { return true }
        return false
    }

    /// Ends the wait of a handler, if one waits.
    ///
    /// - Parameter hasMore: whether the handler may ask again.
    func resolve(_ outcome: Outcome, hasMore: Bool = false) {
        guard case .reading(let reader, _) = state else { return }
        clock.endWait(EventLoop.monotonicNow())
        switch outcome {
        case .success: state = hasMore ? .unread : .whole
        case .failure(.tooLarge): state = .unread
        case .failure: state = .broken
        }
        reader.resume(returning: outcome)
    }
}
