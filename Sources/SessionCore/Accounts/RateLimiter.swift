internal import JOSE
package import Metrics
internal import Redis

/// What a rate limit says of one attempt.
package struct RateDecision: Sendable, Equatable {
    /// Names the limit in the RateLimit fields.
    package let policy: String
    /// Attempts in a window.
    package let limit: Int
    /// Seconds.
    package let window: Int
    package let remaining: Int
    /// Seconds until the oldest attempt leaves the window.
    package let reset: Int
    package let isAllowed: Bool
    /// The first refusal of this subject within a window: what follows is more of the same, and not told of.
    package let isFirstRefusal: Bool
}

/// Counts attempts in a sliding minute, in Redis, so that all instances count together; while Redis is away each counts
/// for itself, more strictly.
package struct RateLimiter: Sendable {
    /// What is limited, by the name that limits and counters have.
    package enum Action: String, CaseIterable, Sendable {
        case register, login, refresh, introspect
        case issueToken = "issue_token"
        case changePassword = "change_password"
        case publicWrite = "public_write"
    }

    let redis: Redis
    let clock: Clock
    let local = LocalRates()
    /// Attempts that were refused.
    package let refusals = CounterTable<Action>()

    static let window: Int64 = 60_000

    /// Notes an attempt of a subject, unless too many came in the last minute.
    ///
    /// - Parameter limit: attempts a minute; 0 is no limit.
    /// - Throws: `.rateLimited`, `.corrupt`.
    package func attempt(_ action: Action, _ kind: String, _ subject: String, limit: Int) async throws(CoreError) {
        guard limit > 0 else { return }
        let name = action.rawValue
        let decision = try await decide(
            "\(name):\(kind)", policy: "\(name)-\(kind)", RateLimiter.counted(kind, subject), limit: limit)
        guard decision.isAllowed else {
            refusals[action].add()
            throw .rateLimited(decision)
        }
    }

    func decide(
        _ name: String, policy: String, _ subject: String, limit: Int
    ) async throws(CoreError) -> RateDecision {
        let now = clock.now()
        let id = Base64URL.encode(try Randomness.bytes(9))
        let key = RateLimiter.key(name, subject)
        let reply: RedisValue
        do throws(CoreError) {
            reply = try await redis.call(
                RateLimiter.script, keys: [key, key + ":told"],
                [String(now), String(RateLimiter.window), String(limit), id])
        } catch .unavailable {
            return decideAlone(key, policy: policy, limit: limit, now)
        }
        guard let values = reply.elements, values.count == 4, let allowed = values[0].integerValue,
            let count = values[1].integerValue, let oldest = values[2].bytes.flatMap(Score.integer)
        else { throw .corrupt(detail: "the rate limit script answered \(reply)") }
        let wait = max(1, (oldest + RateLimiter.window - now + 999) / 1000)
        return RateDecision(
            policy: policy, limit: limit, window: Int(RateLimiter.window / 1000),
            remaining: max(0, limit - Int(count)), reset: Int(wait), isAllowed: allowed == 1,
            isFirstRefusal: values[3].integerValue == 1)
    }

    /// What attempts of a subject are counted by: addresses by their network.
    static func counted(_ kind: String, _ subject: String) -> String {
        kind == "address" ? ClientNetwork.of(subject) : subject
    }

    /// The subject may be any text that a client sent: its hash names the key. User IDs differ by case, e-mail addresses
    /// do not.
    static func key(_ name: String, _ subject: String) -> String {
        let counted = subject.contains("@") ? subject.lowercased() : subject
        return Keys.rate(name, Base64URL.encode(Array(SHA256.digest(Array(counted.utf8)).prefix(16))))
    }

    /// Without Redis. Refusals are not told of one by one: the log says already that it is away.
    func decideAlone(_ key: String, policy: String, limit: Int, _ now: Int64) -> RateDecision {
        let verdict = local.attempt(key, limit: limit, window: RateLimiter.window, now: now)
        return RateDecision(
            policy: policy, limit: LocalRates.limit(limit), window: Int(RateLimiter.window / 1000),
            remaining: verdict.remaining, reset: Int(max(1, (verdict.wait + 999) / 1000)),
            isAllowed: verdict.isAllowed, isFirstRefusal: false)
    }

    /// KEYS: attempts, and whether a refusal has been told of. ARGV: now, window, limit, name of the attempt.
    private static let script = RedisScript(
        """
        local now, window, limit = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - window)
        local count, allowed = redis.call('ZCARD', KEYS[1]), 0
        if count < limit then
            redis.call('ZADD', KEYS[1], now, ARGV[4])
            redis.call('PEXPIRE', KEYS[1], window)
            count, allowed = count + 1, 1
        end
        local oldest = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
        local first = 0
        if allowed == 0 and redis.call('SET', KEYS[2], '1', 'NX', 'PX', window) then first = 1 end
        return {allowed, count, oldest[2], first}
        """)
}
