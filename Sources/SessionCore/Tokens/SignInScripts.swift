internal import Redis

/// Changes of a user's sign-ins: their records, `user:{alice}:signin:ID`, and the index of them, `user:{alice}:signins`,
/// always together. What may fail by its type is read before anything is written.
///
/// A record carries the account's `version` of when it began or was last kept; one below the account's is dead, whether
/// the index knows it or not. Records of format 1 have no version and no entry in the index: they are of version 1,
/// since nothing raised versions then, and the next refresh makes them records of format 2.
enum SignInScripts {
    static let format = "2"

    /// KEYS: record, account, index, ended. ARGV: as `write`, then limit, prefix of records, until when an ended one must
    /// be remembered. The account's last login is now.
    ///
    /// Answers `stale` when the account is not of that version any more, or disabled, else `ok` and all whose end is to be told.
    static let create = RedisScript(
        """
        local version = redis.call('HGET', KEYS[2], 'version')
        \(guardTypes(3, 4))
        if version ~= ARGV[8] or redis.call('HGET', KEYS[2], 'state') ~= 'active' then return {'stale'} end
        \(makeRoom(index: 3, ended: 4, now: 3, from: 9))
        \(write(record: 1, index: 3, from: 1))
        redis.call('HSET', KEYS[2], 'last_login', ARGV[3])
        return {'ok', unpack(redis.call('ZRANGE', KEYS[4], 0, -1))}
        """)

    /// The record of a token of issueToken, which no refresh token belongs to. KEYS as `create`. ARGV: version, expiry,
    /// now, device, address, ID, then as `create` from the limit on.
    static let createToken = RedisScript(
        """
        local version = redis.call('HGET', KEYS[2], 'version')
        \(guardTypes(3, 4))
        if version ~= ARGV[1] or redis.call('HGET', KEYS[2], 'state') ~= 'active' then return {'stale'} end
        \(makeRoom(index: 3, ended: 4, now: 3, from: 7))
        redis.call('HSET', KEYS[1], 'v', '\(format)', 'kind', 'token', 'version', ARGV[1], 'created', ARGV[3],
            'used', ARGV[3], 'device', ARGV[4], 'address', ARGV[5])
        redis.call('PEXPIREAT', KEYS[1], ARGV[2])
        \(enter("ARGV[2]", id: "ARGV[6]", index: 3))
        return {'ok', unpack(redis.call('ZRANGE', KEYS[4], 0, -1))}
        """)

    /// The lines that write a new sign-in with a refresh token.
    ///
    /// - Parameters:
    ///   - record, index: which of KEYS they are.
    ///   - first: where in ARGV its arguments begin: key, hash of the secret, now, device, address, life in seconds, ID,
    ///     version.
    static func write(record: Int, index: Int, from first: Int) -> String {
        func argument(_ number: Int) -> String { "ARGV[\(first + number)]" }
        return """
            redis.call('HSET', KEYS[\(record)], 'v', '\(format)', 'kind', 'session', 'key', \(argument(0)),
                'hash', \(argument(1)), 'parent', '', 'counter', '0', 'state', 'live', 'created', \(argument(2)),
                'used', \(argument(2)), 'rotated', '0', 'device', \(argument(3)), 'address', \(argument(4)),
                'version', \(argument(7)))
            redis.call('EXPIRE', KEYS[\(record)], \(argument(5)))
            \(enter("\(argument(2)) + \(argument(5)) * 1000", id: argument(6), index: index))
            """
    }

