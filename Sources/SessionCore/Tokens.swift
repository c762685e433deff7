package import JOSE

/// Who calls: what a verified token says.
package struct Caller: Sendable, Equatable {
    package let userID: UserID
    package let signInID: String
    /// Unix seconds.
    package let expiresAt: Int64
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
    let keys: KeyRing
    let pool: WorkPool
    let configuration: CoreConfiguration
    let clock: Clock

    func access(
        _ user: UserID, signIn: String, version: Int64, seconds: Int64, isOpen: Bool
    ) async throws(CoreError) -> String {
        let now = clock.seconds
        let claims = Claims(
            issuer: configuration.issuer, subject: user.text, issuedAt: now, expiresAt: now + seconds,
            tokenID: Base64URL.encode(try Randomness.bytes(16)), signInID: signIn, version: version, isOpen: isOpen)
        let signer = keys.signer
        return try await JOSEWork.run(pool) { () throws(JOSEError) in try JWT.sign(claims, with: signer) }
    }
}

/// Verifies tokens from memory alone: no look-up, whatever Redis does.
package struct TokenVerifier: Sendable {
    let keys: KeyRing
    let revocations: Revocations
    let configuration: CoreConfiguration
    let clock: Clock

    package func verify(_ token: String) throws(TokenFailure) -> Caller {
        let claims: Claims
        do {
            claims = try JWT.verify(
                token, keys: keys, issuer: configuration.issuer, now: clock.seconds, leeway: configuration.leeway)
        } catch { throw .rejected(error) }
        // Open tokens are good only where they are issued: a restart without the switch ends them.
        guard !claims.isOpen || configuration.openTokens else { throw .revoked }
        guard let user = UserID(validating: claims.subject) else { throw .rejected(.claim("sub")) }
        guard !revocations.isRevoked(claims.signInID, user: user, version: claims.version) else { throw .revoked }
        return Caller(userID: user, signInID: claims.signInID, expiresAt: claims.expiresAt)
    }
}
