internal import JOSE
package import Metrics

/// Verifies tokens from memory alone: no look-up, whatever Redis does.
package struct TokenVerifier: Sendable {
    package enum Outcome: String, CaseIterable, Sendable { case accepted, format, signature, expired, claim, revoked }
    package enum CacheOutcome: String, CaseIterable, Sendable { case hit, miss }

    private let keys: LiveKeys
    private let revocations: Revocations
    private let configuration: CoreConfiguration
    private let clock: Clock
    private let log: Log
    let cache = TokenCache()
    /// How many tokens it remembers at most.
    package static let cachedTokens = 2 * TokenCache.half
    package let outcomes = CounterTable<Outcome>()
    package let cacheOutcomes = CounterTable<CacheOutcome>()
    /// Those of every secured request, found once.
    private let accepted: Counter
    private let hits: Counter
    private let misses: Counter

    init(keys: LiveKeys, revocations: Revocations, configuration: CoreConfiguration, clock: Clock, log: Log) {
        self.keys = keys
        self.revocations = revocations
        self.configuration = configuration
        self.clock = clock
        self.log = log
        accepted = outcomes[.accepted]
        hits = cacheOutcomes[.hit]
        misses = cacheOutcomes[.miss]
    }

    package func verify(_ token: String) throws(TokenFailure) -> Caller {
        do throws(TokenFailure) {
            let caller = try check(token)
            accepted.add()
            return caller
        } catch {
            outcomes[error.outcome].add()
            throw error
        }
    }

    /// What becomes of an Authorization field that does not hold one token: the same as of a token of bad format.
    package func refuseMalformed() -> TokenFailure {
        outcomes[.format].add()
        return .rejected(.format("Authorization is not one bearer token"))
    }

    private func check(_ token: String) throws(TokenFailure) -> Caller {
        let digest = TextDigest(token)
        let claims = if let known = try cached(digest) { known } else { try verified(token, digest) }
        do throws(TokenFailure) {
            // Open tokens are good only where they are issued: a restart without the switch ends them.
            guard !claims.isOpen || configuration.openTokens else { throw .revoked }
            guard let user = UserID(validating: claims.subject) else { throw .rejected(.claim("sub")) }
            guard !revocations.isRevoked(claims.signInID, user: user, version: claims.version) else {
                throw .revoked
            }
            return Caller(
                userID: user, signInID: claims.signInID, issuedAt: claims.issuedAt, expiresAt: claims.expiresAt,
                tokenID: claims.tokenID, isOpen: claims.isOpen)
        } catch {
            cache.forget(digest)
            throw error
        }
    }

    /// The claims of a token seen before, whose time is not over.
    private func cached(_ digest: TextDigest) throws(TokenFailure) -> Claims? {
        guard let claims = cache.claims(digest) else { return nil }
        do {
            try JWT.checkTimes(claims, now: clock.seconds, leeway: configuration.leeway)
        } catch {
            cache.forget(digest)
            throw .rejected(error)
        }
        hits.add()
        note(.hit, claims)
        return claims
    }

    private func verified(_ token: String, _ digest: TextDigest) throws(TokenFailure) -> Claims {
        // Read before all that is asked of the keys: what is verified with keys that go meanwhile is not kept.
        let generation = cache.keyGeneration
        guard !keys.isBlocked else { throw .rejected(.signature("no key is left")) }
        do {
            let claims = try JWT.verify(
                token, keys: keys.ring, issuer: configuration.issuer, audience: configuration.audience,
                now: clock.seconds,
                leeway: configuration.leeway)
            cache.keep(claims, digest, generation)
            misses.add()
            note(.miss, claims)
            return claims
        } catch { throw .rejected(error) }
    }

    private func note(_ outcome: CacheOutcome, _ claims: Claims) {
        // Not even the fields are made when nobody reads them: this is the path of every secured request.
        if log.level == .debug { log(.debug, "token_cache_\(outcome.rawValue)", ["user": claims.subject]) }
    }
}

extension TokenFailure {
    fileprivate var outcome: TokenVerifier.Outcome { TokenVerifier.Outcome(rawValue: code) ?? .format }
}
