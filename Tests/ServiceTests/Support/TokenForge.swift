import Foundation
import JOSE
import Redis

/// Makes tokens with the server's real key, so that each is wrong in one respect only.
struct TokenForge: Sendable {
    private let key: SigningKey

    /// Takes the key from where the server keeps it.
    init(_ redis: Redis) async throws {
        let bytes = try await redis.command("GET", "jwk:private").bytes ?? []
        guard let jwk = try JWKSet(json: bytes).keys.first(where: \.isPrivate) else {
            throw ChildFailure(what: "jwk:private holds no private key")
        }
        key = try SigningKey(jwk)
    }

    /// A forge with a key of its own, as anyone can make one.
    init() throws { key = try SigningKey.generate() }

    var kid: String { key.jwk.kid }
    /// Nothing when the key is not RSA.
    var modulus: [UInt8] { if case .rsa(let parameters) = key.jwk.parameters { parameters.n } else { [] } }
    var header: String { Self.header(kid: kid) }

    static func header(kid: String, alg: String = "RS256", typ: String = "JWT", and more: String = "") -> String {
        #"{"alg":"\#(alg)","typ":"\#(typ)","kid":"\#(kid)"\#(more)}"#
    }

    /// Claims that the server accepts, changed: values are JSON texts, nil takes a claim away.
    static func claims(_ changes: [String: String?] = [:]) -> String {
        var claims: [String: String?] = [
            "iss": #""realtime-svg""#, "sub": #""alice""#, "iat": "\(now - 60)", "exp": "\(now + 600)",
            "jti": #""forged""#, "sid": #""forged""#, "ver": "9999999999",
        ]
        claims.merge(changes) { $1 }
        let members = claims.sorted { $0.key < $1.key }.compactMap { name, value in value.map { #""\#(name)":\#($0)"# }
        }
        return "{\(members.joined(separator: ","))}"
    }

    /// A token with a sound signature over whatever these are.
    func sign(header: String? = nil, _ claims: String) throws -> String {
        let input = Self.encode(header ?? self.header) + "." + Self.encode(claims)
        return input + "." + Base64URL.encode(try key.sign(Array(input.utf8)))
    }

    static var now: Int { Int(Date().timeIntervalSince1970) }

    static func encode(_ text: some StringProtocol) -> String { Base64URL.encode(Array(text.utf8)) }

    static func decode(_ part: String) -> String { String(decoding: Base64URL.decode(part) ?? [], as: UTF8.self) }
}

/// The three parts of a token.
struct TokenParts {
    var header: String
    var payload: String
    var signature: String

    init(_ token: String) throws {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3 else { throw ChildFailure(what: "a token of \(parts.count) parts") }
        (header, payload, signature) = (parts[0], parts[1], parts[2])
    }

    var text: String { "\(header).\(payload).\(signature)" }

    /// The same token, changed.
    func with(_ change: (inout TokenParts) -> Void) -> String {
        var parts = self
        change(&parts)
        return parts.text
    }
}
