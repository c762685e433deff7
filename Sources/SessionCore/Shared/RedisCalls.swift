internal import Redis

extension Redis {
    /// A command, its errors as ours.
    func send(_ words: String...) async throws(CoreError) -> RedisValue {
        do { return try await command(words) } catch { throw CoreError(error) }
    }

    func call(_ script: RedisScript, keys: [String], _ arguments: [String]) async throws(CoreError) -> RedisValue {
        do { return try await run(script, keys: keys, arguments: arguments) } catch { throw CoreError(error) }
    }
}
