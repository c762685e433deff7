internal import JSON

/// Makes the signatures of one private key.
protocol SignatureMaker: Sendable {
    func sign(_ message: [UInt8]) throws(JOSEError) -> [UInt8]
}

/// Judges the signatures of one public key.
protocol SignatureVerifier: Sendable {
    /// - Throws: when OpenSSL fails, not when the signature is bad.
    func verifies(_ signature: [UInt8], of message: ArraySlice<UInt8>) throws(JOSEError) -> Bool
}

/// A private key that signs with its algorithm. May be used from any number of threads at once.
package final class SigningKey: Sendable {
    /// With the private part.
    package let jwk: JWK
    package let verificationKey: VerificationKey
    private let maker: any SignatureMaker

    /// The bits of the RSA keys that we make.
    private static let modulusBits: UInt32 = 2048

    /// A new key, known by its thumbprint. RSA takes about 0.1 s: never to be called on an event loop.
    package static func generate(_ algorithm: SignatureAlgorithm = .rs256) throws(JOSEError) -> SigningKey {
        let parameters: JWK.Parameters =
            switch algorithm {
            case .rs256: .rsa(try PKey.generateRSA(bits: modulusBits).rsaParameters)
            case .es256: .ec(try PKey.generateP256().ecParameters)
            case .edDSA: .okp(try PKey.generateEd25519().okpParameters)
            }
        return try SigningKey(JWK(parameters))
    }

    /// Takes tens of milliseconds for RSA, since all the numbers of the key are checked.
    /// - Throws: when the key is public, weak, or its private part does not belong to the public one.
    package init(_ jwk: JWK) throws(JOSEError) {
        guard jwk.isPrivate else {
            throw JOSEError(operation: "use a key for signing", detail: "it has no private part")
        }
        self.jwk = jwk
        verificationKey = try VerificationKey(jwk)  // refuses weak keys
        maker =
            switch jwk.parameters {
            case .rsa(let parameters): try RS256Signer(parameters)
            case .ec(let parameters): try ES256Signer(parameters)
            case .okp(let parameters): try Ed25519Signer(parameters)
            }
    }

    /// The signature of a message: as long as the modulus for RS256, 64 bytes for the others. RS256 takes about 0.5 ms:
    /// it belongs in a pool for CPU work.
    package func sign(_ message: [UInt8]) throws(JOSEError) -> [UInt8] { try maker.sign(message) }
}

/// A public key that verifies signatures of its algorithm. May be used from any number of threads at once.
package final class VerificationKey: Sendable {
    /// Without a private part, whatever it was made from.
    package let jwk: JWK
    /// The one `alg` that a token of this key may have.
    let alg: String
    private let verifier: any SignatureVerifier
    /// The JWS header of every token that we sign with this key, and the same in base64url.
    let tokenHeader: JSONObject
    let encodedTokenHeader: [UInt8]

    /// - Throws: when the key is weak, or no point of its curve.
    package init(_ jwk: JWK) throws(JOSEError) {
        self.jwk = jwk.publicPart
        alg = jwk.alg.rawValue
        verifier =
            switch jwk.parameters {
            case .rsa(let parameters): try RS256Verifier(parameters)
            case .ec(let parameters): try ES256Verifier(parameters)
            case .okp(let parameters): try Ed25519Verifier(parameters)
            }
        tokenHeader = JWS.header(for: jwk, type: JWT.type)
        encodedTokenHeader = Base64URL.encodeToBytes(JSONValue.object(tokenHeader).encoded)
    }

    /// False also when OpenSSL fails (out of memory): whoever cannot check a signature must not accept it.
    package func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        verifies(signature, of: message[...])
    }

    func verifies(_ signature: [UInt8], of message: ArraySlice<UInt8>) -> Bool {
        do throws(JOSEError) {
            return try verifier.verifies(signature, of: message)
        } catch {
            return false
        }
    }
}
