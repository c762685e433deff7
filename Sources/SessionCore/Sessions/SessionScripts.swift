internal import Redis

/// The changes of sessions, each as one script on one slot. What may fail by its type is read before anything is
/// written, so that a broken key leaves nothing half-done. The indexes outlive the longest session, 30 days, by two.
enum SessionScripts {
    /// What is published of a session that stays the same one.
    static let updated = "updated"

    /// Writes a new session. KEYS: session. ARGV: now, expiry, template, arguments, format, revision.
    private static let write = """
        redis.call('DEL', KEYS[1])
        redis.call('HSET', KEYS[1], 'v', ARGV[5], 'template', ARGV[3], 'args', ARGV[4], 'created', ARGV[1],
            'updated', ARGV[1], 'expires', ARGV[2], 'version', '1', 'template_version', '1', 'origin', ARGV[6],
            'revision', ARGV[6])
        redis.call('PEXPIREAT', KEYS[1], ARGV[2])
        redis.call('PUBLISH', KEYS[1], 'created')
        """

    /// KEYS: session, index, expiry index, account, tombstone. ARGV: as `write`, then the limit, the ID, and '1' by an
    /// open token, which is good only while the ID has no account. Sessions that have expired leave the index first.
    static let create = RedisScript(
        """
        \(AccountScripts.refuse(account: 4, tombstone: 5, answer: "'ended'"))
        if ARGV[9] == '1' and state then return 'ended' end
        local now, expires = tonumber(ARGV[1]), tonumber(ARGV[2])
        local known = redis.call('HMGET', KEYS[1], 'v', 'expires')
        for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', now)) do
            redis.call('ZREM', KEYS[2], id)
            redis.call('ZREM', KEYS[3], id)
        end
        if known[1] and tonumber(known[2]) > now then return 'exists' end
        if redis.call('ZCARD', KEYS[2]) >= tonumber(ARGV[7]) then return 'limit' end
        \(write)
        redis.call('ZADD', KEYS[2], now, ARGV[8])
        redis.call('ZADD', KEYS[3], expires, ARGV[8])
        redis.call('EXPIRE', KEYS[2], 2764800)
        redis.call('EXPIRE', KEYS[3], 2764800)
        return 'ok'
        """)

    /// Takes a place among the public sessions for a moment. KEYS: their index. ARGV: now, end of the claim, limit, ID.
    /// The place of a session that is there is not shortened.
    static let claimPublic = RedisScript(
        """
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[1])
        local isKnown = redis.call('ZSCORE', KEYS[1], ARGV[4])
        if not isKnown and redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[3]) then return 'limit' end
        redis.call('ZADD', KEYS[1], 'GT', ARGV[2], ARGV[4])
        return 'ok'
        """)

    /// KEYS and ARGV as `write`.
    static let createPublic = RedisScript(
        """
        local known = redis.call('HMGET', KEYS[1], 'v', 'expires')
        if known[1] and tonumber(known[2]) > tonumber(ARGV[1]) then return 'exists' end
        \(write)
        return 'ok'
        """)

