internal import ContractRuntime
internal import JOSE
internal import ServiceContracts

/// The public key set as clients get it, at both of its paths: made once, its entity tag with it.
struct PublishedKeys: Sendable {
    /// Seconds that verifiers may keep the set.
    private static let cacheControl = "public, max-age=300"

    let wellKnown: Constant<AuthAPI.GetJwks.Output>
    let alias: Constant<AuthAPI.GetJwksAlias.Output>

    /// Reads the ring's own text through the contract, whose schema has no place for a private member.
    init(_ ring: KeyRing) throws {
        let set = try BodyReader.read(AuthAPI.JwkSet.self, from: ring.jwks)
        let tag = "\"\(Base64URL.encode(Array(SHA256.digest(ring.jwks).prefix(12))))\""
        wellKnown = try Constant(
            .ok(set, cacheControl: Self.cacheControl, eTag: tag),
            notModified: .notModified(cacheControl: Self.cacheControl, eTag: tag))
        alias = try Constant(
            .ok(set, cacheControl: Self.cacheControl, eTag: tag),
            notModified: .notModified(cacheControl: Self.cacheControl, eTag: tag))
    }
}
