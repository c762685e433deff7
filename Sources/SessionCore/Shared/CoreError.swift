internal import Redis

/// Why the core did not do what it was asked to.
package enum CoreError: Error, Sendable {
    /// Redis is away, or did not answer in time; the change may or may not have happened.
    case unavailable(detail: String)
    /// The pool for passwords and signatures is full.
    case busy
    /// A stored record is not what we wrote, or a library failed.
    case corrupt(detail: String)
    case rateLimited(RateDecision)
    case userExists
    case emailExists
    /// The e-mail is not one, or the password breaks the rules.
    case invalidRegistration([Flaw])
    /// Unknown user or wrong password: the client is never told which. `known` is for the log, which is not told of
    /// names that nobody has: people type passwords there.
    case invalidCredentials(known: UserID?)
    case invalidRefreshToken
    case accountNotFound
    /// The account was disabled or deleted while the request was under way.
    case accountEnded
    case signInNotFound
    case sessionNotFound
    case sessionExists
    case tooManySessions(limit: Int)
    case tooManyPublicSessions(limit: Int)
    /// The session has as many viewers as it may.
    case tooManyViewers(limit: Int)
    /// The address has as many streams open as it may.
    case tooManyStreams(limit: Int)
    case versionMismatch
    case invalidCursor
    /// A template that does not parse or render, or arguments that are too large.
    case badTemplate(Flaw)

    /// Something wrong with one member of a request.
    package struct Flaw: Sendable, Equatable {
        /// RFC 6901.
        package let pointer: String
        package let message: String
    }

    init(_ error: RedisError) {
        switch error {
        case .unavailable(let detail): self = .unavailable(detail: detail)
        case .server(let detail): self = .corrupt(detail: detail)
        case .protocolViolation(let detail): self = .unavailable(detail: detail)
        }
    }
}