    /// KEYS: session, and its indexes, which only a new expiry needs. ARGV: now, arguments, template or '', expiry or '',
    /// session ID, revision that must match or '', the new one, tag that the template must have or ''.
    static let update = RedisScript(
        """
        local known = redis.call('HMGET', KEYS[1], 'v', 'expires', 'revision', 'origin', 'template_version', 'version',
            'created')
        if not known[1] or tonumber(known[2]) <= tonumber(ARGV[1]) then return 'missing' end
        -- What HINCRBY would refuse fails here, before anything has been written.
        local function counts(text) return text and #text < 19 and text:match('^[1-9]%d*$') end
        if not counts(known[5]) or not counts(known[6]) or not counts(known[7]) then return 'broken' end
        local revision = known[3] or known[7] .. '-' .. known[6]
        if ARGV[6] ~= '' and revision ~= ARGV[6] then return 'mismatch' end
        if ARGV[8] ~= '' and (known[4] or known[7]) .. ':' .. known[5] ~= ARGV[8] then return 'redrawn' end
        if ARGV[4] ~= '' then
            redis.call('ZCARD', KEYS[2])
            redis.call('ZCARD', KEYS[3])
            -- Both: an instance whose clock is ahead may have taken it for expired.
            redis.call('ZADD', KEYS[2], known[7], ARGV[5])
            redis.call('ZADD', KEYS[3], ARGV[4], ARGV[5])
            redis.call('EXPIRE', KEYS[2], 2764800)
            redis.call('EXPIRE', KEYS[3], 2764800)
            redis.call('HSET', KEYS[1], 'expires', ARGV[4])
            redis.call('PEXPIREAT', KEYS[1], ARGV[4])
        end
        if ARGV[3] ~= '' then
            redis.call('HSET', KEYS[1], 'template', ARGV[3])
            redis.call('HINCRBY', KEYS[1], 'template_version', 1)
        end
        redis.call('HINCRBY', KEYS[1], 'version', 1)
        redis.call('HSET', KEYS[1], 'args', ARGV[2], 'updated', ARGV[1], 'revision', ARGV[7])
        redis.call('PUBLISH', KEYS[1], '\(updated)')
        return 'ok'
        """)

    static let delete = RedisScript(
        """
        local known = redis.call('HMGET', KEYS[1], 'v', 'expires')
        local lives = known[1] and tonumber(known[2]) > tonumber(ARGV[2])
        redis.call('ZCARD', KEYS[2])
        redis.call('ZCARD', KEYS[3])
        redis.call('ZREM', KEYS[2], ARGV[1])
        redis.call('ZREM', KEYS[3], ARGV[1])
        if not lives then return 'missing' end
        redis.call('DEL', KEYS[1])
        redis.call('PUBLISH', KEYS[1], 'deleted')
        return 'ok'
        """)

    /// KEYS: index, expiry index, then sessions. ARGV: their IDs. Counts those that were there.
    static let deleteAll = RedisScript(
        """
        redis.call('ZCARD', KEYS[1])
        redis.call('ZCARD', KEYS[2])
        local count = 0
        for index = 3, #KEYS do
            redis.call('ZREM', KEYS[1], ARGV[index - 2])
            redis.call('ZREM', KEYS[2], ARGV[index - 2])
            count = count + redis.call('DEL', KEYS[index])
            redis.call('PUBLISH', KEYS[index], 'deleted')
        end
        return count
        """)

    /// KEYS: index, expiry index. ARGV: now, limit, last ID or '', its creation. A row is creation, expiry and ID in one
    /// text: each piece of a reply costs more than the cut. One row more than the limit tells that there is another page.
    static let list = RedisScript(
        """
        -- Byte by byte, as Redis orders what has one score. Lua's own comparison is by the locale.
        local function follows(left, right)
            for place = 1, #left do
                local one, other = string.byte(left, place), string.byte(right, place)
                if one ~= other then return not other or one > other end
            end
            return false
        end
        for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', ARGV[1])) do
            redis.call('ZREM', KEYS[1], id)
            redis.call('ZREM', KEYS[2], id)
        end
        local start = 0
        if ARGV[3] ~= '' then
            -- The last one may be gone, or made anew since: go on after where it was.
            local score = redis.call('ZSCORE', KEYS[1], ARGV[3])
            if score and tonumber(score) == tonumber(ARGV[4]) then
                start = redis.call('ZRANK', KEYS[1], ARGV[3]) + 1
            else
                start = redis.call('ZCOUNT', KEYS[1], '-inf', '(' .. ARGV[4])
                for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], ARGV[4], ARGV[4])) do
                    if not follows(id, ARGV[3]) then start = start + 1 end
                end
            end
        end
        local rows = {}
        local found = redis.call('ZRANGE', KEYS[1], start, start + tonumber(ARGV[2]), 'WITHSCORES')
        for index = 1, #found, 2 do
            local expires = redis.call('ZSCORE', KEYS[2], found[index])
            if expires then
                rows[#rows + 1] = found[index + 1] .. ' ' .. expires .. ' ' .. found[index]
            end
        end
        return rows
        """)
}
