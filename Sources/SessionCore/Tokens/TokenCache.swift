internal import JOSE
internal import Synchronization

/// Claims of tokens whose signature was verified lately, so that a token seen before costs no signature.
///
/// Keyed by a digest of the whole token: one that differs in a bit is another. Only what was verified gets in; times
/// and revocation are looked at anew at each use, and all is forgotten when a key goes. Two halves bound it: what
/// nobody asks for while one fills up is forgotten.
final class TokenCache: Sendable {
    /// Tokens in a half; twice as many are kept at most.
    static let half = 16_384

    private struct State: Sendable {
        var young: [TextDigest: Claims] = [:]
        var old: [TextDigest: Claims] = [:]
        /// Raised each time a key goes.
        var keyGeneration = 0
    }

    private let state = Mutex(State())

    func claims(_ digest: TextDigest) -> Claims? {
        state.withLock { state in
            if let claims = state.young[digest] { return claims }
            guard let claims = state.old[digest] else { return nil }
            TokenCache.keep(claims, digest, &state)
            return claims
        }
    }

    /// Which keys count; to be read before the ring that a token is verified with.
    var keyGeneration: Int { state.withLock { $0.keyGeneration } }

    /// - Parameter generation: of the keys that the token was verified with: when one has gone since, it is not kept.
    func keep(_ claims: Claims, _ digest: TextDigest, _ generation: Int) {
        state.withLock { state in
            if state.keyGeneration == generation { TokenCache.keep(claims, digest, &state) }
        }
    }

    /// Forgets all, since a key has gone.
    func forgetAll() {
        state.withLock { state in
            state = State(keyGeneration: state.keyGeneration + 1)
        }
    }

    func forget(_ digest: TextDigest) {
        state.withLock { state in
            state.young[digest] = nil
            state.old[digest] = nil
        }
    }

    var count: Int { state.withLock { $0.young.count + $0.old.count } }

    private static func keep(_ claims: Claims, _ digest: TextDigest, _ state: inout State) {
        if state.young.count >= half {
            state.old = state.young
            state.young = [:]
        }
        state.young[digest] = claims
    }
}
