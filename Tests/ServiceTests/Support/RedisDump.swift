import Redis

/// All that a Redis holds, as one digest for each key: what a refused request must leave as it was.
///
/// Only `rate:*` is left out, which counts refused attempts too, as it should.
struct RedisDump: Equatable {
    /// Key → digest of its value and of when it expires.
    let digests: [String: String]

    /// One script, so that nothing can happen between two keys.
    private static let script = RedisScript(
        """
        local answer = {}
        for _, key in ipairs(redis.call('KEYS', '*')) do
            if string.sub(key, 1, 5) ~= 'rate:' then
                answer[#answer + 1] = key
                answer[#answer + 1] = redis.sha1hex(redis.call('DUMP', key) .. redis.call('PEXPIRETIME', key))
            end
        end
        return answer
        """)

    init(_ redis: Redis) async throws {
        let answer = try await redis.run(Self.script, keys: [], arguments: []).elements?.compactMap(\.text) ?? []
        var digests: [String: String] = [:]
        for index in stride(from: 0, to: answer.count - 1, by: 2) { digests[answer[index]] = answer[index + 1] }
        self.digests = digests
    }

    /// The keys that one of both has and the other has not, or has otherwise.
    func differences(from other: RedisDump) -> [String] {
        Set(digests.keys).union(other.digests.keys).filter { digests[$0] != other.digests[$0] }.sorted()
    }
}
