package import HTTPCore
package import JSON

/// A request that is refused, or could not be answered.
///
/// It carries three things: a stable code for programs, a message that a client may see, and a detail that only the
/// log sees.
package struct Rejection: Error, Sendable {
    package let status: Int
    package let code: String?
    package internal(set) var message: String
    package var violations: [Violation] = []
    package var fields: HTTPFields = [:]
    /// For the log; nil when the message says it all.
    package var detail: String?

    package init(
        status: Int, code: String?, message: String, violations: [Violation] = [], fields: HTTPFields = [:],
        detail: String? = nil
    ) {
        self.status = status
        self.code = code
        self.message = message
        self.violations = violations
        self.fields = fields
        self.detail = detail
    }

    package static func invalid(_ violations: [Violation]) -> Rejection {
        Rejection(status: 400, code: "invalid_request", message: "The request is not valid", violations: violations)
    }

    package static func malformedJSON(_ error: JSONSyntaxError) -> Rejection {
        Rejection(
            status: 400, code: "invalid_json",
            message: "The body is not JSON: \(error.message), at byte \(error.offset)",
            violations: [Violation(pointer: "", keyword: "type", message: error.message, line: 0)])
    }

    package static let notFound = Rejection(status: 404, code: "not_found", message: "There is nothing here")

    package static func notAcceptable(_ offered: String) -> Rejection {
        Rejection(status: 406, code: "not_acceptable", message: "This is served as \(offered) only")
    }

    /// - Parameter isPatch: PATCH has a field of its own for what it takes (RFC 5789 §2.2).
    package static func unsupportedMediaType(_ wanted: [String], isPatch: Bool = false) -> Rejection {
        let list = wanted.joined(separator: ", ")
        var fields: HTTPFields = ["Accept": list]
        if isPatch { fields["Accept-Patch"] = list }
        return Rejection(
            status: 415, code: "unsupported_media_type",
            message: "The body must be \(wanted.joined(separator: " or "))", fields: fields)
    }

    package static let contentTooLarge = Rejection(
        status: 413, code: "content_too_large", message: "The body is too large")

    /// - Parameter retryAfter: seconds.
    package static func unavailable(code: String, message: String, retryAfter: Int, detail: String) -> Rejection {
        Rejection(
            status: 503, code: code, message: message, fields: ["Retry-After": String(retryAfter)], detail: detail)
    }

    package static func internalError(_ detail: String) -> Rejection {
        Rejection(
            status: 500, code: "internal_error", message: "The server could not answer; its log says why",
            detail: detail)
    }

    /// The documented shape of errors.
    package var response: HTTPResponse {
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("error")
        writer.string(message)
        if let code {
            writer.name("code")
            writer.string(code)
        }
        if !violations.isEmpty {
            writer.name("details")
            writer.beginArray()
            for violation in violations {
                writer.beginObject()
                writer.name("pointer")
                writer.string(violation.pointer)
                writer.name("message")
                writer.string(violation.message)
                writer.endObject()
            }
            writer.endArray()
        }
        writer.endObject()
        var fields = fields
        fields["Content-Type"] = "application/json"
        return HTTPResponse(status: status, fields: fields, body: .bytes(writer.bytes))
    }
}
