package import JSON

/// A JSON Web Signature in compact serialization (RFC 7515 §7.1).
package enum JWS {
    /// Longer tokens are refused unread, in bytes.
    package static let maximumBytes = 8192

    /// What was signed, after the signature has been checked.
    package struct Verified: Sendable, Equatable {
        package let header: JSONObject
        package let payload: [UInt8]
    }

    /// Header members that would let a token choose its key or change how it is read (RFC 8725 §3.10, RFC 7797).
    /// `crit` names extensions, and we have none (RFC 7515 §4.1.11).
    private static let refusedMembers = ["crit", "b64", "jku", "jwk", "x5u", "x5c"]

    /// The key is looked up by `kid` in the ring, and the key says which algorithm counts; the token's own `alg` must
    /// be the same (RFC 8725 §3.1).
    package static func verify(_ token: String, keys: KeyRing) throws(TokenRejection) -> Verified {
        guard token.utf8.count <= maximumBytes else {
            throw TokenRejection.format("longer than \(maximumBytes) bytes")
        }
        let bytes = Array(token.utf8)
        let dot = UInt8(ascii: ".")
        guard let first = bytes.firstIndex(of: dot), let last = bytes.lastIndex(of: dot), first < last else {
            throw TokenRejection.format("not three segments")
        }
        guard let payload = Base64URL.decode(utf8: bytes[(first + 1)..<last]),
            let signature = Base64URL.decode(utf8: bytes[(last + 1)...])
        else {
            // No dot is in the alphabet either.
            throw bytes[(first + 1)..<last].contains(dot) ? TokenRejection.format("not three segments") : notBase64URL
        }
        let (key, header) = try key(of: bytes[..<first], keys)
        guard key.verifies(signature, of: bytes[..<last]) else { throw TokenRejection.signature("does not match") }
        return Verified(header: header, payload: payload)
    }

    private static let notBase64URL = TokenRejection.format("a segment is not base64url without padding")

    /// - Parameter segment: the header in base64url.
    private static func key(
        of segment: ArraySlice<UInt8>, _ keys: KeyRing
    ) throws(TokenRejection) -> (VerificationKey, JSONObject) {
        // The very bytes that our own tokens begin with need not be read again.
        if let key = keys.verifier(encodedTokenHeader: segment) { return (key, key.tokenHeader) }
        guard let bytes = Base64URL.decode(utf8: segment) else { throw notBase64URL }
        let header = try object(bytes, "header")
        for name in refusedMembers where header[name] != nil {
            throw TokenRejection.format("the header has \(name)")
        }
        guard case .string(let algorithm)? = header["alg"] else { throw TokenRejection.format("the header has no alg") }
        guard case .string(let kid)? = header["kid"] else { throw TokenRejection.format("the header has no kid") }
        guard let key = keys.verifier(kid: kid) else { throw TokenRejection.signature("unknown kid") }
        guard algorithm == key.alg else { throw TokenRejection.signature("alg is not the key's") }
        return (key, header)
    }

    /// - Parameter header: in base64url, such as `VerificationKey.encodedTokenHeader`.
    static func sign(_ payload: [UInt8], header: [UInt8], with key: SigningKey) throws(JOSEError) -> String {
        var token = header
        token.append(UInt8(ascii: "."))
        token += Base64URL.encodeToBytes(payload)
        let signature = try key.sign(token)
        token.append(UInt8(ascii: "."))
        token += Base64URL.encodeToBytes(signature)
        guard token.count <= maximumBytes else {
            throw JOSEError(operation: "sign a token", detail: "it would be longer than \(maximumBytes) bytes")
        }
        return String(decoding: token, as: UTF8.self)
    }

    static func header(for key: JWK, type: String) -> JSONObject {
        ["alg": .string(key.alg.rawValue), "typ": .string(type), "kid": .string(key.kid)]
    }

    /// One JSON object and nothing else; repeated members are refused by the reader.
    static func object(_ bytes: [UInt8], _ part: String) throws(TokenRejection) -> JSONObject {
        var reader = JSONReader(bytes, limits: JSONLimits(depth: 8))
        let object = reader.readObject()
        reader.finish()
        guard let object, reader.failure == nil else { throw TokenRejection.format("the \(part) is not a JSON object") }
        return object
    }
}
