package import EventLoop
internal import Metrics

/// Commands to one Redis server, over one connection per loop.
///
/// Commands of one turn of a loop leave in one write (pipelining), and replies come back in order. Each command has a
/// deadline; when it passes, the connection is dropped and made anew, so that a late reply can never meet another
/// command. No command is sent twice. Blocking commands (XREAD BLOCK, SUBSCRIBE, MULTI) have no place here: see
/// `RedisSubscriber` and `RedisStreamFollower`.
package final class Redis: Sendable {
    private let connections: [RedisConnection]
    private let limits: RedisLimits
    package let endpoint: RedisEndpoint
    package let counters = RedisCounters()

    /// - Parameters:
    ///   - loops: at least one; a command goes over the connection of the loop that it is called on, or of the first.
    ///   - deadline: nanoseconds from the call to the reply.
    ///   - onEvent: told of connections made and lost, on their loop; for the log.
    package init(
        _ endpoint: RedisEndpoint, loops: [EventLoop], deadline: UInt64 = 500_000_000,
        limits: RedisLimits = RedisLimits(), onEvent: (@Sendable (RedisEvent) -> Void)? = nil
    ) {
        precondition(!loops.isEmpty, "Redis needs at least one loop")
        self.endpoint = endpoint
        self.limits = limits
        let counters = counters
        connections = loops.map {
            RedisConnection(endpoint, loop: $0, deadline: deadline, limits: limits) { event in
                if case .disconnected = event { counters.disconnects.add() }
                onEvent?(event)
            }
        }
    }

    /// Makes the first connections and waits for their PONG; from then on lost connections are made anew by themselves.
    ///
    /// - Throws: what is wrong with the first attempt, in words for the operator. It may be called again.
    package func connect() async throws(RedisError) {
        for connection in connections { try await connection.connect() }
    }

    /// Whether every loop's connection is up now.
    package var isConnected: Bool { connections.allSatisfy(\.isConnected) }

    /// Sends one command of UTF-8 words, such as `command("SET", key, value, "NX")`.
    package func command(_ words: String...) async throws(RedisError) -> RedisValue {
        try await command(words)
    }

    /// Sends one command whose words are made at run time.
    package func command(_ words: [String]) async throws(RedisError) -> RedisValue {
        try await send(RESPCommand.format(words, limit: limits.commandBytes))
    }

    /// Sends one command with any bytes in its words.
    package func command(_ words: [[UInt8]]) async throws(RedisError) -> RedisValue {
        try await send(RESPCommand.format(words, limit: limits.commandBytes))
    }

    /// Runs a script by its SHA-1; by its source, once, when the server does not know it (after a restart or failover).
    package func run(
        _ script: RedisScript, keys: [String], arguments: [String]
    ) async throws(RedisError) -> RedisValue {
        do {
            return try await self.script("EVALSHA", script.sha1, keys, arguments)
        } catch .server(let text) where text.hasPrefix("NOSCRIPT") {
            // Nothing of the script has run: to send it with its source repeats no write.
            return try await self.script("EVAL", script.source, keys, arguments)
        }
    }

    /// Sends a script by name or source, with the deadline of its caller.
    private func script(
        _ command: String, _ script: String, _ keys: [String], _ arguments: [String]
    ) async throws(RedisError) -> RedisValue {
        var words: [String] = []
        words.reserveCapacity(keys.count + arguments.count + 4)
        words += [command, script, String(keys.count)]
        words += keys
        words += arguments
        words.append(String(nearest.scriptDeadline))
        return try await self.command(words)
    }

    private var nearest: RedisConnection { connections.first(where: \.isOnLoop) ?? connections[0] }

    /// Closes the connections. Commands in flight fail as unavailable.
    package func close() async {
        for connection in connections { await connection.close() }
    }

    private func send(_ bytes: [UInt8]) async throws(RedisError) -> RedisValue {
        counters.commands.add()
        do {
            return try await nearest.send(bytes)
        } catch {
            switch error {
            // Answered by the script's source: see `run`.
            case .server(let text) where text.hasPrefix("NOSCRIPT"): break
            case .server: counters.refusals.add()
            case .unavailable, .protocolViolation: counters.failures.add()
            }
            throw error
        }
    }
}
