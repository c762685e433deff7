internal import Redis

/// The changes of an account, each as one script on the user's slot (of a claim: on the address's).
enum AccountScripts {
    /// KEYS: account, tombstone, and record and index of the sign-in that comes with the account if there is one. ARGV:
    /// format, e-mail, hash, now, token version, then as `SignInScripts.write`. Creates both if there is no account. A type error of Redis surfaces before anything is
    /// written.
    static let create = RedisScript(
        """
        if redis.call('HGET', KEYS[1], 'v') then return 'exists' end
        -- An account of this ID may have come and gone since the version was chosen.
        local dead = redis.call('HGET', KEYS[2], 'version')
        if dead and tonumber(dead) >= tonumber(ARGV[5]) then return 'late' end
        redis.call('HSET', KEYS[1], 'v', ARGV[1], 'email', ARGV[2], 'hash', ARGV[3], 'created', ARGV[4],
            'version', ARGV[5], 'state', 'active')
        if KEYS[3] then
            \(SignInScripts.write(record: 3, index: 4, from: 6))
        end
        return 'ok'
        """)

    /// KEYS: account. ARGV: the version that it is to have at least, and its hash. Answers the version; nothing when the
    /// account is not active or has another hash.
    static let catchUp = RedisScript(
        """
        local known = redis.call('HMGET', KEYS[1], 'version', 'hash', 'state')
        local version = tonumber(known[1] or '')
        if not version or known[2] ~= ARGV[2] or known[3] ~= 'active' then return false end
        if version >= tonumber(ARGV[1]) then return version end
        redis.call('HSET', KEYS[1], 'version', ARGV[1])
        return tonumber(ARGV[1])
        """)

    /// KEYS: account. ARGV: its state from now on.
    static let setState = RedisScript(
        """
        if not redis.call('HGET', KEYS[1], 'v') then return 0 end
        redis.call('HSET', KEYS[1], 'state', ARGV[1])
        return 1
        """)

    /// KEYS: account, tombstone, then what goes with it: indexes, which are empty by now. ARGV: key and text of the claim
    /// of its e-mail address, both may be empty; the tombstone's life in seconds. Takes a disabled account away, whose
    /// sessions and sign-ins are gone already.
    static let bury = RedisScript(
        """
        local known = redis.call('HMGET', KEYS[1], 'v', 'state', 'version')
        if not known[1] then return 'missing' end
        if known[2] ~= 'disabled' then return 'enabled' end
        local version = tonumber(known[3])
        local dead = tonumber(redis.call('HGET', KEYS[2], 'version') or '0')
        if dead > version then version = dead end
        redis.call('HSET', KEYS[2], 'v', '1', 'version', string.format('%.0f', version), 'claim_key', ARGV[1],
            'claim', ARGV[2])
        redis.call('EXPIRE', KEYS[2], ARGV[3])
        for index = 3, #KEYS do redis.call('DEL', KEYS[index]) end
        redis.call('DEL', KEYS[1])
        return 'ok'
        """)

    /// Lets a claim go that is still as we know it.
    static let release = RedisScript(
        "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0")

    /// Puts a claim in the place of one that is still as we know it. Nobody can come between.
    static let replace = RedisScript(
        """
        if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
        redis.call('SET', KEYS[1], ARGV[2])
        return 1
        """)

    /// Replaces a hash that is still as we know it.
    static let rehash = RedisScript(
        "if redis.call('HGET', KEYS[1], 'hash') == ARGV[1] then redis.call('HSET', KEYS[1], 'hash', ARGV[2]) end")

    /// The line of a script that ends it with `answer` when the user of these keys is disabled or deleted. An ID that
    /// never had an account passes: open tokens have none.
    ///
    /// - Parameters:
    ///   - account, tombstone: which of KEYS they are.
    ///   - answer: as Lua writes it.
    static func refuse(account: Int, tombstone: Int, answer: String) -> String {
        """
        local state = redis.call('HGET', KEYS[\(account)], 'state')
        if state ~= 'active' and (state or redis.call('EXISTS', KEYS[\(tombstone)]) == 1) then return \(answer) end
        """
    }
}
