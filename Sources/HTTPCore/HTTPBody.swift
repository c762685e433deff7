/// How much of a body a reader wants.
public enum HTTPBodyDemand: Sendable, Equatable {
    /// All of it, of so many bytes at most.
    case whole(limit: Int)
    /// What comes next; nothing when the body has ended.
    case next
}

/// The body of a request.
public enum HTTPBody: Sendable {
    /// Already whole, possibly empty.
    case bytes([UInt8])
    /// Arriving on a connection. Length is its Content-Length in bytes, nil when chunked.
    case incoming(length: Int?, read: @Sendable (HTTPBodyDemand) async throws(HTTPBodyError) -> [UInt8])

    /// The whole body.
    ///
    /// - Throws: `.tooLarge` as soon as more than `limit` bytes are announced or have come; the others as the
    ///   connection fails.
    public func collect(limit: Int) async throws(HTTPBodyError) -> [UInt8] {
        switch self {
        case .bytes(let bytes):
            guard bytes.count <= limit else { throw .tooLarge }
            return bytes
        case .incoming(let length, let read):
            if let length, length > limit { throw .tooLarge }
            return try await read(.whole(limit: limit))
        }
    }

    /// Whether a body was announced and is not known to be empty.
    public var isPresent: Bool {
        switch self {
        case .bytes(let bytes): !bytes.isEmpty
        case .incoming(let length, _): length != 0
        }
    }
}

/// Why a request's body could not be read.
public enum HTTPBodyError: Error, Sendable {
    /// More bytes than the limit (413).
    case tooLarge
    /// Did not arrive in time (408).
    case timedOut
    /// The server holds as much of other bodies as it may (503).
    case exhausted
    /// Broken framing (400).
    case malformed
    /// The client went away; no answer will reach it.
    case disconnected
}
