internal import JOSE
internal import Synchronization

/// Claims of tokens whose signature was verified lately, so that a token seen before costs no RSA.
///
/// Keyed by a digest of the whole token: one that differs in a bit is another. Only what was verified gets in; times
/// and revocation are looked at anew at each use. Two generations bound it: what nobody asks for while one fills up is
/// forgotten.
final class TokenCache: Sendable {
    /// Tokens in a generation; twice as many are kept at most.
    static let generation = 16_384

    private struct State: Sendable {
        var young: [[UInt8]: Claims] = [:]
        var old: [[UInt8]: Claims] = [:]
    }

    private let state = Mutex(State())

    func claims(_ digest: [UInt8]) -> Claims? {
        state.withLock { state in
            if let claims = state.young[digest] { return claims }
            guard let claims = state.old[digest] else { return nil }
            TokenCache.keep(claims, digest, &state)
            return claims
        }
    }

    func keep(_ claims: Claims, _ digest: [UInt8]) {
        state.withLock { TokenCache.keep(claims, digest, &$0) }
    }

    func forget(_ digest: [UInt8]) {
        state.withLock { state in
            state.young[digest] = nil
            state.old[digest] = nil
        }
    }

    var count: Int { state.withLock { $0.young.count + $0.old.count } }

    private static func keep(_ claims: Claims, _ digest: [UInt8], _ state: inout State) {
        if state.young.count >= generation {
            state.old = state.young
            state.young = [:]
        }
        state.young[digest] = claims
    }
}
