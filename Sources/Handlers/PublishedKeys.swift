internal import ContractRuntime
internal import HTTPCore
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

    func isCurrent(_ ifNoneMatch: String?) -> Bool {
        Preconditions(ifNoneMatch: ifNoneMatch).verdict(method: "GET", current: entityTag) == .notModified
    }
}
