internal import JOSE
internal import Redis

/// The revocations as Redis keeps them: two sorted sets by time of expiry, for those who start later, and a log that
/// every instance follows.
struct RevocationStore: Sendable {
    let redis: Redis
    let clock: Clock
    /// Members read at once.
    let pageSize: Int

    /// Before the first entry of a log.
    static let start = "0-0"
    /// Entries kept in the log.
    static let logLength = "100000"
    /// Entries written by one script.
    private static let batch = 500

    // MARK: Writing

    func add(signIns: [(name: String, until: Int64)]) async throws(CoreError) {
        try await add(signIns.map { ($0.name, $0.until) }, to: Keys.revokedSignIns, RevocationStore.addSignIns)
    }

    /// - Parameter versions: in this order, so that an exemption comes before what it excuses from.
    func add(versions: [(name: String, minimum: RevocationList.Minimum)]) async throws(CoreError) {
        let members = versions.map { ("\($0.name):\($0.minimum.version)", $0.minimum.until) }
        try await add(members, to: Keys.minimumVersions, RevocationStore.addVersions)
    }

    private func add(
        _ members: [(name: String, until: Int64)], to key: String, _ script: RedisScript
    ) async throws(CoreError) {
        for start in stride(from: 0, to: members.count, by: RevocationStore.batch) {
            let part = members[start..<min(start + RevocationStore.batch, members.count)]
            _ = try await redis.call(
                script, keys: [key, Keys.revocationLog, Keys.revocationCount],
                [String(clock.seconds), RevocationStore.logLength] + part.flatMap { [$0.name, String($0.until)] })
        }
    }

    /// ARGV: now, length of the log, then pairs of a member and until when it counts. A key of another type is an error
    /// before anything is written. Entries of the log are numbered, so that whoever follows it notices when one is missing.
    private static func script(_ entry: String) -> RedisScript {
        RedisScript(
            """
            redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[1])
            redis.call('XLEN', KEYS[2])
            for index = 3, #ARGV - 2, 2 do
                local member, til = ARGV[index], ARGV[index + 1]
                local number = redis.call('INCR', KEYS[3])
                redis.call('ZADD', KEYS[1], 'GT', til, member)
                \(entry)
            end
            return 1
            """)
    }

    private static let addSignIns = script(
        "redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[2], '*', 'n', number, 'sid', member, 'until', til)")
    private static let addVersions = script(
        """
        local user, version = string.match(member, '^(.*):(%d+)$')
        redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[2], '*', 'n', number,
            'user', user, 'version', version, 'until', til)
        """)

    // MARK: Reading

    /// All that has not expired, and where the log stood before: what comes after it may be missing.
    func load() async throws(CoreError) -> (list: RevocationList, cursor: String, count: Int64) {
        let newest = try await redis.send("XREVRANGE", Keys.revocationLog, "+", "-", "COUNT", "1")
        // After the place in the log: what comes between is told again, and not taken for missing.
        let count = try await count()
        let now = clock.seconds
        var list = RevocationList()
        try await page(Keys.revokedSignIns, from: now) { signIn, until in list.add(signIn: signIn, until: until) }
        try await page(Keys.minimumVersions, from: now) { member, until in
            guard let colon = member.lastIndex(of: ":"), let version = Int64(member[member.index(after: colon)...])
            else { return }
            list.add(user: String(member[..<colon]), version: version, until: until)
        }
        return (list, newest.elements?.first?.elements?.first?.text ?? RevocationStore.start, count)
    }

    /// Reads what has not expired in a sorted set, a part at a time.
    ///
    /// Others take expired members away meanwhile, so that places in the whole set mean nothing: each part begins at
    /// the score where the one before ended, after the members of that score that were seen.
    private func page(_ key: String, from now: Int64, _ body: (String, Int64) -> Void) async throws(CoreError) {
        var (start, seen) = ("(\(now)", 0)
        while true {
            let rows =
                try await redis.send(
                    "ZRANGE", key, start, "+inf", "BYSCORE", "LIMIT", String(seen), String(pageSize), "WITHSCORES"
                ).elements ?? []
            for index in stride(from: 0, to: rows.count - 1, by: 2) {
                guard let member = rows[index].text, let until = rows[index + 1].bytes.flatMap(Score.integer) else {
                    continue
                }
                body(member, until)
                if start != String(until) { (start, seen) = (String(until), 0) }
                seen += 1
            }
            if rows.count / 2 < pageSize { return }
        }
    }

    // MARK: Losses

    /// How many entries the log ever had.
    func count() async throws(CoreError) -> Int64 {
        try await redis.send("GET", Keys.revocationCount).integerValue ?? 0
    }

    /// Names what Redis holds now; another name, or none, tells that it has lost all.
    func epoch() async throws(CoreError) -> String? { try await redis.send("GET", Keys.revocationEpoch).text }

    /// - Returns: the name, given now when there was none.
    func beginEpoch() async throws(CoreError) -> String {
        let fresh = Base64URL.encode(try Randomness.bytes(12))
        _ = try await redis.send("SET", Keys.revocationEpoch, fresh, "NX")
        return try await epoch() ?? fresh
    }
}
