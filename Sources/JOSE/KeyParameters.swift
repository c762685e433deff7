package import JSON

/// The members of a JWK that are particular to its `kty`. Whether they make a usable key is for `SigningKey` and
/// `VerificationKey` to say.
package protocol KeyParameters: Sendable, Equatable {
    /// RFC 7518 §6.1, RFC 8037 §2
    static var kty: String { get }
    /// What such a key signs with: each of ours is for one algorithm.
    static var algorithm: SignatureAlgorithm { get }

    /// - Throws: when a member is missing, misspelt or of a wrong length.
    init(json object: JSONObject) throws(JOSEError)

    /// In the order in which they are written, without `kty`. They are those that RFC 7638 §3.2 requires.
    var publicMembers: [KeyMember] { get }
    /// Nothing when the key is public.
    var privateMembers: [KeyMember] { get }
    var publicPart: Self { get }
}

/// A member's name with its text, which needs no escapes in JSON.
package typealias KeyMember = (name: String, text: String)

extension KeyParameters {
    package var isPrivate: Bool { !privateMembers.isEmpty }

    /// RFC 7638 §3: SHA-256 of the required members in lexical order without white space, in base64url.
    var thumbprint: String {
        let members = (publicMembers + [("kty", Self.kty)]).sorted { $0.name < $1.name }
        let text = "{" + members.map { #""\#($0.name)":"\#($0.text)""# }.joined(separator: ",") + "}"
        return Base64URL.encode(SHA256.digest(Array(text.utf8)))
    }
}

extension JSONObject {
    /// Bytes in base64url, as many as the curve says, leading zeros included (RFC 7518 §6.2.1.2, RFC 8037 §2).
    func keyBytes(_ name: String, count: Int) throws(JOSEError) -> [UInt8] {
        let bytes = try keyBytes(name, maximumTextBytes: (count * 4 + 2) / 3)
        guard bytes.count == count else { throw JWK.refused("\(name) must have \(count) bytes") }
        return bytes
    }

    /// Base64urlUInt (RFC 7518 §2): the least number of bytes, so that a key has one spelling and one thumbprint.
    func keyNumber(_ name: String) throws(JOSEError) -> [UInt8] {
        let bytes = try keyBytes(name, maximumTextBytes: 1400)  // 8192 bits in base64url, and some room
        guard let first = bytes.first, first != 0 else {
            throw JWK.refused("\(name) is empty or begins with a zero byte")
        }
        return bytes
    }

    private func keyBytes(_ name: String, maximumTextBytes: Int) throws(JOSEError) -> [UInt8] {
        guard case .string(let text)? = self[name] else { throw JWK.refused("\(name) must be a string") }
        guard text.utf8.count <= maximumTextBytes, let bytes = Base64URL.decode(text) else {
            throw JWK.refused("\(name) is not base64url without padding, or too long")
        }
        return bytes
    }
}
