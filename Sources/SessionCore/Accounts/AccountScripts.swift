internal import Redis

enum AccountScripts {
    /// KEYS email · ARGV our claim, the claim that was left behind. Takes the address when nobody was faster.
    static let takeOver = RedisScript(
        """
        if redis.call('GET', KEYS[1]) ~= ARGV[2] then return {'changed'} end
        redis.call('SET', KEYS[1], ARGV[1])
        return {'claimed'}
        """)

    /// KEYS email · ARGV claim. Releases the address when it is still ours.
    static let release = RedisScript(
        """
        if redis.call('GET', KEYS[1]) ~= ARGV[1] then return {'changed'} end
        redis.call('DEL', KEYS[1])
        return {'released'}
        """)

    /// KEYS user · ARGV format, email, hash, now (ms), version.
    static let create = RedisScript(
        """
        if redis.call('EXISTS', KEYS[1]) == 1 then return {'exists'} end
        redis.call('HSET', KEYS[1], 'v', ARGV[1], 'email', ARGV[2], 'hash', ARGV[3], 'created', ARGV[4],
            'last_login', '0', 'version', ARGV[5], 'state', 'new')
        return {'created'}
        """)

    /// KEYS user. Open tokens of this ID have ended.
    static let activate = RedisScript(
        """
        if redis.call('HGET', KEYS[1], 'state') == 'new' then redis.call('HSET', KEYS[1], 'state', 'active') end
        return {'active'}
        """)
}
