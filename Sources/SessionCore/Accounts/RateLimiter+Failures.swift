internal import JOSE
internal import Metrics
internal import Redis

/// Limits that count what failed, and not what succeeded.
extension RateLimiter {
    /// Refuses a subject that has failed too often in the last minute, whatever it does now, and counts nothing: failures
    /// are counted by `attempt`. Without this a guesser beyond the limit would learn of the one guess that is right.
    ///
    /// - Parameter limit: failures a minute; 0 is no limit.
    /// - Throws: `.rateLimited`, `.unavailable`.
    package func refuseExhausted(
        _ action: Action, _ kind: String, _ subject: String, limit: Int
    ) async throws(CoreError) {
        guard limit > 0 else { return }
        let now = clock.now()
        let key = RateLimiter.key("\(action.rawValue):\(kind)", RateLimiter.counted(kind, subject))
        let reply: RedisValue
        do throws(CoreError) {
            reply = try await redis.call(RateLimiter.failures, keys: [key], [String(now - RateLimiter.window)])
        } catch .unavailable {
            // What is in memory needs no Redis, nor may its absence tell a right secret from a wrong one.
            guard local.isExhausted(key, limit: limit, window: RateLimiter.window, now: now) else { return }
            refusals[action].add()
            throw .rateLimited(decideAlone(key, policy: "\(action.rawValue)-\(kind)", limit: limit, now))
        }
        guard let values = reply.elements, let count = values.first?.integerValue else {
            throw .corrupt(detail: "the script that counts failures answered \(reply)")
        }
        guard count >= limit else { return }
        let oldest = values.count > 1 ? values[1].bytes.flatMap(Score.integer) ?? now : now
        refusals[action].add()
        throw .rateLimited(
            RateDecision(
                policy: "\(action.rawValue)-\(kind)", limit: limit, window: Int(RateLimiter.window / 1000),
                remaining: 0,
                reset: Int(max(1, (oldest + RateLimiter.window - now + 999) / 1000)), isAllowed: false,
                isFirstRefusal: false))
    }

    /// KEYS: attempts. ARGV: when the window began. How many there are, and when the oldest was.
    private static let failures = RedisScript(
        """
        local oldest = redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. ARGV[1], '+inf', 'WITHSCORES', 'LIMIT', 0, 1)
        return {redis.call('ZCOUNT', KEYS[1], '(' .. ARGV[1], '+inf'), oldest[2]}
        """)
}
