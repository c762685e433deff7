package import JOSE
internal import Redis

/// The keys of the service: made once for all instances, kept in Redis, cached in memory.
package struct SigningKeys: Sendable {
    /// What signs and what is believed. `ring.jwks` is what getJwks serves.
    package let ring: KeyRing

    /// Loads the key set, or makes it when there is none. SET NX decides between instances that start together.
    ///
    /// - Throws: `.unavailable`, `.busy`, and `.corrupt` for a key set that cannot be read: it is never overwritten.
    static func load(_ store: Store, pool: WorkPool, log: Log) async throws(CoreError) -> SigningKeys {
        if let stored = try await read(store, pool) {
            log.keyLoaded(stored.jwk.kid)
            return try await publish(stored, store, isNew: false)
        }
        let key = try await pool.run { Result { () throws(JOSEError) in try RSASigningKey.generate() } }
        let made = try unwrapped(key)
        let text = String(decoding: try privateSet(made), as: UTF8.self)
        if try await store.command("SET", Keys.privateKeys, text, "NX") != .null {
            log.keyCreated(made.jwk.kid)
            return try await publish(made, store, isNew: true)
        }
        guard let winner = try await read(store, pool) else {
            throw CoreError.unavailable("\(Keys.privateKeys) was there and is gone again")
        }
        log.keyLoaded(winner.jwk.kid)
        return try await publish(winner, store, isNew: false)
    }

    private static func read(_ store: Store, _ pool: WorkPool) async throws(CoreError) -> RSASigningKey? {
        let reply = try await store.command("GET", Keys.privateKeys)
        guard let bytes = reply.bytes else { return nil }
        return try unwrapped(
            try await pool.run {
                Result { () throws(JOSEError) in
                    guard let jwk = try JWKSet(json: bytes).keys.first else {
                        throw JOSEError(operation: "read a JWK Set", detail: "it is empty")
                    }
                    return try RSASigningKey(jwk)
                }
            })
    }

    /// Writes the public part: anew with a new key, else only where it is missing.
    private static func publish(
        _ key: RSASigningKey, _ store: Store, isNew: Bool
    ) async throws(CoreError) -> SigningKeys {
        let ring = KeyRing(signer: key, verifiers: [])
        let text = String(decoding: ring.jwks, as: UTF8.self)
        if isNew {
            _ = try await store.command("SET", Keys.publicKeys, text)
        } else {
            _ = try await store.command("SET", Keys.publicKeys, text, "NX")
        }
        return SigningKeys(ring: ring)
    }

    private static func privateSet(_ key: RSASigningKey) throws(CoreError) -> [UInt8] {
        do {
            return try JWKSet(keys: [key.jwk]).encoded
        } catch {
            throw CoreError.corrupt(error.description)
        }
    }

    private static func unwrapped(_ key: Result<RSASigningKey, JOSEError>) throws(CoreError) -> RSASigningKey {
        do {
            return try key.get()
        } catch {
            throw CoreError.corrupt("\(Keys.privateKeys): \(error.description)")
        }
    }
}
