/// A request whose head has been read. Its body is still on its way and is read when asked for.
package struct HTTPRequest: Sendable {
    package let message: RequestMessage
    package var body: HTTPBody
    /// The client's address as text, without port: IPv4, IPv6, or `unix`.
    package let clientAddress: String
    package let id: RequestID

    /// As the engine reads it.
    package init(_ message: RequestMessage, body: HTTPBody, clientAddress: String, id: RequestID) {
        self.message = message
        self.body = body
        self.clientAddress = clientAddress
        self.id = id
    }

    /// From its parts, as tests have them.
    package init(
        method: String, path: String, query: String? = nil, fields: HTTPFields = HTTPFields(),
        body: HTTPBody = .bytes([]), context: RequestContext
    ) {
        let message = RequestMessage(method: method, path: path, query: query, fields: fields)
        self.init(message, body: body, clientAddress: context.clientAddress, id: context.id)
    }

    /// As it stood in the request line, in any spelling (methods are case-sensitive, RFC 9110 §9.1).
    package var method: String { message.text(message.method) }
    /// The path of the target, still percent-encoded; begins with a slash, or is `*`.
    package var path: String { message.text(message.path) }
    /// What followed the question mark, still percent-encoded; nil when there was none.
    package var query: String? { message.query.map { message.text($0) } }
    package var fields: RequestFields { RequestFields(message) }
    package var context: RequestContext { RequestContext(clientAddress: clientAddress, id: id, fields: fields) }
}

/// What a handler may know of a request beside its contract.
package struct RequestContext: Sendable {
    /// The client's address as text, without port: IPv4, IPv6, or `unix`.
    package let clientAddress: String
    package let id: RequestID
    private let fields: RequestFields

    init(clientAddress: String, id: RequestID, fields: RequestFields) {
        self.clientAddress = clientAddress
        self.id = id
        self.fields = fields
    }

    /// Of a request without fields.
    package init(clientAddress: String, requestID: String) {
        self.init(clientAddress: clientAddress, id: .given(requestID), fields: RequestFields(RequestMessage()))
    }

    /// 1 to 128 visible ASCII characters, accepted from X-Request-Id or made by the engine.
    package var requestID: String { id.text }
    /// The User-Agent field, at most 256 bytes of it, cut where a character begins: it is logged and stored as it came.
    package var userAgent: String? { fields["User-Agent"].map(RequestContext.shortened) }
    /// The Sec-CH-UA field: the browser's brands, where it tells them.
    package var brands: String? { fields["Sec-CH-UA"] }

    private static func shortened(_ text: String) -> String {
        guard text.utf8.count > 256 else { return text }
        var end = text.utf8.index(text.startIndex, offsetBy: 256)
        while end > text.startIndex, text.utf8[end] & 0xC0 == 0x80 { end = text.utf8.index(before: end) }
        return String(text[..<end])
    }
}
