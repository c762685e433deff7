package import JSON

/// A key for signatures as a JSON Web Key (RFC 7517). Its kind decides the algorithm.
///
/// Whether its numbers are a usable key is for `SigningKey` and `VerificationKey` to say.
package struct JWK: Sendable, Equatable {
    package enum Parameters: Sendable, Equatable {
        case rsa(RSAParameters)
        case ec(ECParameters)
        case okp(OKPParameters)

        var any: any KeyParameters {
            switch self {
            case .rsa(let parameters): parameters
            case .ec(let parameters): parameters
            case .okp(let parameters): parameters
            }
        }

        var kind: any KeyParameters.Type {
            switch self {
            case .rsa: RSAParameters.self
            case .ec: ECParameters.self
            case .okp: OKPParameters.self
            }
        }
    }

    package let parameters: Parameters
    /// Identifies the key in tokens. Ours are RFC 7638 thumbprints.
    package let kid: String

    /// The longest `kid` that is accepted, in bytes.
    package static let maximumKeyIDBytes = 256

    /// - Parameter kid: nil for the thumbprint.
    init(_ parameters: Parameters, kid: String? = nil) {
        self.parameters = parameters
        self.kid = kid ?? parameters.any.thumbprint
    }

    package var kty: String { parameters.kind.kty }
    package var alg: SignatureAlgorithm { parameters.kind.algorithm }
    package var use: String { "sig" }
    package var isPrivate: Bool { parameters.any.isPrivate }
    /// RFC 7638
    package var thumbprint: String { parameters.any.thumbprint }

    package var publicPart: JWK {
        switch parameters {
        case .rsa(let parameters): JWK(.rsa(parameters.publicPart), kid: kid)
        case .ec(let parameters): JWK(.ec(parameters.publicPart), kid: kid)
        case .okp(let parameters): JWK(.okp(parameters.publicPart), kid: kid)
        }
    }

    /// The key's members; the private ones too when it has them.
    package var json: JSONObject {
        var object: JSONObject = ["kty": .string(kty)]
        for member in parameters.any.publicMembers { object[member.name] = .string(member.text) }
        object["alg"] = .string(alg.rawValue)
        object["use"] = .string(use)
        object["kid"] = .string(kid)
        for member in parameters.any.privateMembers { object[member.name] = .string(member.text) }
        return object
    }
}
