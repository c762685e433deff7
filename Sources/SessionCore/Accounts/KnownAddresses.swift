internal import Redis

/// From where a user has signed in before, `user:{alice}:addresses`: attempts from there are counted by themselves, so
/// that strangers who guess at the account do not keep its owner out.
package struct KnownAddresses: Sendable {
    let redis: Redis
    let clock: Clock

    /// Networks of a user that are remembered, the newest.
    static let capacity = 20
    /// Seconds without a sign-in after which they are forgotten.
    static let memory: Int64 = 90 * 86_400

    private static let note = RedisScript(
        """
        redis.call('ZADD', KEYS[1], ARGV[1], ARGV[2])
        redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -1 - tonumber(ARGV[3]))
        return redis.call('EXPIRE', KEYS[1], ARGV[4])
        """)

    /// Remembers an address; a failure costs its owner nothing but the convenience.
    package func note(_ address: String, of user: UserID) async {
        _ = try? await redis.call(
            KnownAddresses.note, keys: [Keys.addresses(user)],
            [
                String(clock.now()), ClientNetwork.of(address), String(KnownAddresses.capacity + 1),
                String(KnownAddresses.memory),
            ])
    }

    /// What attempts at an account from an address are counted by.
    ///
    /// - Parameter account: a user ID, or whatever was typed in its place.
    package func subject(_ account: String, from address: String) async -> String {
        guard let user = UserID(validating: account) else { return account }
        let network = ClientNetwork.of(address)
        let known = try? await redis.send("ZSCORE", Keys.addresses(user), network)
        // No user ID has a blank.
        return known?.isNull == false ? "\(account) \(network)" : account
    }
}
