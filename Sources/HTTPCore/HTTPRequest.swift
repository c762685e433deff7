/// A request whose head has been read. Its body is still on its way and is read when asked for.
public struct HTTPRequest: Sendable {
    public let message: RequestMessage
    public var body: HTTPBody
    /// The client's address as text, without port: IPv4, IPv6, or `unix`.
    public let clientAddress: String
    public let id: RequestID
    /// Where to tell the access log more; nil when there is none.
    public let note: RequestNote?

    /// As the engine reads it.
    public init(
        _ message: RequestMessage, body: HTTPBody, clientAddress: String, id: RequestID, note: RequestNote? = nil
    ) {
        self.note = note
        self.message = message
        self.body = body
        self.clientAddress = clientAddress
        self.id = id
    }

    /// From its parts, as tests have them.
    public init(
        method: String, path: String, query: String? = nil, fields: HTTPFields = HTTPFields(),
        body: HTTPBody = .bytes([]), context: RequestContext
    ) {
        let message = RequestMessage.make(method: method, path: path, query: query, fields: fields)
        self.init(message, body: body, clientAddress: context.clientAddress, id: context.id)
    }

    /// As it stood in the request line, in any spelling (methods are case-sensitive, RFC 9110 §9.1).
    public var method: String { message.text(message.layout.method) }
    /// The path of the target, still percent-encoded; begins with a slash, or is `*`.
    public var path: String { message.text(message.layout.path) }
    /// What followed the question mark, still percent-encoded; nil when there was none.
    public var query: String? { message.layout.query.map { message.text($0) } }
    public var fields: RequestFields { RequestFields(message) }
    public var context: RequestContext {
        RequestContext(clientAddress: clientAddress, id: id, fields: fields, note: note)
    }
}

/// What a handler may know of a request beside its contract.
public struct RequestContext: Sendable {
    /// The client's address as text, without port: IPv4, IPv6, or `unix`.
    public let clientAddress: String
    public let id: RequestID
    private let fields: RequestFields
    private let note: RequestNote?

    init(clientAddress: String, id: RequestID, fields: RequestFields, note: RequestNote?) {
        self.note = note
        self.clientAddress = clientAddress
        self.id = id
        self.fields = fields
    }

    /// Of a request without fields.
    public init(clientAddress: String, requestID: String) {
        let message = RequestMessage.make(method: "", path: "", query: nil, fields: [:])
        self.init(clientAddress: clientAddress, id: .given(requestID), fields: RequestFields(message), note: nil)
    }

    /// Tells the access log who asks. To be called by whoever has found it out for certain.
    public func isAsked(by user: String) { note?.user = user }

    /// 1 to 128 visible ASCII characters, accepted from X-Request-Id or made by the engine.
    public var requestID: String { id.text }
    /// The User-Agent field, at most 256 bytes of it, cut where a character begins: it is logged and stored as it came.
    public var userAgent: String? { fields["User-Agent"].map(RequestContext.shortened) }
    /// The Sec-CH-UA field: the browser's brands, where it tells them.
    public var brands: String? { fields["Sec-CH-UA"] }

    private static func shortened(_ text: String) -> String {
        guard text.utf8.count > 256 else { return text }
        var end = text.utf8.index(text.startIndex, offsetBy: 256)
        while end > text.startIndex, text.utf8[end] & 0xC0 == 0x80 { end = text.utf8.index(before: end) }
        return String(text[..<end])
    }
}
