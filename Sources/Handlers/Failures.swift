internal import ContractRuntime
internal import HTTPCore
internal import SessionCore

/// Errors of the core as answers of the wire.
enum Failures {
    /// - Parameter reason: `expired`, `signature`, `format`, `revoked` or `claim`; nil when there was no token at all,
    ///   which says nothing more (RFC 6750 §3.1).
    static func unauthorized(_ code: String, _ message: String, reason: String?) -> Rejection {
        let challenge = reason.map { #"Bearer realm="vellum", error="invalid_token", error_description="\#($0)""# }
        return Rejection(
            status: 401, code: code, message: message,
            fields: ["WWW-Authenticate": challenge ?? #"Bearer realm="vellum""#])
    }

    static func rejection(_ error: CoreError) -> Rejection {
        switch error {
        case .unavailable(let detail):
            return .unavailable(
                code: "store_unavailable", message: "The store is away; try again in a moment", retryAfter: 1,
                detail: detail)
        case .busy:
            return .unavailable(
                code: "busy", message: "The server is busy; try again in a moment", retryAfter: 2,
                detail: "the queue of a pool is full, or others kept writing first")
        case .corrupt(let detail): return .internalError(detail)
        case .rateLimited(let decision): return rateLimited(decision)
        case .userExists: return Rejection(status: 409, code: "user_id_taken", message: "This user ID is taken")
        case .emailExists:
            return Rejection(
                status: 409, code: "email_taken", message: "This e-mail address belongs to another account")
        case .invalidRegistration(let flaws): return invalid("invalid_request", "The request is not valid", flaws)
        case .invalidCredentials:
            return unauthorized("invalid_credentials", "The user or the password is wrong", reason: nil)
        case .invalidRefreshToken:
            return unauthorized("invalid_refresh_token", "The refresh token is not valid", reason: nil)
        case .accountNotFound:
            return Rejection(status: 404, code: "account_not_found", message: "This user has no account")
        case .accountEnded:
            // As the next request with this token will be answered.
            return unauthorized("token_revoked", "The token was revoked", reason: "revoked")
        case .signInNotFound:
            return Rejection(status: 404, code: "sign_in_not_found", message: "There is no such sign-in")
        case .sessionNotFound: return sessionNotFound
        case .sessionExists:
            return Rejection(status: 409, code: "session_exists", message: "A session of this ID is there already")
        case .tooManySessions(let limit):
            return Rejection(
                status: 409, code: "session_limit_reached",
                message: "A user may have \(limit) sessions: delete one, or let one expire")
        case .tooManyPublicSessions(let limit):
            return Rejection(
                status: 409, code: "session_limit_reached",
                message: "There are \(limit) public sessions, which is the limit: wait until one expires")
        case .tooManyViewers(let limit):
            return .unavailable(
                code: "too_many_viewers",
                message: "This session has \(limit) viewers, which is the limit: try again later",
                retryAfter: 5, detail: "the session has \(limit) viewers")
        case .tooManyStreams(let limit):
            return .unavailable(
                code: "too_many_streams",
                message: "Too many open streams from your address: close some, or try again later",
                retryAfter: 5, detail: "the address has \(limit) streams")
        case .versionMismatch:
            return Rejection(
                status: 412, code: "version_mismatch", message: "The session has changed since that version")
        case .invalidCursor:
            return invalid(
                "invalid_request", "The request is not valid", pointer: "query/cursor",
                message: "must be a cursor that a list gave")
        case .badTemplate(let flaw):
            let code = flaw.pointer == "/template" ? "invalid_template" : "render_failed"
            return invalid(
                code, "The template or its arguments are not valid", pointer: flaw.pointer, message: flaw.message)
        }
    }

    static let sessionNotFound = Rejection(
        status: 404, code: "session_not_found", message: "There is no such session")

    private static func invalid(_ code: String, _ message: String, _ flaws: [CoreError.Flaw]) -> Rejection {
        Rejection(
            status: 400, code: code, message: message,
            violations: flaws.map { Violation(pointer: $0.pointer, keyword: "x-rule", message: $0.message, line: 0) })
    }

    private static func invalid(
        _ code: String, _ message: String, pointer: String, message detail: String
    ) -> Rejection {
        Rejection(
            status: 400, code: code, message: message,
            violations: [Violation(pointer: pointer, keyword: "x-rule", message: detail, line: 0)])
    }

    /// RateLimit fields as in draft-ietf-httpapi-ratelimit-headers.
    private static func rateLimited(_ decision: RateDecision) -> Rejection {
        Rejection(
            status: 429, code: "rate_limited", message: "Too many attempts: wait \(decision.reset) seconds",
            fields: [
                "Retry-After": String(decision.reset),
                "RateLimit": "\"\(decision.policy)\";r=\(decision.remaining);t=\(decision.reset)",
                "RateLimit-Policy": "\"\(decision.policy)\";q=\(decision.limit);w=\(decision.window)",
            ])
    }
}
