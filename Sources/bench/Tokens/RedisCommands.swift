internal import Redis

/// How often Redis has run each command, from its own statistics.
struct RedisCommands {
    private(set) var calls: [String: Int]

    /// - Parameter text: the section `commandstats` of INFO, with lines such as
    ///   `cmdstat_get:calls=21,usec=175,usec_per_call=8.33`. What INFO itself adds is left out.
    init(info text: String) {
        calls = [:]
        for line in text.split(whereSeparator: \.isNewline) where line.hasPrefix("cmdstat_") {
            let name = line.dropFirst(8).prefix { $0 != ":" }
            guard name != "info", let start = line.firstRange(of: "calls=")?.upperBound else { continue }
            calls[String(name)] = Int(line[start...].prefix { $0 != "," })
        }
    }

    static func counts(_ redis: Redis) async throws(RedisError) -> RedisCommands {
        RedisCommands(info: try await redis.command("INFO", "commandstats").text ?? "")
    }

    var total: Int { calls.values.reduce(0, +) }

    func since(_ earlier: RedisCommands) -> RedisCommands {
        var difference = self
        for (name, count) in earlier.calls { difference.calls[name, default: 0] -= count }
        return difference
    }

    /// The commands that came more often than in another time, by more than that.
    func exceeding(_ other: RedisCommands, by tolerance: Int) -> [String: Int] {
        calls.filter { $0.value > other.calls[$0.key, default: 0] + tolerance }
    }
}
