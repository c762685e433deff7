internal import ContractRuntime
internal import JOSE
internal import ServiceContracts

/// The public key set as clients get it: made once, its entity tag with it.
struct PublishedKeys: Sendable {
    /// Seconds that verifiers may keep the set.
    static let cacheControl = "public, max-age=300"

    let set: AuthAPI.JwkSet
    let entityTag: String

    /// Reads the ring's own text through the contract, whose schema has no place for a private member.
    init(_ ring: KeyRing) throws {
        set = try BodyReader.read(AuthAPI.JwkSet.self, from: ring.jwks)
        entityTag = "\"\(Base64URL.encode(Array(SHA256.digest(ring.jwks).prefix(12))))\""
    }

    func isCurrent(_ ifNoneMatch: String?) -> Bool { EntityTags.list(ifNoneMatch, contains: entityTag) }
}

/// Lists of entity tags (RFC 9110 §13.1.2).
enum EntityTags {
    /// Weak comparison; `*` stands for any.
    static func list(_ field: String?, contains tag: String) -> Bool {
        guard let field else { return false }
        return field.split(separator: ",").contains { element in
            let text = element.drop { $0 == " " || $0 == "\t" }
            let end = text.lastIndex { $0 != " " && $0 != "\t" }
            let trimmed = end.map { text[...$0] } ?? ""
            return trimmed == "*" || (trimmed.hasPrefix("W/") ? trimmed.dropFirst(2) : trimmed) == tag
        }
    }
}
