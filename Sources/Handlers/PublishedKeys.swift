internal import ContractRuntime
internal import JOSE
internal import ServiceContracts
internal import SessionCore
internal import Synchronization

/// The public key set as clients get it, at both of its paths: rendered once for each ring, its entity tag with it.
struct PublishedKeys: Sendable {
    let wellKnown: Constant<AuthAPI.GetJwks.Output>
    let alias: Constant<AuthAPI.GetJwksAlias.Output>

    init(_ keys: LiveKeys, _ log: Log) throws {
        let ring = keys.ring
        let answer = try Answer(ring)
        let wellKnown = try Constant(answer.wellKnown, notModified: answer.wellKnownNotModified)
        let alias = try Constant(answer.alias, notModified: answer.aliasNotModified)
        let shown = Mutex(ring.jwks)
        let show: @Sendable () -> Void = {
            // The ring is read under the lock: of two that come at once, the last shows the newest.
            shown.withLock { shown in
                let ring = keys.ring
                guard ring.jwks != shown else { return }
                do {
                    let answer = try Answer(ring)
                    try wellKnown.replace(with: answer.wellKnown, notModified: answer.wellKnownNotModified)
                    try alias.replace(with: answer.alias, notModified: answer.aliasNotModified)
                    shown = ring.jwks
                } catch {
                    log(.error, "keys_not_published", ["detail": "\(error)"])
                }
            }
        }
        keys.watch { _, _ in show() }
        // What changed before we watched.
        show()
        self.wellKnown = wellKnown
        self.alias = alias
    }

    /// What is said of one ring.
    private struct Answer {
        let wellKnown: AuthAPI.GetJwks.Output
        let wellKnownNotModified: AuthAPI.GetJwks.Output
        let alias: AuthAPI.GetJwksAlias.Output
        let aliasNotModified: AuthAPI.GetJwksAlias.Output

        /// Reads the ring's own text through the contract, whose schema has no place for a private member.
        init(_ ring: KeyRing) throws {
            let set = try BodyReader.read(AuthAPI.JwkSet.self, from: ring.jwks)
            let tag = "\"\(Base64URL.encode(Array(SHA256.digest(ring.jwks).prefix(12))))\""
            let cacheControl = "public, max-age=\(LiveKeys.publishedMaxAge)"
            wellKnown = .ok(set, cacheControl: cacheControl, eTag: tag)
            wellKnownNotModified = .notModified(cacheControl: cacheControl, eTag: tag)
            alias = .ok(set, cacheControl: cacheControl, eTag: tag)
            aliasNotModified = .notModified(cacheControl: cacheControl, eTag: tag)
        }
    }
}
