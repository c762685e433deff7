/// Why the core did not do what it was asked. Handlers map `kind` to a status.
package struct CoreError: Error, Sendable, CustomStringConvertible {
    package enum Kind: String, Sendable, CaseIterable {
        /// Redis cannot be reached; a write may or may not have happened. 503
        case unavailable = "store_unavailable"
        /// A bounded queue is full. 503
        case busy = "overloaded"
        /// Something in the body breaks a rule that the contract cannot express; `violations` says what. 400
        case invalid = "invalid_request"
        /// The template does not parse. 400
        case badTemplate = "invalid_template"
        /// The template does not render with these arguments. 400
        case renderFailed = "render_failed"
        /// Template or arguments are over their limit. 413
        case tooLarge = "content_too_large"
        /// 401
        case wrongCredentials = "invalid_credentials"
        /// 401
        case invalidRefreshToken = "invalid_refresh_token"
        /// 404
        case accountNotFound = "account_not_found"
        /// 404
        case sessionNotFound = "session_not_found"
        /// 409
        case userExists = "user_id_taken"
        /// 409
        case emailExists = "email_taken"
        /// 409
        case sessionExists = "session_exists"
        /// 409
        case tooManySessions = "session_limit_reached"
        /// 412
        case versionMismatch = "version_mismatch"
        /// A record in Redis is not what this version writes, or a library failed: a fault to be logged. 500
        case corrupt = "internal_error"
    }

    /// One thing that is wrong in a request's body.
    package struct Violation: Sendable, Equatable {
        /// A JSON pointer into the body (RFC 6901).
        package let pointer: String
        package let message: String

        package init(pointer: String, message: String) {
            self.pointer = pointer
            self.message = message
        }
    }

    package let kind: Kind
    /// What a client may see.
    package let message: String
    package let violations: [Violation]
    /// Only for the log.
    package let detail: String
    /// Seconds, for 503.
    package let retryAfter: Int?

    init(
        _ kind: Kind, _ message: String, violations: [Violation] = [], detail: String = "", retryAfter: Int? = nil
    ) {
        self.kind = kind
        self.message = message
        self.violations = violations
        self.detail = detail
        self.retryAfter = retryAfter
    }

    /// The stable code for clients.
    package var code: String { kind.rawValue }
    package var description: String { detail.isEmpty ? "\(code): \(message)" : "\(code): \(detail)" }

    static func unavailable(_ detail: String) -> CoreError {
        CoreError(.unavailable, "The store cannot be reached", detail: detail, retryAfter: 1)
    }

    static func busy(_ detail: String) -> CoreError {
        CoreError(.busy, "The server is busy", detail: detail, retryAfter: 1)
    }

    static func corrupt(_ detail: String) -> CoreError {
        CoreError(.corrupt, "The server failed to answer this request", detail: detail)
    }

    static func invalid(_ violations: [Violation]) -> CoreError {
        CoreError(.invalid, "The request is not valid", violations: violations)
    }
}
