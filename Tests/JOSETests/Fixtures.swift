import JOSE
import JSON
import Testing

/// Keys and tokens that the tests share. A signing key is checked in full when it is read, so each is read once.
enum Fixtures {
    static let issuer = "realtime-svg"
    static let now: Int64 = 1_800_000_000

    private static let signers = [
        SignatureAlgorithm.rs256: Result { try SigningKey(JWK(json: RFC7515.privateKey)) },
        .es256: Result { try SigningKey(JWK(json: RFC7515A3.privateKey)) },
        .edDSA: Result { try SigningKey(JWK(json: RFC8037.privateKey)) },
    ]
    private static let strangers = [
        SignatureAlgorithm.rs256: Result { try SigningKey(JWK(json: RFC7517.privateKey)) },
        .es256: Result { try SigningKey.generate(.es256) }, .edDSA: Result { try SigningKey.generate(.edDSA) },
    ]

    static func signer(_ algorithm: SignatureAlgorithm = .rs256) throws -> SigningKey {
        try #require(signers[algorithm]).get()
    }

    /// A sound key that is in no ring.
    static func stranger(_ algorithm: SignatureAlgorithm = .rs256) throws -> SigningKey {
        try #require(strangers[algorithm]).get()
    }

    /// The signers of all algorithms.
    static func ring() throws -> KeyRing {
        KeyRing(
            signer: try signer(), verifiers: try SignatureAlgorithm.allCases.map { try signer($0).verificationKey })
    }

    static func claims(
        subject: String = "alice", issuer: String = Fixtures.issuer, audience: String? = nil, issuedAt: Int64 = now,
        lifetime: Int64 = 900,
        isOpen: Bool = false
    ) -> Claims {
        Claims(
            issuer: issuer, audience: audience, subject: subject, issuedAt: issuedAt, expiresAt: issuedAt + lifetime,
            tokenID: "token-1", signInID: "sign-in-1", version: 3, isOpen: isOpen)
    }

    /// What `claims()` says, as members that a test may change.
    static var payload: JSONObject {
        [
            "iss": .string(issuer), "sub": "alice", "iat": .integer(now), "exp": .integer(now + 900), "jti": "token-1",
            "sid": "sign-in-1", "ver": 3,
        ]
    }

    static func header(_ algorithm: SignatureAlgorithm = .rs256) throws -> JSONObject {
        ["alg": .string(algorithm.rawValue), "typ": "JWT", "kid": .string(try signer(algorithm).jwk.kid)]
    }

    /// A token with any header and payload, truly signed.
    static func token(header: [UInt8], payload: [UInt8], signer key: SigningKey) throws -> String {
        let input = Base64URL.encode(header) + "." + Base64URL.encode(payload)
        return input + "." + Base64URL.encode(try key.sign(Array(input.utf8)))
    }

    static func token(
        _ algorithm: SignatureAlgorithm = .rs256, header: JSONObject? = nil, payload: JSONObject = payload
    ) throws -> String {
        try token(
            header: JSONValue.object(try header ?? self.header(algorithm)).encoded,
            payload: JSONValue.object(payload).encoded, signer: signer(algorithm))
    }

    /// The segments of an acceptable token.
    static func segments(_ algorithm: SignatureAlgorithm = .rs256) throws -> [String] {
        try JWT.sign(claims(), with: signer(algorithm)).split(separator: ".").map(String.init)
    }

    static func encode(_ object: JSONObject) -> String { Base64URL.encode(JSONValue.object(object).encoded) }

    /// Nil when the token is accepted.
    static func rejection(
        of token: String, audience: String? = nil, now: Int64 = now, ring: KeyRing? = nil
    ) throws -> TokenRejection? {
        let keys = try ring ?? self.ring()
        do throws(TokenRejection) {
            _ = try JWT.verify(token, keys: keys, issuer: issuer, audience: audience, now: now)
            return nil
        } catch {
            return error
        }
    }
}

/// A generator whose numbers repeat from run to run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
