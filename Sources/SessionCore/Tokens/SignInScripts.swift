internal import Redis

/// Changes of a sign-in's record, `user:{alice}:signin:SID`.
enum SignInScripts {
    /// KEYS: sign-in, account, whose last login it is from now on, unless it was disabled or deleted meanwhile. A broken
    /// account surfaces before anything is written.
    static let create = RedisScript(
        """
        if redis.call('HGET', KEYS[2], 'state') ~= 'active' then return 0 end
        \(write(key: 1, from: 1))
        redis.call('HSET', KEYS[2], 'last_login', ARGV[3])
        return 1
        """)

    /// The lines that write a new sign-in.
    ///
    /// - Parameters:
    ///   - key: which of KEYS it is.
    ///   - first: where in ARGV its arguments begin: key, hash of the secret, now, device, address, life in seconds.
    static func write(key: Int, from first: Int) -> String {
        func argument(_ number: Int) -> String { "ARGV[\(first + number)]" }
        return """
            redis.call('HSET', KEYS[\(key)], 'v', '1', 'key', \(argument(0)), 'hash', \(argument(1)), 'parent', '',
                'counter', '0', 'state', 'live', 'created', \(argument(2)), 'used', \(argument(2)), 'rotated', '0',
                'device', \(argument(3)), 'address', \(argument(4)))
            redis.call('EXPIRE', KEYS[\(key)], \(argument(5)))
            """
    }

    /// ARGV: counter and hash of the secret, hash of its successor, now and window in milliseconds, life in seconds.
    /// Compare-and-set: of many uses that come at once, one rotates and the rest are replays of it.
    static let rotate = RedisScript(
        """
        local r = redis.call('HMGET', KEYS[1], 'state', 'counter', 'hash', 'parent', 'rotated')
        if not r[1] then return 'missing' end
        if r[1] ~= 'live' then return 'reused' end
        local counter, presented, now = tonumber(r[2]), tonumber(ARGV[1]), tonumber(ARGV[4])
        if presented == counter and ARGV[2] == r[3] then
            redis.call('HSET', KEYS[1], 'counter', counter + 1, 'hash', ARGV[3], 'parent', ARGV[2],
                'rotated', ARGV[4], 'used', ARGV[4])
            redis.call('EXPIRE', KEYS[1], ARGV[6])
            return 'rotated'
        end
        if presented + 1 == counter and ARGV[2] == r[4] and ARGV[3] == r[3]
            and now - tonumber(r[5]) <= tonumber(ARGV[5]) then
            return 'replay'
        end
        if presented >= counter then return 'missing' end
        redis.call('HSET', KEYS[1], 'state', 'reused', 'hash', '', 'parent', '')
        return 'reused'
        """)

    /// Reads first, so that a key of another type is an error and not a silent success.
    static let delete = RedisScript("redis.call('HGET', KEYS[1], 'v') return redis.call('DEL', KEYS[1])")
}
