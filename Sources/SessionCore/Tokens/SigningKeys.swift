internal import JOSE
internal import JSON
internal import Redis

/// The keys that sign and verify tokens, made once for all instances on one Redis.
struct SigningKeys {
    let redis: Redis
    let pool: WorkPool
    let log: Log

    /// The key ring: as stored, or made now. Of instances that start together, SET NX lets one win; the others take
    /// what it stored.
    func loadOrCreate() async throws(CoreError) -> KeyRing {
        if let stored = try await load() {
            log(.info, "key_loaded", ["kid": stored.signer.jwk.kid])
            return stored
        }
        let made = try await JOSEWork.run(pool) { () throws(JOSEError) in try SigningKey.generate() }
        let text: String
        do {
            text = String(decoding: try JWKSet(keys: [made.jwk]).encoded, as: UTF8.self)
        } catch {
            throw .corrupt(detail: error.detail)
        }
        let answer = try await redis.send("SET", Keys.privateKeys, text, "NX")
        guard let ring = try await load() else { throw .corrupt(detail: "\(Keys.privateKeys) vanished after SET NX") }
        log(.notice, answer.isNull ? "key_loaded" : "key_created", ["kid": ring.signer.jwk.kid])
        return ring
    }

    private func load() async throws(CoreError) -> KeyRing? {
        guard let bytes = try await redis.send("GET", Keys.privateKeys).bytes else { return nil }
        let ring = try await JOSEWork.run(pool) { () throws(JOSEError) in
            guard let first = try JWKSet(json: bytes).keys.first(where: \.isPrivate) else {
                throw JOSEError(operation: "load", detail: "\(Keys.privateKeys) holds no private key")
            }
            let signer = try SigningKey(first)
            return KeyRing(signer: signer, verifiers: [signer.verificationKey])
        }
        _ = try await redis.send("SET", Keys.publicKeys, String(decoding: ring.jwks, as: UTF8.self))
        return ring
    }
}

/// Work with keys on the pool, its errors as ours.
enum JOSEWork {
    static func run<Value: Sendable>(
        _ pool: WorkPool, _ work: @escaping @Sendable () throws(JOSEError) -> Value
    ) async throws(CoreError) -> Value {
        let result = try await pool.run { () -> Result<Value, JOSEError> in
            do throws(JOSEError) { return .success(try work()) } catch { return .failure(error) }
        }
        switch result {
        case .success(let value): return value
        case .failure(let error): throw .corrupt(detail: "\(error.operation): \(error.detail)")
        }
    }
}

extension Redis {
    /// A command, its errors as ours.
    func send(_ words: String...) async throws(CoreError) -> RedisValue {
        do { return try await command(words) } catch { throw CoreError(error) }
    }

    func call(_ script: RedisScript, keys: [String], _ arguments: [String]) async throws(CoreError) -> RedisValue {
        do { return try await run(script, keys: keys, arguments: arguments) } catch { throw CoreError(error) }
    }
}
