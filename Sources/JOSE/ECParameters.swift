package import JSON

/// The members of an elliptic curve key (RFC 7518 §6.2); the curve is P-256.
package struct ECParameters: KeyParameters {
    package static let kty = "EC"
    package static let algorithm = SignatureAlgorithm.es256
    static let crv = "P-256"
    /// Bytes of a coordinate and of the private number.
    static let width = 32

    /// The point, big-endian.
    package let x: [UInt8]
    package let y: [UInt8]
    /// The private number, big-endian.
    package let d: PrivateBytes?

    init(x: [UInt8], y: [UInt8], d: PrivateBytes?) {
        self.x = x
        self.y = y
        self.d = d
    }

    package init(json object: JSONObject) throws(JOSEError) {
        guard object["crv"] == .string(Self.crv) else { throw JWK.refused("crv must be \(Self.crv)") }
        x = try object.keyBytes("x", count: Self.width)
        y = try object.keyBytes("y", count: Self.width)
        d = object["d"] == nil ? nil : PrivateBytes(try object.keyBytes("d", count: Self.width))
    }

    package var publicPart: ECParameters { ECParameters(x: x, y: y, d: nil) }

    package var publicMembers: [KeyMember] {
        [("crv", Self.crv), ("x", Base64URL.encode(x)), ("y", Base64URL.encode(y))]
    }

    package var privateMembers: [KeyMember] { d.map { [("d", Base64URL.encode($0.bytes))] } ?? [] }
}
