internal import JOSE

/// Issues and verifies access tokens. Verification reads memory only: key ring and revocations.
package struct AccessTokens: Sendable {
    let keys: SigningKeys
    let revocations: Revocations
    let pool: WorkPool
    let configuration: CoreConfiguration
    let clock: WallClock
    let log: Log

    /// Bytes of `jti` and `sid`.
    static let identifierBytes = 16

    /// - Parameter lifetime: seconds.
    func issue(
        to userID: UserID, signInID: String, version: Int64, lifetime: Int64, isOpen: Bool = false
    ) async throws(CoreError) -> String {
        let now = clock.seconds
        let claims = Claims(
            issuer: configuration.issuer, subject: userID.text, issuedAt: now, expiresAt: now + lifetime,
            tokenID: Base64URL.encode(try randomBytes(AccessTokens.identifierBytes)), signInID: signInID,
            version: version, isOpen: isOpen)
        let signer = keys.ring.signer
        let token = try await pool.run { Result { () throws(JOSEError) in try JWT.sign(claims, with: signer) } }
        do {
            return try token.get()
        } catch {
            throw CoreError.corrupt(error.description)
        }
    }

    /// Verifies a token and logs why it is refused.
    package func verify(_ token: String, origin: Origin) throws(TokenFailure) -> Caller {
        do {
            return try verify(token)
        } catch {
            log.verificationFailed(error, origin)
            throw error
        }
    }

    private func verify(_ token: String) throws(TokenFailure) -> Caller {
        let claims: Claims
        do {
            claims = try JWT.verify(
                token, keys: keys.ring, issuer: configuration.issuer, now: clock.seconds, leeway: configuration.leeway)
        } catch {
            throw TokenFailure(error)
        }
        guard let userID = UserID(validating: claims.subject) else { throw TokenFailure(.claim("sub")) }
        guard !revocations.isRevoked(signIn: claims.signInID, user: claims.subject, version: claims.version) else {
            throw TokenFailure.revoked
        }
        return Caller(
            userID: userID, signInID: claims.signInID, tokenID: claims.tokenID, version: claims.version,
            expiresAt: claims.expiresAt)
    }
}
