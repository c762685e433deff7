internal import Synchronization

/// User IDs that had no account a moment ago, for open tokens: a page of pictures asks for its demonstration users again
/// and again.
final class Nobodies: Sendable {
    /// How long it is believed, milliseconds: what an instance that misses a registration may do until then is to issue
    /// tokens that are refused.
    static let life: Int64 = 5_000
    /// IDs that are remembered; one more, and all are forgotten.
    static let limit = 1_024

    private let seen = Mutex<[String: Int64]>([:])

    /// - Parameter now: milliseconds since 1970.
    func contains(_ user: UserID, at now: Int64) -> Bool {
        guard let then = seen.withLock({ $0[user.text] }) else { return false }
        return now >= then && now - then < Nobodies.life
    }

    func add(_ user: UserID, at now: Int64) {
        seen.withLock { seen in
            if seen.count >= Nobodies.limit { seen = [:] }
            seen[user.text] = now
        }
    }
}
