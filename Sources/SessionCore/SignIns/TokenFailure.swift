internal import JOSE

/// Why an access token is not accepted.
package struct TokenFailure: Error, Sendable {
    package enum Reason: String, Sendable, CaseIterable {
        case expired, signature, format, revoked, claim
    }

    package let reason: Reason
    /// What a client may be told.
    package let message: String
    /// More for the log; nothing of the token.
    package let detail: String

    /// The stable code for clients, such as `token_expired`.
    package var code: String { "token_\(reason.rawValue)" }

    static let revoked = TokenFailure(reason: .revoked, message: "The token was revoked", detail: "")

    init(reason: Reason, message: String, detail: String) {
        self.reason = reason
        self.message = message
        self.detail = detail
    }

    init(_ rejection: TokenRejection) {
        switch rejection {
        case .format: reason = .format
        case .signature: reason = .signature
        case .expired: reason = .expired
        case .claim: reason = .claim
        }
        message = rejection.message
        detail = rejection.detail
    }
}

/// Whom a verified access token speaks for.
package struct Caller: Sendable, Hashable {
    package let userID: UserID
    /// The sign-in that the token belongs to, and ends with.
    package let signInID: String
    package let tokenID: String
    package let version: Int64
    /// Unix seconds.
    package let expiresAt: Int64
}
