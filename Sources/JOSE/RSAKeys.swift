internal import COpenSSL

/// A private RSA key that signs with RS256 (RFC 7518 §3.3). May be used from any number of threads at once.
package final class RSASigningKey: Sendable {
    /// With the private part.
    package let jwk: JWK
    package let verificationKey: RSAVerificationKey
    private let context: KeyContext
    /// The JWS header of every token of this key, in base64url.
    let encodedTokenHeader: [UInt8]

    /// A new key, known by its thumbprint. Takes about 0.1 s at 2048 bits: never to be called on an event loop.
    package static func generate(bits: Int = 2048) throws(JOSEError) -> RSASigningKey {
        guard RSAStrength.modulusBits.contains(bits) else {
            throw JOSEError(operation: "generate an RSA key", detail: "\(bits) bits are not accepted")
        }
        let key = try PKey(generating: bits)
        let numbers = JWK.PrivateNumbers(
            d: try BigNumber(VELLUM_RSA_D, of: key).bytes, p: try BigNumber(VELLUM_RSA_P, of: key).bytes,
            q: try BigNumber(VELLUM_RSA_Q, of: key).bytes, dp: try BigNumber(VELLUM_RSA_DP, of: key).bytes,
            dq: try BigNumber(VELLUM_RSA_DQ, of: key).bytes, qi: try BigNumber(VELLUM_RSA_QI, of: key).bytes)
        let n = try BigNumber(VELLUM_RSA_N, of: key).bytes
        let e = try BigNumber(VELLUM_RSA_E, of: key).bytes
        return try RSASigningKey(JWK(n: n, e: e, privateNumbers: numbers))
    }

    /// Takes tens of milliseconds, since all the numbers of the key are checked.
    /// - Throws: when the key is public, weak, or its numbers do not belong together.
    package init(_ jwk: JWK) throws(JOSEError) {
        guard jwk.isPrivate else {
            throw JOSEError(operation: "use a key for signing", detail: "it has no private part")
        }
        self.jwk = jwk
        verificationKey = try RSAVerificationKey(jwk)  // refuses weak keys
        context = try KeyContext(PKey(jwk), for: .sign)
        encodedTokenHeader = JWS.encodedHeader(for: jwk, type: JWT.type)
    }

    /// The RS256 signature of a message, as long as the modulus. Takes about 0.5 ms: it belongs in a pool for CPU work.
    package func sign(_ message: [UInt8]) throws(JOSEError) -> [UInt8] {
        try context.sign(SHA256.digest(message), size: jwk.n.count)
    }
}

/// A public RSA key that verifies RS256 signatures. May be used from any number of threads at once.
package final class RSAVerificationKey: Sendable {
    /// Without a private part, whatever it was made from.
    package let jwk: JWK
    private let context: KeyContext

    /// - Throws: when the key is weak: a modulus outside 2048 to 8192 bits, an exponent that is even or 1.
    package init(_ jwk: JWK) throws(JOSEError) {
        if let violation = RSAStrength.violation(n: jwk.n, e: jwk.e) {
            throw JOSEError(operation: "use key \(jwk.kid)", detail: violation)
        }
        self.jwk = jwk.publicPart
        context = try KeyContext(PKey(self.jwk), for: .verify)
    }

    /// False also when OpenSSL fails (out of memory): whoever cannot check a signature must not accept it.
    package func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        verifies(signature, of: message[...])
    }

    func verifies(_ signature: [UInt8], of message: ArraySlice<UInt8>) -> Bool {
        guard signature.count == jwk.n.count else { return false }
        do throws(JOSEError) {
            return try context.verifies(signature, of: SHA256.digest(message))
        } catch {
            return false
        }
    }
}
