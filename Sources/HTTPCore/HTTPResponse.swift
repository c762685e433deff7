/// An answer. The engine adds Date, Content-Length or Transfer-Encoding, Connection and X-Request-Id.
public struct HTTPResponse: Sendable {
    public enum Body: Sendable {
        case none
        case bytes([UInt8])
        /// Bytes that come over time; sent chunked (RFC 9112 §7.1) until the source ends.
        case stream(any HTTPStreamSource)
    }

    public var status: Int
    public var fields: HTTPFields
    public var body: Body

    public init(status: Int, fields: HTTPFields = HTTPFields(), body: Body = .none) {
        self.status = status
        self.fields = fields
        self.body = body
    }

    /// Whether an answer of this status may have content at all (RFC 9110 §6.4.1).
    public var hasContent: Bool { status != 204 && status != 304 }
}

extension HTTPResponse {
    /// Says that another value of a request's field might have brought another answer (RFC 9110 §12.5.5).
    public mutating func vary(by name: String) {
        guard let others = fields["Vary"], !others.isEmpty else {
            fields["Vary"] = name
            return
        }
        let isSaid = others.split(separator: ",").contains { member in
            let member = member.drop { $0 == " " || $0 == "\t" }
            return member == "*" || member.lowercased() == name.lowercased()
        }
        if !isSaid { fields["Vary"] = others + ", " + name }
    }
}

/// Where the bytes of a streaming response come from.
///
/// The engine pulls: it asks for the next bytes only while the connection can take them, so a slow reader skips what
/// its source has replaced meanwhile, and nothing queues up behind it. All calls come from the connection's loop, one
/// at a time.
public protocol HTTPStreamSource: AnyObject, Sendable {
    /// The stream begins. `sink.wake()` may be called from now on, from any thread.
    func opened(by sink: any HTTPStreamSink)
    /// The next bytes; called until it answers `.wait`, and again after `wake()` or when the connection drained.
    func next() -> HTTPStreamStep
    /// The server is stopping: the last bytes to send, such as a closing boundary. `closed()` follows.
    func finish() -> [UInt8]
    /// The connection is gone or the stream has ended. No call follows.
    func closed()
}

public enum HTTPStreamStep: Sendable {
    case write([UInt8])
    /// Nothing now; the source calls `wake()` when there is.
    case wait
    /// The last bytes, possibly none.
    case end([UInt8])
}

/// The engine's side of a stream.
public protocol HTTPStreamSink: Sendable {
    /// Asks the engine to call `next()` soon. Cheap when repeated; ignored after the end.
    func wake()
}
