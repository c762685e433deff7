/// A request whose head has been read. Its body is still on its way and is read when asked for.
package struct HTTPRequest: Sendable {
    /// As it stood in the request line, in any spelling (methods are case-sensitive, RFC 9110 §9.1).
    package var method: String
    /// The path of the target, still percent-encoded; begins with a slash, or is `*`.
    package var path: String
    /// What followed the question mark, still percent-encoded; nil when there was none.
    package var query: String?
    package var fields: HTTPFields
    package var body: HTTPBody
    package var context: RequestContext

    package init(
        method: String, path: String, query: String? = nil, fields: HTTPFields = HTTPFields(),
        body: HTTPBody = .bytes([]), context: RequestContext
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.fields = fields
        self.body = body
        self.context = context
    }
}

/// What a handler may know of a request beside its contract.
package struct RequestContext: Sendable {
    /// The client's address as text, without port: IPv4, IPv6, or `unix`.
    package let clientAddress: String
    /// 1 to 128 visible ASCII characters, accepted from X-Request-Id or made by the engine.
    package let requestID: String
    /// The User-Agent field, at most 256 bytes of it.
    package let userAgent: String?
    /// The Sec-CH-UA field: the browser's brands, where it tells them.
    package let brands: String?

    package init(clientAddress: String, requestID: String, userAgent: String? = nil, brands: String? = nil) {
        self.clientAddress = clientAddress
        self.requestID = requestID
        self.userAgent = userAgent
        self.brands = brands
    }
}

/// How much of a body a reader wants.
package enum HTTPBodyDemand: Sendable, Equatable {
    /// All of it, of so many bytes at most.
    case whole(limit: Int)
    /// What comes next; nothing when the body has ended.
    case next
}

/// The body of a request.
package enum HTTPBody: Sendable {
    /// Already whole, possibly empty.
    case bytes([UInt8])
    /// Arriving on a connection. Length is its Content-Length in bytes, nil when chunked.
    case incoming(length: Int?, read: @Sendable (HTTPBodyDemand) async throws(HTTPBodyError) -> [UInt8])

    /// The whole body.
    ///
    /// - Throws: `.tooLarge` as soon as more than `limit` bytes are announced or have come; the others as the
    ///   connection fails.
    package func collect(limit: Int) async throws(HTTPBodyError) -> [UInt8] {
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
    package var isPresent: Bool {
        switch self {
        case .bytes(let bytes): !bytes.isEmpty
        case .incoming(let length, _): length != 0
        }
    }
}

/// Why a request's body could not be read.
package enum HTTPBodyError: Error, Sendable {
    /// More bytes than the limit (413).
    case tooLarge
    /// Did not arrive in time (408).
    case timedOut
    /// Broken framing (400).
    case malformed
    /// The client went away; no answer will reach it.
    case disconnected
}
