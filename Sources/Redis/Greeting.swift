/// What is said before the first command, AUTH, SELECT, PING and TIME in one write, and what the answers mean.
struct Greeting {
    private var expected: [String] = []
    /// Milliseconds since 1970 on the server's clock, once it has answered.
    private(set) var serverTime: Int64 = 0

    /// The bytes to send.
    mutating func begin(_ endpoint: RedisEndpoint) throws(RedisError) -> [UInt8] {
        var commands: [[String]] = []
        if let password = endpoint.password {
            commands.append(["AUTH"] + (endpoint.user.map { [$0, password] } ?? [password]))
        }
        if endpoint.database != 0 { commands.append(["SELECT", String(endpoint.database)]) }
        commands += [["PING"], ["TIME"]]
        expected = commands.map { $0[0] }
        var bytes: [UInt8] = []
        for command in commands {
            bytes += try RESPCommand.format(command, limit: 1 << 20)
        }
        return bytes
    }

    /// Takes the next answer.
    ///
    /// - Returns: true when it was the last.
    /// - Throws: why the server cannot be used, with what to do about it. `.unavailable` may pass by itself.
    mutating func answered(_ value: RedisValue, _ endpoint: RedisEndpoint) throws(RedisError) -> Bool {
        let step = expected.isEmpty ? "PING" : expected.removeFirst()
        switch value {
        case .simple("OK") where step != "PING" && step != "TIME": return expected.isEmpty
        case .simple("PONG") where step == "PING": return expected.isEmpty
        case .array(let parts) where step == "TIME" && parts.count == 2:
            guard let seconds = parts[0].integerValue, let microseconds = parts[1].integerValue else {
                throw .protocolViolation("\(endpoint) gave no Redis answer to TIME")
            }
            serverTime = seconds * 1_000 + microseconds / 1_000
            return expected.isEmpty
        case .error(let text): throw Greeting.refusal(text, step, endpoint)
        default:
            throw .protocolViolation("\(endpoint) gave no Redis answer to \(step): check that host and port are Redis'")
        }
    }

    private static func refusal(_ text: String, _ step: String, _ endpoint: RedisEndpoint) -> RedisError {
        if case .unavailable = RedisError(reply: text) {
            return .unavailable("\(endpoint) cannot serve now: \(text)")
        }
        if text.hasPrefix("NOAUTH") {
            return .server(
                "\(endpoint) wants a password: write it in the URL, redis://user:password@host:port (\(text))")
        }
        switch step {
        case "AUTH":
            return .server("\(endpoint) refused the password: check user and password in the Redis URL (\(text))")
        case "SELECT":
            return .server("\(endpoint) refused the database: check the number at the end of the Redis URL (\(text))")
        default: return .server("\(endpoint) refused \(step): \(text)")
        }
    }
}
