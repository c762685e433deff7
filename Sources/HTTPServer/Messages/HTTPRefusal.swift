/// A request that the engine refuses by itself; the connection closes after the answer.
package struct HTTPRefusal: Sendable, Equatable {
    package let status: Int
    /// Stable, for clients that look closer.
    package let code: String
    package let message: String

    init(_ status: Int, _ code: String, _ message: String) {
        self.status = status
        self.code = code
        self.message = message
    }

    static func badRequest(_ message: String) -> HTTPRefusal { HTTPRefusal(400, "bad_request", message) }
    static func ambiguousFraming(_ message: String) -> HTTPRefusal { HTTPRefusal(400, "ambiguous_framing", message) }

    static var bareLineEnd: HTTPRefusal { badRequest("Lines must end in CRLF") }
    static var timedOut: HTTPRefusal { HTTPRefusal(408, "request_timeout", "The request head took too long") }
    static var bodyTooLarge: HTTPRefusal { HTTPRefusal(413, "content_too_large", "The request body is too large") }
    static var targetTooLong: HTTPRefusal { HTTPRefusal(414, "uri_too_long", "The request line is too long") }
    static var expectation: HTTPRefusal {
        HTTPRefusal(417, "expectation_failed", "Only the expectation 100-continue can be met")
    }
    static var misdirected: HTTPRefusal {
        HTTPRefusal(421, "misdirected_request", "This connection is not secured: ask by http, or by a path alone")
    }
    static var fieldsTooLarge: HTTPRefusal { HTTPRefusal(431, "fields_too_large", "The header fields are too long") }
    static var tooManyFields: HTTPRefusal { HTTPRefusal(431, "too_many_fields", "There are too many header fields") }
    static var internalError: HTTPRefusal { HTTPRefusal(500, "internal_error", "The server failed") }
    static var connect: HTTPRefusal { HTTPRefusal(501, "not_implemented", "CONNECT is not implemented") }
    static var coding: HTTPRefusal {
        HTTPRefusal(501, "not_implemented", "The only transfer coding understood is chunked")
    }
    static var overloaded: HTTPRefusal { HTTPRefusal(503, "overloaded", "Too many connections; try again shortly") }
    static var crowded: HTTPRefusal {
        HTTPRefusal(
            503, "too_many_connections", "Too many connections from your address; close some, or try again shortly")
    }
    static var tooManyStreams: HTTPRefusal {
        HTTPRefusal(503, "too_many_streams", "Too many open streams; try again shortly")
    }
    static var version: HTTPRefusal {
        HTTPRefusal(505, "http_version_not_supported", "Only HTTP/1.1 and HTTP/1.0 are spoken")
    }
}
