internal import JOSE
internal import Redis

/// The keys as they lie in Redis: read, and changed by compare-and-set.
struct KeyStore: Sendable {
    let redis: Redis
    /// Reading and writing keys takes tens of milliseconds each.
    let pool: WorkPool
    /// Nil: private parts are kept in the open.
    let seal: KeySeal?

    /// Told of each change; the number of those who listen is the number of instances that have keys.
    static let channel = "jwk:changed"

    /// Writes, if what is there is still what was read. `''` stands for nothing.
    private static let replace = RedisScript(
        """
        if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return 0 end
        redis.call('SET', KEYS[1], ARGV[2])
        return 1
        """)

    /// The stored text; nil when there is none.
    func read() async throws(CoreError) -> String? { try await redis.send("GET", Keys.privateKeys).text }

    func decode(_ text: String) async throws(CoreError) -> KeySet {
        try await JOSEWork.run(pool) { [seal] () throws(JOSEError) in try KeySet(text, seal) }
    }

    /// - Parameter known: what was read; nil for nothing.
    /// - Returns: the new text; nil when another was faster, and nothing is written.
    func write(_ set: KeySet, over known: String?) async throws(CoreError) -> String? {
        let (text, published) = try await JOSEWork.run(pool) { [seal] () throws(JOSEError) in
            (try set.encoded(seal), try JWKSet(keys: set.keys.map(\.jwk.publicPart)).encoded)
        }
        let done = try await redis.call(KeyStore.replace, keys: [Keys.privateKeys], [known ?? "", text])
        guard done.integerValue == 1 else { return nil }
        // It is done: what others are told besides may get lost, and they look for themselves.
        _ = try? await redis.send("SET", Keys.publicKeys, String(decoding: published, as: UTF8.self))
        _ = try? await redis.send("PUBLISH", KeyStore.channel, "changed")
        return text
    }

    /// Whether Redis has started so lately that instances may still be on their way to it.
    func isYoung() async throws(CoreError) -> Bool {
        let info = try await redis.send("INFO", "server").text ?? ""
        let uptime = info.firstMatch(of: #/uptime_in_seconds:(\d+)/#).flatMap { Int($0.1) }
        return uptime.map { $0 < KeyStore.youth } ?? true
    }

    /// Seconds: longer than the longest pause between two attempts to connect.
    private static let youth = 10

    /// Asks the instances that have keys to put them back.
    ///
    /// - Returns: how many there are.
    func askForLostKeys() async throws(CoreError) -> Int {
        Int(try await redis.send("PUBLISH", KeyStore.channel, "lost").integerValue ?? 0)
    }

    /// A new key. Takes about 0.1 s with RSA.
    func make(_ algorithm: SignatureAlgorithm, created now: Int64, signsFrom: Int64) async throws(CoreError)
        -> KeyRecord
    {
        let key = try await JOSEWork.run(pool) { () throws(JOSEError) in try SigningKey.generate(algorithm) }
        return KeyRecord(key.jwk, created: now, signsFrom: signsFrom)
    }
}
