package import HTTPCore
package import ServiceContracts
internal import SessionCore

/// The operation that says whether a token is good (RFC 7662).
extension AuthenticationService {
    package func introspect(
        _ input: AuthAPI.Introspect.Input, caller: Asker, context: RequestContext
    ) async throws -> AuthAPI.Introspect.Output {
        try ServiceAuthenticator.requireKnownRevocations(core)
        let asker: UserID? =
            switch caller {
            case .user(let user): user.userID
            case .resourceServer: nil
            }
        let token = try await Handlers.core { () throws(CoreError) in
            try await core.introspection.describe(input.body.token, to: asker)
        }
        return .ok(token.map(AuthAPI.Introspection.init) ?? AuthAPI.Introspection(active: false))
    }
}

extension AuthAPI.Introspection {
    fileprivate init(_ token: TokenDescription) {
        self.init(
            active: true, tokenType: token.access == nil ? .refreshToken : .bearer, username: token.userID.text,
            sub: token.userID.text, iss: token.access?.issuer, iat: Int(token.issuedAt), exp: Int(token.expiresAt),
            jti: token.access?.tokenID, sid: token.signInID)
    }
}
