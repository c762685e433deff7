internal import Redis

/// Ends all that a user has signed in to.
struct SignInEnding: Sendable {
    let redis: Redis
    let revocations: Revocations

    /// KEYS: account, index of sign-ins, then sign-ins. ARGV: their IDs.
    private static let endAll = RedisScript(
        """
        redis.call('ZCARD', KEYS[2])
        if not redis.call('HGET', KEYS[1], 'v') then return {0, 0} end
        local count = 0
        for index = 3, #KEYS do
            redis.call('ZREM', KEYS[2], ARGV[index - 2])
            count = count + redis.call('DEL', KEYS[index])
        end
        return {redis.call('HINCRBY', KEYS[1], 'version', 1), count}
        """)

    /// Raises the account's token version and forgets its sign-ins, then refuses the older tokens everywhere. May be
    /// repeated.
    ///
    /// - Returns: how many sign-ins there were.
    func endAll(_ user: UserID) async throws(CoreError) -> Int {
        let reply = try await redis.send("ZRANGE", Keys.signIns(user), "0", "-1")
        let ids = (reply.elements ?? []).compactMap(\.text)
        let outcome = try await redis.call(
            SignInEnding.endAll,
            keys: [Keys.account(user), Keys.signIns(user)] + ids.map { Keys.signIn(user, $0) }, ids)
        guard let values = outcome.elements, values.count == 2, let version = values[0].integerValue,
            let count = values[1].integerValue
        else { throw .corrupt(detail: "the script that ends sign-ins answered \(outcome)") }
        guard version > 0 else { throw .accountNotFound }
        try await revocations.raiseVersion(of: user, to: version)
        return Int(count)
    }
}
