package import JOSE

/// Who calls: what a verified token says.
package struct Caller: Sendable, Equatable {
    package let userID: UserID
    package let signInID: String
    /// Unix seconds.
    package let issuedAt: Int64
    /// Unix seconds.
    package let expiresAt: Int64
    /// `jti`
    package let tokenID: String
    /// Issued to a user ID that had no account.
    package let isOpen: Bool
}

/// Why a token is refused.
package enum TokenFailure: Error, Sendable, Equatable {
    case rejected(TokenRejection)
    /// Its sign-in has ended, or all older tokens of its user have.
    case revoked

    /// `format`, `signature`, `expired`, `claim` or `revoked`.
    package var code: String {
        switch self {
        case .rejected(let rejection): rejection.code
        case .revoked: "revoked"
        }
    }

    package var message: String {
        switch self {
        case .rejected(let rejection): rejection.message
        case .revoked: "The token was revoked"
        }
    }

    /// For the log.
    package var detail: String {
        switch self {
        case .rejected(let rejection): rejection.detail
        case .revoked: "sign-in ended"
        }
    }
}

/// Makes access tokens; the signature is made on the pool.
struct TokenIssuer: Sendable {
    let keys: LiveKeys
    let pool: WorkPool
    let configuration: CoreConfiguration
    let clock: Clock

    /// - Parameter tokenID: nil for a new one.
    func access(
        _ user: UserID, signIn: String, tokenID: String? = nil, version: Int64, seconds: Int64, isOpen: Bool
    ) async throws(CoreError) -> String {
        let now = clock.seconds
        let id = if let tokenID { tokenID } else { try Randomness.name() }
        let claims = Claims(
            issuer: configuration.issuer, audience: configuration.audience, subject: user.text, issuedAt: now,
            expiresAt: now + seconds,
            tokenID: id, signInID: signIn, version: version, isOpen: isOpen)
        guard !keys.isBlocked else { throw .unavailable(detail: "no key is left to sign with") }
        let signer = keys.ring.signer
        return try await JOSEWork.run(pool) { () throws(JOSEError) in try JWT.sign(claims, with: signer) }
    }
}
