package import JSON

/// What a signature is made with (RFC 7518 §3.1). The key names it, never the token.
package enum SignatureAlgorithm: String, Sendable, CaseIterable {
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    case rs256 = "RS256"
}

/// An RSA key for signatures as a JSON Web Key (RFC 7517, RFC 7518 §6.3).
///
/// Numbers are unsigned, big-endian, without leading zeros. Whether they are a usable key is for `RSASigningKey`
/// and `RSAVerificationKey` to say.
package struct JWK: Sendable, Equatable {
    /// The private part. All numbers or none: signing without the CRT numbers is three times slower.
    package struct PrivateNumbers: Sendable, Equatable {
        package let d: [UInt8]
        package let p: [UInt8]
        package let q: [UInt8]
        package let dp: [UInt8]
        package let dq: [UInt8]
        package let qi: [UInt8]
    }

    package var kty: String { "RSA" }
    package var use: String { "sig" }
    package let alg: SignatureAlgorithm
    /// Identifies the key in tokens. Ours are RFC 7638 thumbprints.
    package let kid: String
    /// The modulus.
    package let n: [UInt8]
    /// The public exponent.
    package let e: [UInt8]
    package let privateNumbers: PrivateNumbers?

    /// The longest `kid` that is accepted, in bytes.
    package static let maximumKeyIDBytes = 256

    init(n: [UInt8], e: [UInt8], privateNumbers: PrivateNumbers?, kid: String? = nil) {
        self.n = n
        self.e = e
        self.privateNumbers = privateNumbers
        alg = .rs256
        self.kid = kid ?? Self.thumbprint(n: n, e: e)
    }

    package var isPrivate: Bool { privateNumbers != nil }
    package var publicPart: JWK { JWK(n: n, e: e, privateNumbers: nil, kid: kid) }

    /// RFC 7638 §3: SHA-256 of the required members in lexical order without white space, in base64url.
    package var thumbprint: String { Self.thumbprint(n: n, e: e) }

    private static func thumbprint(n: [UInt8], e: [UInt8]) -> String {
        let text = #"{"e":"\#(Base64URL.encode(e))","kty":"RSA","n":"\#(Base64URL.encode(n))"}"#
        return Base64URL.encode(SHA256.digest(Array(text.utf8)))
    }

    /// The key's members; the private ones too when it has them.
    package var json: JSONObject {
        var object: JSONObject = [
            "kty": .string(kty), "n": .string(Base64URL.encode(n)), "e": .string(Base64URL.encode(e)),
            "alg": .string(alg.rawValue), "use": .string(use), "kid": .string(kid),
        ]
        guard let numbers = privateNumbers else { return object }
        let members = [
            ("d", numbers.d), ("p", numbers.p), ("q", numbers.q), ("dp", numbers.dp), ("dq", numbers.dq),
            ("qi", numbers.qi),
        ]
        for (name, number) in members { object[name] = .string(Base64URL.encode(number)) }
        return object
    }
}

extension JWK.PrivateNumbers: CustomStringConvertible, CustomReflectable {
    /// Keeps the numbers out of logs and crash reports, also where a key is printed as a part of something else.
    package var description: String { "(private)" }
    package var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