    /// KEYS: record, account, index. ARGV: counter and hash of the secret, hash of its successor, now and window in
    /// milliseconds, life in seconds, ID.
    /// Compare-and-set: of many uses that come at once, one rotates and the rest are replays of it.
    static let rotate = RedisScript(
        """
        local r = redis.call('HMGET', KEYS[1], 'state', 'counter', 'hash', 'parent', 'rotated', 'version')
        local version = redis.call('HGET', KEYS[2], 'version')
        \(guardTypes(3))
        if not r[1] then return 'missing' end
        if not version or tonumber(r[6] or '1') < tonumber(version) then
            redis.call('DEL', KEYS[1])
            redis.call('ZREM', KEYS[3], ARGV[7])
            return 'missing'
        end
        if r[1] ~= 'live' then return 'reused' end
        local counter, presented, now = tonumber(r[2]), tonumber(ARGV[1]), tonumber(ARGV[4])
        if presented == counter and ARGV[2] == r[3] then
            redis.call('HSET', KEYS[1], 'counter', counter + 1, 'hash', ARGV[3], 'parent', ARGV[2],
                'rotated', ARGV[4], 'used', ARGV[4], 'v', '\(format)', 'kind', 'session', 'version', version)
            redis.call('EXPIRE', KEYS[1], ARGV[6])
            redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', now)
            \(enter("now + ARGV[6] * 1000", id: "ARGV[7]", index: 3))
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

    /// KEYS: record, index. ARGV: ID. Whoever calls tells the revocations whether there was a record or not.
    static let delete = RedisScript(
        """
        redis.call('HGET', KEYS[1], 'v')
        redis.call('ZREM', KEYS[2], ARGV[1])
        return redis.call('DEL', KEYS[1])
        """)

    /// KEYS: record, index, ended. ARGV: ID, until when it must be remembered. Answers 0 when there is no such sign-in;
    /// one whose revocation failed before is there until it has succeeded.
    static let end = RedisScript(
        """
        local known = redis.call('HGET', KEYS[1], 'v') or redis.call('ZSCORE', KEYS[3], ARGV[1])
        \(guardTypes(2, 3))
        redis.call('ZREM', KEYS[2], ARGV[1])
        if not known then return 0 end
        redis.call('DEL', KEYS[1])
        \(remember("ARGV[1]", until: "ARGV[2]", ended: 3))
        return 1
        """)

    /// KEYS: account, index. ARGV: the sign-in to keep or '', prefix of records. Answers the new version; nothing when
    /// there is no account.
    static let endAll = RedisScript(
        """
        \(endingAll(changing: ""))
        redis.call('HDEL', KEYS[1], 'ending')
        return version
        """)

    /// `endAll`, and the account's hash with it. ARGV: as `endAll`, then the hash that is to be there and the new one.
    /// Answers nothing when it is another, or the account is disabled. `ending` names the sign-in whose change is still to be told.
    static let changePassword = RedisScript(
        """
        local now = redis.call('HMGET', KEYS[1], 'hash', 'state')
        if now[1] ~= ARGV[3] or now[2] ~= 'active' then return false end
        -- The sign-in that asks may have ended meanwhile, by itself or with all others.
        local asking = redis.call('HMGET', ARGV[2] .. ARGV[1], 'v', 'version')
        local current = redis.call('HGET', KEYS[1], 'version')
        if not asking[1] or tonumber(asking[2] or '1') < tonumber(current) then return 'ended' end
        \(endingAll(changing: "redis.call('HSET', KEYS[1], 'hash', ARGV[4], 'ending', ARGV[1])"))
        return version
        """)

    /// KEYS: account. ARGV: sign-in, version. The change that this sign-in asked for has been told.
    static let settle = RedisScript(
        """
        local known = redis.call('HMGET', KEYS[1], 'ending', 'version')
        if known[1] == ARGV[1] and known[2] == ARGV[2] then return redis.call('HDEL', KEYS[1], 'ending') end
        return 0
        """)

    /// KEYS: index. ARGV: now, prefix of records. Rows of ID, expiry, kind, device, address, creation and last use.
    static let list = RedisScript(
        """
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[1])
        local rows = {}
        local found = redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')
        for index = 1, #found, 2 do
            local record = redis.call('HMGET', ARGV[2] .. found[index], 'kind', 'device', 'address', 'created', 'used')
            if record[4] then
                rows[#rows + 1] = {found[index], found[index + 1], unpack(record)}
            end
        end
        return rows
        """)

    /// KEYS: record, account. Key, state, counter, hash and version of the record, version of the account, and last use
    /// with what is left of the record's life in milliseconds.
    static let read = RedisScript(
        """
        local r = redis.call('HMGET', KEYS[1], 'key', 'state', 'counter', 'hash', 'version', 'used')
        return {r[1], r[2], r[3], r[4], r[5], redis.call('HGET', KEYS[2], 'version'),
            {r[6], redis.call('PTTL', KEYS[1])}}
        """)

    // MARK: Lines

    /// Surfaces keys that are no sorted sets.
    private static func guardTypes(_ keys: Int...) -> String {
        keys.map { "redis.call('ZCARD', KEYS[\($0)])" }.joined(separator: "\n")
    }

    /// Puts a sign-in into the index, which outlives its last entry by a day.
    private static func enter(_ expires: String, id: String, index: Int) -> String {
        """
        redis.call('ZADD', KEYS[\(index)], \(expires), \(id))
        redis.call('PEXPIREAT', KEYS[\(index)],
            redis.call('ZRANGE', KEYS[\(index)], -1, -1, 'WITHSCORES')[2] + 86400000)
        """
    }

    private static func remember(_ id: String, until: String, ended: Int) -> String {
        """
        redis.call('ZADD', KEYS[\(ended)], \(until), \(id))
        redis.call('PEXPIREAT', KEYS[\(ended)], \(until))
        """
    }

    /// Ends those that would expire first, until there is room for one. ARGV from `first` on: limit, prefix of records,
    /// until when an ended one must be remembered.
    private static func makeRoom(index: Int, ended: Int, now: Int, from first: Int) -> String {
        """
        redis.call('ZREMRANGEBYSCORE', KEYS[\(index)], '-inf', ARGV[\(now)])
        redis.call('ZREMRANGEBYSCORE', KEYS[\(ended)], '-inf', ARGV[\(now)])
        local excess = redis.call('ZCARD', KEYS[\(index)]) + 1 - tonumber(ARGV[\(first)])
        if excess > 0 then
            for _, id in ipairs(redis.call('ZRANGE', KEYS[\(index)], 0, excess - 1)) do
                redis.call('DEL', ARGV[\(first + 1)] .. id)
                redis.call('ZREM', KEYS[\(index)], id)
                \(remember("id", until: "ARGV[\(first + 2)]", ended: ended))
            end
        end
        """
    }

    private static func endingAll(changing: String) -> String {
        """
        local known = redis.call('HGET', KEYS[1], 'v')
        \(guardTypes(2))
        local kept = ARGV[1] ~= '' and redis.call('HGET', ARGV[2] .. ARGV[1], 'v')
        if not known then return false end
        local version = redis.call('HINCRBY', KEYS[1], 'version', 1)
        for _, id in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1)) do
            if id ~= ARGV[1] then
                redis.call('DEL', ARGV[2] .. id)
                redis.call('ZREM', KEYS[2], id)
            end
        end
        if kept then redis.call('HSET', ARGV[2] .. ARGV[1], 'version', version) end
        \(changing)
        """
    }
}
