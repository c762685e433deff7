internal import ContractRuntime
internal import HTTPCore
internal import JOSE
internal import ServiceContracts
internal import SessionCore
internal import Synchronization

/// The public key set as clients get it, at both of its paths: rendered once for each ring, its entity tag with it.
@safe final class PublishedKeys: Sendable {
    /// One ring's answers.
    private final class Answers: Sendable {
        let jwks: [UInt8]
        let wellKnown: Constant<AuthAPI.GetJwks.Output>
        let alias: Constant<AuthAPI.GetJwksAlias.Output>

        /// Reads the ring's own text through the contract, whose schema has no place for a private member.
        init(_ ring: KeyRing) throws {
            jwks = ring.jwks
            let set = try BodyReader.read(AuthAPI.JwkSet.self, from: ring.jwks)
            let tag = "\"\(Base64URL.encode(Array(SHA256.digest(ring.jwks).prefix(12))))\""
            let cacheControl = "public, max-age=\(LiveKeys.publishedMaxAge)"
            wellKnown = try Constant(
                .ok(set, cacheControl: cacheControl, eTag: tag),
                notModified: .notModified(cacheControl: cacheControl, eTag: tag))
            alias = try Constant(
                .ok(set, cacheControl: cacheControl, eTag: tag),
                notModified: .notModified(cacheControl: cacheControl, eTag: tag))
        }
    }

    /// All that there ever were: a reader may still be about to take one, and keys change a few times a year. So
    /// reading them needs no lock.
    private let all: Mutex<[Answers]>
    /// Invariant: points at one of `all`.
    private let newest: Atomic<Unmanaged<Answers>>

    init(_ keys: LiveKeys, _ log: Log) throws {
        let first = try Answers(keys.ring)
        all = Mutex([first])
        unsafe newest = Atomic(Unmanaged.passUnretained(first))
        keys.watch { [weak self] _, _ in
            do { try self?.publish(keys) } catch { log(.error, "keys_not_published", ["detail": "\(error)"]) }
        }
        // What changed before we watched.
        try publish(keys)
    }

    var wellKnown: Constant<AuthAPI.GetJwks.Output> { current.wellKnown }
    var alias: Constant<AuthAPI.GetJwksAlias.Output> { current.alias }

    private var current: Answers { unsafe newest.load(ordering: .acquiring).takeUnretainedValue() }

    /// The ring is read under the lock: of two that publish at once, the last one publishes the newest.
    private func publish(_ keys: LiveKeys) throws {
        try all.withLock { all in
            let ring = keys.ring
            guard ring.jwks != all.last?.jwks else { return }
            let answers = try Answers(ring)
            all.append(answers)
            unsafe newest.store(Unmanaged.passUnretained(answers), ordering: .releasing)
        }
    }
}
