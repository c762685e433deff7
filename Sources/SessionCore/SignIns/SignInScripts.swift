internal import Redis

/// Changes of `user:{alice}:signin:SID` and its index, all on the user's slot.
enum SignInScripts {
    /// KEYS user, sign-in, index · ARGV sign-in ID, format, kind, family key, secret's hash, now (ms), expiry (ms),
    /// account version, address, agent, 1 when it is a login.
    /// The account may have gone or changed its version since its password was checked.
    static let start = RedisScript(
        """
        if redis.call('HGET', KEYS[1], 'version') ~= ARGV[8] then return {'gone'} end
        redis.call('HSET', KEYS[2], 'v', ARGV[2], 'kind', ARGV[3], 'key', ARGV[4], 'hash', ARGV[5], 'counter', '0',
            'parent', '', 'rotated', '0', 'state', 'live', 'created', ARGV[6], 'used', ARGV[6],
            'version', ARGV[8], 'address', ARGV[9], 'agent', ARGV[10])
        redis.call('PEXPIREAT', KEYS[2], ARGV[7])
        redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', ARGV[6])
        redis.call('ZADD', KEYS[3], ARGV[7], ARGV[1])
        local last = redis.call('ZREVRANGE', KEYS[3], 0, 0, 'WITHSCORES')
        redis.call('PEXPIREAT', KEYS[3], string.format('%.0f', last[2]))
        if ARGV[11] == '1' then redis.call('HSET', KEYS[1], 'last_login', ARGV[6]) end
        return {'started'}
        """)

    /// KEYS user, sign-in, index · ARGV sign-in ID, counter of the secret, its hash, its successor's hash, now (ms),
    /// grace (ms), expiry (ms).
    /// Compare and set: of concurrent uses of one secret the first rotates, the others replay.
    static let rotate = RedisScript(
        """
        local stored = redis.call('HMGET', KEYS[2], 'state', 'counter', 'hash', 'parent', 'rotated', 'version')
        if not stored[1] then return {'gone'} end
        if stored[1] ~= 'live' then return {'reused'} end
        if redis.call('HGET', KEYS[1], 'version') ~= stored[6] then return {'gone'} end
        local counter, now = tonumber(ARGV[2]), tonumber(ARGV[5])
        local current = tonumber(stored[2])
        if counter == current and ARGV[3] == stored[3] then
            redis.call('HSET', KEYS[2], 'counter', string.format('%.0f', current + 1), 'hash', ARGV[4],
                'parent', ARGV[3], 'rotated', ARGV[5], 'used', ARGV[5])
            redis.call('PEXPIREAT', KEYS[2], ARGV[7])
            redis.call('ZADD', KEYS[3], ARGV[7], ARGV[1])
            redis.call('PEXPIREAT', KEYS[3], ARGV[7])
            return {'rotated', stored[6]}
        end
        if counter + 1 == current and ARGV[3] == stored[4] and ARGV[4] == stored[3]
            and now - tonumber(stored[5]) <= tonumber(ARGV[6]) then
            return {'replayed', stored[6]}
        end
        if counter < current then
            redis.call('HSET', KEYS[2], 'state', 'reused', 'hash', '', 'parent', '')
            return {'reused'}
        end
        return {'gone'}
        """)

    /// KEYS sign-in, index · ARGV sign-in ID.
    static let end = RedisScript(
        """
        redis.call('DEL', KEYS[1])
        redis.call('ZREM', KEYS[2], ARGV[1])
        return {'ended'}
        """)
}
