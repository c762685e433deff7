internal import Redis

/// Redis as the core sees it: replies, or the core's own errors.
struct Store: Sendable {
    let redis: Redis

    func command(_ words: String...) async throws(CoreError) -> RedisValue {
        do {
            return try await redis.command(words)
        } catch {
            throw Store.error(error)
        }
    }

    func run(_ script: RedisScript, keys: [String], _ arguments: String...) async throws(CoreError) -> RedisValue {
        do {
            return try await redis.run(script, keys: keys, arguments: arguments)
        } catch {
            throw Store.error(error)
        }
    }

    /// The hash at a key, nil when there is none.
    func record(_ key: String) async throws(CoreError) -> Record? {
        try Record(key: key, reply: try await command("HGETALL", key))
    }

    /// The first word of a script's reply, with the rest of it.
    func outcome(
        _ script: RedisScript, keys: [String], _ arguments: [String]
    ) async throws(CoreError) -> (name: String, values: [RedisValue]) {
        let reply: RedisValue
        do {
            reply = try await redis.run(script, keys: keys, arguments: arguments)
        } catch {
            throw Store.error(error)
        }
        guard let elements = reply.elements, let name = elements.first?.text else {
            throw CoreError.corrupt("a script on \(keys.first ?? "") answered with an unknown shape")
        }
        return (name, Array(elements.dropFirst()))
    }

    static func error(_ error: RedisError) -> CoreError {
        switch error {
        // A violated protocol costs the connection, like an outage; the next command has a new one.
        case .unavailable(let detail), .protocolViolation(let detail): CoreError.unavailable(detail)
        case .server(let detail): CoreError.corrupt("Redis refused a command: \(detail)")
        }
    }
}

/// A Redis hash that we wrote, with the version of its format in `v`. What is missing or cannot be read is `.corrupt`.
struct Record: Sendable {
    /// The format that this version of the program writes and reads.
    static let format: Int64 = 1

    let key: String
    private let fields: [String: String]

    /// Nil for an empty reply: no such key.
    init?(key: String, reply: RedisValue) throws(CoreError) {
        guard let words = reply.elements else { throw CoreError.corrupt("\(key) is not a hash") }
        guard !words.isEmpty else { return nil }
        var fields: [String: String] = [:]
        for index in stride(from: 0, to: words.count - 1, by: 2) {
            if let name = words[index].text { fields[name] = words[index + 1].text }
        }
        self.key = key
        self.fields = fields
        let version = try integer("v")
        guard version == Record.format else { throw CoreError.corrupt("\(key) has the unknown format \(version)") }
    }

    func text(_ name: String) throws(CoreError) -> String {
        guard let text = fields[name] else { throw CoreError.corrupt("\(key) has no field \(name)") }
        return text
    }

    func integer(_ name: String) throws(CoreError) -> Int64 {
        guard let value = Int64(try text(name)) else { throw CoreError.corrupt("\(key) has a bad number in \(name)") }
        return value
    }
}

/// The keys of Redis. Braces are Cluster hash tags: what one script touches lies on one slot. IDs are validated, so that
/// no ID can reach another key.
enum Keys {
    static let privateKeys = "jwk:private"
    static let publicKeys = "jwk:public"
    static let revokedSignIns = "{revocations}:set"
    static let minimumVersions = "{revocations}:versions"
    static let revocationLog = "{revocations}:log"

    static func user(_ user: UserID) -> String { "user:{\(user)}" }
    static func email(_ digest: String) -> String { "email:{\(digest)}" }
    static func signIn(_ user: UserID, _ id: String) -> String { "user:{\(user)}:signin:\(id)" }
    static func signIns(_ user: UserID) -> String { "user:{\(user)}:signins" }
    /// Also the channel on which its changes are published.
    static func session(_ user: UserID, _ session: SessionID) -> String { "user:{\(user)}:session:\(session)" }
    static func sessions(_ user: UserID) -> String { "user:{\(user)}:sessions" }
    static func sessionExpiry(_ user: UserID) -> String { "user:{\(user)}:sessions:expiry" }
    static func rate(_ policy: String, _ subject: String) -> String { "rate:{\(policy):\(subject)}" }
}
