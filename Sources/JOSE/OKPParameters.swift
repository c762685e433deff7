package import JSON

/// The members of an octet key pair (RFC 8037 §2); the curve is Ed25519.
package struct OKPParameters: KeyParameters {
    package static let kty = "OKP"
    package static let algorithm = SignatureAlgorithm.edDSA
    static let crv = "Ed25519"
    /// Bytes of the public and of the private key.
    static let width = 32

    /// The public key as RFC 8032 §5.1.5 encodes it.
    package let x: [UInt8]
    /// The private key: the seed from which RFC 8032 §5.1.5 derives the scalar.
    package let d: PrivateBytes?

    init(x: [UInt8], d: PrivateBytes?) {
        self.x = x
        self.d = d
    }

    package init(json object: JSONObject) throws(JOSEError) {
        guard object["crv"] == .string(Self.crv) else { throw JWK.refused("crv must be \(Self.crv)") }
        x = try object.keyBytes("x", count: Self.width)
        d = object["d"] == nil ? nil : PrivateBytes(try object.keyBytes("d", count: Self.width))
    }

    package var publicPart: OKPParameters { OKPParameters(x: x, d: nil) }

    package var publicMembers: [KeyMember] { [("crv", Self.crv), ("x", Base64URL.encode(x))] }

    package var privateMembers: [KeyMember] { d.map { [("d", Base64URL.encode($0.bytes))] } ?? [] }
}
