internal import JSON

/// The service's access tokens: a JWS over claims (RFC 7519), verified as RFC 8725 asks.
package enum JWT {
    /// The header's `typ`, so that no other signed object of ours can pass for a token (RFC 8725 §3.11).
    static let type = "JWT"

    /// - Throws: when OpenSSL fails, and for claims that `verify` would not accept.
    package static func sign(_ claims: Claims, with key: SigningKey) throws(JOSEError) -> String {
        if let violation = claims.violation {
            throw JOSEError(operation: "sign a token", detail: "the claim \(violation) is not acceptable")
        }
        return try JWS.sign(claims.encoded, header: key.verificationKey.encodedTokenHeader, with: key)
    }

    /// Checks signature, type, claims and times, in that order: nothing in the payload is read before its signature
    /// is known to be ours.
    /// - Parameters:
    ///   - now: Unix seconds.
    ///   - audience: who we are, and whom the token's `aud` must name. Nil when we have no name: a token that names
    ///     an audience is for somebody else then (RFC 7519 §4.1.3).
    ///   - leeway: seconds by which the clocks of two instances may differ.
    package static func verify(
        _ token: String, keys: KeyRing, issuer: String, audience: String? = nil, now: Int64, leeway: Int64 = 30
    ) throws(TokenRejection) -> Claims {
        let signed = try JWS.verify(token, keys: keys)
        guard case .string(let type)? = signed.header["typ"], type == Self.type || type.uppercased() == Self.type else {
            throw TokenRejection.format("typ is not JWT")
        }
        let object = try JWS.object(signed.payload, "payload")
        let claims = try Claims(object, audience: audience)
        guard claims.issuer == issuer else { throw TokenRejection.claim("iss") }
        if object["nbf"] != nil {
            let notBefore = try Claims.integer("nbf", of: object)
            guard Claims.times.contains(notBefore), notBefore <= now + leeway else { throw TokenRejection.claim("nbf") }
        }
        try checkTimes(claims, now: now, leeway: leeway)
        return claims
    }

    /// Checks what may change between two uses of a token that was verified before.
    package static func checkTimes(_ claims: Claims, now: Int64, leeway: Int64) throws(TokenRejection) {
        guard claims.issuedAt <= now + leeway else { throw TokenRejection.claim("iat") }
        guard now < claims.expiresAt + leeway else { throw TokenRejection.expired }
    }
}
