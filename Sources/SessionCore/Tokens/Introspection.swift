internal import JOSE

/// What may be told of a token that is good now (RFC 7662). Times are Unix seconds.
package struct TokenDescription: Sendable, Equatable {
    package let userID: UserID
    package let signInID: String
    package let issuedAt: Int64
    package let expiresAt: Int64
    /// `iss` and `jti` of an access token; nil for a refresh token.
    package let access: Access?

    package struct Access: Sendable, Equatable {
        package let issuer: String
        package let tokenID: String
    }
}

/// Says whether a token is good, to those who may know.
package struct Introspection: Sendable {
    /// The user that goes with the secret in HTTP Basic.
    package static let user = "introspection"

    let verifier: TokenVerifier
    let signIns: SignIns
    let configuration: CoreConfiguration

    /// Whether somebody is a service that may ask about any token. The secret is compared in constant time, by digests,
    /// so that its length does not show either.
    package func admits(_ user: String, secret: String) -> Bool {
        guard let known = configuration.introspectionSecret else { return false }
        let isSecret = constantTimeEquals(SHA256.digest(Array(secret.utf8)), SHA256.digest(Array(known.utf8)))
        return isSecret && user == Introspection.user
    }

    /// Describes an access token or a refresh token, which is not used up by this.
    ///
    /// - Parameter asker: the user who asks; nil for a service that may ask about any token.
    /// - Returns: nil when the token is not good, or is not the asker's to ask about.
    /// - Throws: `.unavailable`, `.corrupt`.
    package func describe(_ token: String, to asker: UserID?) async throws(CoreError) -> TokenDescription? {
        if let refresh = RefreshToken(token) {
            guard asker == nil || asker == refresh.user else { return nil }
            return try await signIns.describe(refresh)
        }
        guard let caller = try? verifier.verify(token), asker == nil || asker == caller.userID else { return nil }
        return TokenDescription(
            userID: caller.userID, signInID: caller.signInID, issuedAt: caller.issuedAt, expiresAt: caller.expiresAt,
            access: TokenDescription.Access(issuer: configuration.issuer, tokenID: caller.tokenID))
    }
}
